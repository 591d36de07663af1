// A host with a fake at each of its edges, for this room's tests: what it asked for is recorded, what the world answers
// is said by the test. Nothing here runs in the extension.
// What a host has loaded a moment after its start is there when a rehearsal begins.
import './places.ts';
import type { FakeCredentials, Openable, PlivoAccount, PlivoCredentials } from '../accounts/credentials.ts';
import type { Command } from '../call/command.ts';
import type { AccountId, CallId, Capabilities, PhoneState, Remote } from '../call/state.ts';
import { createRoomLog, redact } from '../log.ts';
import type {
  Announcement,
  HostRequest,
  HostSettings,
  Reply,
  SwitchboardRequest,
} from '../messages/protocol.ts';
import type { E164 } from '../numbers/e164.ts';
import { createManualClock } from '../phones/fake/manualClock.ts';
import { DEFAULTS } from '../settings/settings.ts';
import type { DialCommand } from './dialling.ts';
import { FakeAudioGraph } from './fakeAudioGraph.ts';
import { FakeDevices } from './fakeDevices.ts';
import { type HostDeps, startHost } from './host.ts';
import { FakeJournal } from './rehearsedJournal.ts';
import { FakePhone } from './rehearsedPhone.ts';

export { FakeJournal };

export const DESK = 'desk' as AccountId;
export const HOME = 'home' as AccountId;
export const SETTINGS: HostSettings = { ...DEFAULTS, doNotCall: [] };
export const CREDENTIALS: FakeCredentials = { kind: 'fake', identity: 'agent@demo.offhook.test' };
export const PLIVO_ACCOUNT: PlivoAccount = {
  kind: 'plivo',
  server: 'https://calls.example',
  bearer: 'ofh_key-of-ada',
};
/** Good for another 900 s of the rehearsal's clock. */
export const PLIVO_CREDENTIALS: PlivoCredentials = {
  ...PLIVO_ACCOUNT,
  token: 'aa.bb.cc',
  username: 'ada_MAEXAMPLE',
  plivoNumber: '14155550100',
  expiresAt: 901_000,
};
export const ABLE: Capabilities = {
  hold: true,
  mute: true,
  dtmf: true,
  incoming: true,
  transfer: false,
  switchInput: false,
  maxCalls: 2,
};

export function callId(name: string): CallId {
  return name as CallId;
}

export function remote(e164 = '+14155550101'): Remote & { e164: E164 } {
  return { e164: e164 as E164, display: e164 };
}

/** Starts a host among fakes. `abilities` are those of every phone it opens. */
export function rehearse(changes: Partial<HostDeps> = {}, abilities: Capabilities = ABLE) {
  const life = new AbortController();
  const devices = new FakeDevices();
  const journal = new FakeJournal();
  const phones: FakePhone[] = [];
  const announced: PhoneState[] = [];
  const asked: string[] = [];
  const requests: SwitchboardRequest[] = [];
  const answers: { [Type in SwitchboardRequest['type']]?: Reply<unknown> } = {};
  const clock = createManualClock(1_000);
  const sounds: (string | null)[] = [];
  const played = new Set<CallId>();
  const complaints: string[] = [];
  const used: unknown[] = [];
  let handle: (request: HostRequest) => Promise<Reply<unknown>> = () => Promise.reject(new Error('deaf'));

  const started = startHost(
    {
      openPhone: async (_credentials, context) => {
        const phone = new FakePhone(context, abilities);
        phones.push(phone);
        return phone;
      },
      openJournal: async () => journal,
      onHostRequest: (handler) => {
        handle = handler;
      },
      announce: ({ state }: Announcement) => void announced.push(state),
      askSwitchboard: (async (request: SwitchboardRequest) => {
        asked.push(request.type);
        requests.push(request);
        return answers[request.type] ?? { ok: true, value: null };
      }) as HostDeps['askSwitchboard'],
      online: async () => undefined,
      devices: devices as unknown as HostDeps['devices'],
      permissions: devices as unknown as HostDeps['permissions'],
      speaker: {
        play: (id) => void played.add(id),
        use: (device) => void used.push(device),
        silence: () => {},
        keepOnly: (ids) => {
          for (const id of played) if (!ids.includes(id)) played.delete(id);
        },
      },
      tones: {
        use: (devices) => void used.push(devices),
        play: (tone) => sounds.at(-1) !== tone && sounds.push(tone),
      },
      openAudio: () => new FakeAudioGraph() as unknown as AudioContext,
      checkLine: async (_held, line) => [{ what: 'registration', target: line.status, verdict: 'ok' }],
      log: createRoomLog('host', (_, what, why) => void complaints.push(`${what}: ${redact(why)}`)),
      clock,
      ...changes,
    },
    life.signal,
  );

  const ask = (request: HostRequest) => handle(request);
  let isConfigured = false;
  const configure = (change: Partial<HostSettings> = {}) => {
    isConfigured = true;
    return ask({ type: 'configure', settings: { ...SETTINGS, ...change } });
  };
  const open = (credentials: Openable = CREDENTIALS, accountId = DESK) =>
    ask({ type: 'openPhone', accountId, label: `${accountId}@example`, credentials });
  return {
    life,
    started,
    devices,
    journal,
    phones,
    announced,
    asked,
    requests,
    /** What the switchboard says from now on; without a word it accepts. */
    answers,
    clock,
    sounds,
    played,
    complaints,
    /** Which devices speaker and tones were told to use. */
    used,
    ask,
    open,
    close: (accountId = DESK) => ask({ type: 'closePhone', accountId }),
    configure,
    command: (command: Command) => ask({ type: 'command', command }),
    state: async () => ((await ask({ type: 'getState' })) as { value: PhoneState }).value,
    get phone(): FakePhone {
      const phone = phones.at(-1);
      if (!phone) throw new Error('no phone was opened');
      return phone;
    },
    /** Opens a phone whose line is ready, in a host that knows what is set. */
    async ready(credentials: Openable = CREDENTIALS, accountId = DESK): Promise<FakePhone> {
      await started;
      if (!isConfigured) await configure();
      await open(credentials, accountId);
      this.phone.says({ type: 'lineReady', identity: CREDENTIALS.identity });
      return this.phone;
    },
    dial: (name: string, to?: string, more: Partial<DialCommand> = {}) =>
      ask({ type: 'command', command: { type: 'dial', callId: callId(name), remote: remote(to), ...more } }),
  };
}

/** All that is under way without a timer has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
