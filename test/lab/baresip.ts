/** baresip as the carrier's telephone: it answers with a tone or rings, reports its calls and records what it hears. */
import { mkdirSync, readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { writeTone } from '../../demo/tone.ts';
import { isBound, type LabProcess, startProgram, until } from './process.ts';
import { writeConfig } from './template.ts';

/** What the carrier's telephone says, in hertz. */
export const FAR_TONE_HZ = 880;
/** A call that is answered by itself is never reported as incoming: its first sign of life is the caller's offer. */
const BEGINNINGS = new Set(['CALL_INCOMING', 'CALL_REMOTE_SDP', 'CALL_RINGING']);
const LONGEST_CALL_SECONDS = 300;

export type BaresipOptions = {
  readonly folder: string;
  readonly sipPort: number;
  readonly controlPort: number;
  readonly rtpPorts: readonly [number, number];
};

/** As baresip's ctrl_tcp reports it; a call's events carry its `id`, which is the SIP Call-ID on that leg. */
export type BaresipEvent = {
  readonly type: string;
  readonly class?: string;
  readonly id?: string;
  /** Which of its accounts: the one that answers or the one that only rings. */
  readonly accountaor?: string;
  readonly direction?: 'incoming' | 'outgoing';
  readonly peeruri?: string;
  readonly param?: string;
};

export type BaresipCall = {
  readonly id: string;
  readonly peer: string;
  readonly account: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly state: 'ringing' | 'established';
};

export type Baresip = LabProcess & {
  /** Everything reported since it was started, oldest first. */
  readonly events: readonly BaresipEvent[];
  /** Resolves with the first event of that type at or after position `from` of `events`. */
  waitForEvent(type: string, from?: number): Promise<BaresipEvent>;
  /** The calls that are up, as far as reported: wait for what you expect, the report may lag by some 40 ms. */
  calls(): BaresipCall[];
  /** Calls a SIP URI, as a customer who calls back; `account` `secure` offers SRTP only. */
  dial(uri: string, account?: 'answering' | 'secure'): Promise<void>;
  /** Answers what is ringing. */
  answer(): Promise<void>;
  /** Hangs up every call and resolves when they are over. */
  hangUp(): Promise<void>;
  /** The wav files of what it heard, one a call, oldest first. */
  recordings(): string[];
};

export async function startBaresip(options: BaresipOptions): Promise<Baresip> {
  const folder = join(options.folder, 'baresip');
  const heard = join(folder, 'recordings');
  mkdirSync(heard, { recursive: true });
  writeTone(join(folder, 'voice.wav'), FAR_TONE_HZ, { seconds: LONGEST_CALL_SECONDS, sampleRate: 8000 });
  writeConfig('baresip', folder, {
    FOLDER: folder,
    SIP_PORT: options.sipPort,
    CONTROL_PORT: options.controlPort,
    RTP_FIRST: options.rtpPorts[0],
    RTP_LAST: options.rtpPorts[1],
  });
  const telephone = await startProgram({
    name: 'baresip',
    command: 'baresip',
    args: ['-4', '-f', folder],
    folder: options.folder,
    ready: () => isBound(options.sipPort, 'udp') && isBound(options.controlPort, 'tcp'),
  });
  const events: BaresipEvent[] = [];
  let control = await openControl(options.controlPort, events);
  return {
    ...telephone,
    events,
    calls: () => callsAfter(events),
    waitForEvent: async (type, from = 0) => {
      const find = () => events.slice(from).find((event) => event.type === type);
      await until(`baresip reports ${type}`, () => find() !== undefined);
      return find() as BaresipEvent;
    },
    async dial(uri, account = 'answering') {
      await control.command('uafind', `sip:${account}@127.0.0.1:${options.sipPort}`);
      await control.command('dial', uri);
    },
    async answer() {
      await control.command('listcalls');
      for (const { account, state } of callsAfter(events)) {
        if (state === 'ringing') await onAccount(control, account, 'accept');
      }
    },
    async hangUp() {
      // Events may lag behind the call by a delayed TCP acknowledgement; an answer comes after all of them.
      await control.command('listcalls');
      // A call that answers by itself is established by the caller's ACK, which may still be under way.
      await until('baresip’s calls are established', () => !callsAfter(events).some(isBeingAnswered));
      for (const { account } of callsAfter(events)) await onAccount(control, account, 'hangup');
      await until('baresip’s calls are over', () => callsAfter(events).length === 0);
    },
    recordings: () =>
      readdirSync(heard)
        .filter((file) => file.endsWith('-dec.wav'))
        .sort()
        .map((file) => join(heard, file)),
    async restart() {
      await telephone.restart();
      events.length = 0;
      control = await openControl(options.controlPort, events);
    },
    async stop() {
      control.close();
      await telephone.stop();
    },
  };
}

function isBeingAnswered({ account, direction, state }: BaresipCall): boolean {
  return state === 'ringing' && direction === 'incoming' && account.startsWith('sip:answering@');
}

/** A command means the current call of the current account, and the account used last need not be the one meant. */
async function onAccount(control: Control, account: string, command: string): Promise<void> {
  await control.command('uafind', account);
  await control.command(command);
}

function callsAfter(events: readonly BaresipEvent[]): BaresipCall[] {
  const calls = new Map<string, BaresipCall>();
  for (const event of events) {
    const { type, id, peeruri: peer = '', accountaor: account = '' } = event;
    if (!id) continue;
    const direction = event.direction ?? 'incoming';
    if (BEGINNINGS.has(type) && !calls.has(id))
      calls.set(id, { id, peer, account, direction, state: 'ringing' });
    if (type === 'CALL_ESTABLISHED') calls.set(id, { id, peer, account, direction, state: 'established' });
    if (type === 'CALL_CLOSED') calls.delete(id);
  }
  return [...calls.values()];
}

type Control = { command(name: string, params?: string): Promise<void>; close(): void };

type Response = {
  readonly response: true;
  readonly ok: boolean;
  readonly token: string;
  readonly data: string;
};

/** Opens ctrl_tcp: JSON in netstrings (`length:text,`), where answers carry the command's token and events none. */
async function openControl(port: number, events: BaresipEvent[]): Promise<Control> {
  const socket = connect(port, '127.0.0.1');
  const responses = new Map<string, Response>();
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.on('error', () => {}); // a telephone that was killed resets the connection; its absence shows elsewhere
  readNetstrings(socket, (text) => {
    const message = JSON.parse(text) as Response | BaresipEvent;
    if ('response' in message) responses.set(message.token, message);
    else events.push(message);
  });
  return {
    async command(name, params = '') {
      const token = crypto.randomUUID();
      const text = JSON.stringify({ command: name, params, token });
      socket.write(`${Buffer.byteLength(text)}:${text},`);
      await until(`baresip answers ${name}`, () => responses.has(token));
      const response = responses.get(token);
      if (!response?.ok) throw new Error(`baresip refused ${name}: ${response?.data}`);
    },
    close: () => socket.destroy(),
  };
}

function readNetstrings(socket: Socket, take: (text: string) => void): void {
  let pending = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk as Buffer]);
    for (;;) {
      const colon = pending.indexOf(':');
      const end = colon + 1 + Number(pending.subarray(0, colon));
      if (colon < 0 || pending.length <= end) return;
      take(pending.toString('utf8', colon + 1, end));
      pending = pending.subarray(end + 1);
    }
  });
}
