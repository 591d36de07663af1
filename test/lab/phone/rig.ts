/** What tests of the SIP phone on the lab share: desks in Chromium, whom they talk to, and what either side hears. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSHandle, Page } from 'playwright-core';
import { writeTone } from '../../../demo/tone.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { CallId } from '../../../src/call/state.ts';
import { type Baresip, startBaresip } from '../baresip.ts';
import { type ContractBrowser, openContractBrowser } from '../contract/chromium.ts';
import { type Lab, startLab } from '../lab.ts';
import { freePort, until } from '../process.ts';
import { cut, readWav, type Sound, toneLevel } from '../tone.ts';
import type { PhoneDesk } from './page.ts';

/** What the agent says, in hertz. */
export const AGENT_TONE_HZ = 440;
/** Half of everything heard is the tone; G.711 and a jitter buffer take far less. */
const CLEAR_DB = -3;
/** A tone that is not there. */
const ABSENT_DB = -20;
/** Of full scale: the quietest steps of G.711 and of a microphone that is off. */
const SILENT = 0.01;
/** An answering number of the lab. */
export const ANSWERS = '+14155550142';

export type Ground = { readonly browser: ContractBrowser; readonly lab: Lab; close(): Promise<void> };

export async function openGround(): Promise<Ground> {
  const browser = await openContractBrowser('../phone/page.ts');
  const lab = await startLab().catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  return {
    browser,
    lab,
    async close() {
      await browser.close();
      await lab.stop();
    },
  };
}

export type DeskOptions = {
  /** Who it is; absent: the lab's agent. */
  readonly user?: { readonly user: string; readonly password: string };
  /** What it says, in hertz; absent: the agent's tone. */
  readonly tone?: number;
  /** Where the phone connects, in order; absent: to the lab itself. */
  readonly servers?: readonly string[];
  /** The host of the addresses that it dials and hands calls to; absent: the lab's domain. */
  readonly domain?: string;
  readonly page?: Page;
};

export type Desk = {
  readonly page: Page;
  readonly agent: JSHandle<PhoneDesk>;
  reported(): Promise<PhoneEvent[]>;
  eventOf(callId: CallId, type: PhoneEvent['type']): Promise<PhoneEvent>;
  /** The first event of this type at or after this place of what was reported. */
  eventFrom(place: number, type: PhoneEvent['type']): Promise<PhoneEvent>;
  live(to?: string): Promise<CallId>;
  /** Whether the agent hears this tone from that call, and hardly anything else. */
  hears(callId: CallId, hertz: number): Promise<boolean>;
  hearsNothing(callId: CallId): Promise<boolean>;
  /** Resolves when so much more of the agent's sound was sent. */
  speaks(callId: CallId, seconds: number): Promise<void>;
  close(): Promise<void>;
};

export async function openDesk({ browser, lab }: Ground, options: DeskOptions = {}): Promise<Desk> {
  const page = options.page ?? (await browser.newPage());
  const { user, password } = options.user ?? lab;
  const account = {
    ...{ kind: 'sip' as const, user, password, iceServers: [] },
    servers: options.servers ?? [lab.wsUrl],
    domain: options.domain ?? lab.domain,
  };
  const agent = await page.evaluateHandle(
    ([credentials, hertz]) => globalThis.phonePage.openDesk(credentials, hertz),
    [account, options.tone ?? AGENT_TONE_HZ] as const,
  );
  const hear = (callId: CallId) => agent.evaluate((a, id) => a.hear(id), callId);
  return {
    page,
    agent,
    reported: () => agent.evaluate((a) => a.reported),
    eventOf: (callId, type) =>
      agent.evaluate((a, [id, name]) => a.eventOf(id, name), [callId, type] as const),
    eventFrom: (place, type) =>
      agent.evaluate(
        (a, [name, first]) => a.until(name, (e) => e.type === name && a.reported.indexOf(e) >= first),
        [type, place] as const,
      ),
    live: (to = ANSWERS) => agent.evaluate((a, number) => a.live(number), to),
    hears: async (callId, hertz) => toneLevel(await hear(callId), hertz) > CLEAR_DB,
    hearsNothing: async (callId) => isSilent(await hear(callId)),
    async speaks(callId, seconds) {
      const packets = () =>
        agent.evaluate(async (a, id) => (await a.phone.sampleMedia(id))?.packetsSent, callId);
      const wanted = ((await packets()) ?? 0) + seconds * 50;
      await until(`${seconds} s were sent`, async () => ((await packets()) ?? 0) >= wanted);
    },
    async close() {
      await agent.evaluate((a) => a.phone.dispose());
      if (!options.page) await page.close();
    },
  };
}

/** No sound at all is silent too. */
export const isSilent = ({ samples }: Sound): boolean =>
  Array.from(samples).every((sample) => Math.abs(sample) < SILENT);

/** What a telephone of the lab heard in its newest call, from this second of it on. */
export const heardBy = (telephone: Baresip, fromSeconds = 0): Sound =>
  cut(readWav(telephone.recordings().at(-1) ?? ''), fromSeconds);

export const secondsOf = ({ sampleRate, samples }: Sound): number => samples.length / sampleRate;

/** The last second of it. */
export function lastSecond(telephone: Baresip): Sound {
  const sound = heardBy(telephone);
  return cut(sound, Math.max(0, secondsOf(sound) - 1));
}

export const isTone = (sound: Sound, hertz: number): boolean => toneLevel(sound, hertz) > CLEAR_DB;
export const lacksTone = (sound: Sound, hertz: number): boolean =>
  isSilent(sound) || toneLevel(sound, hertz) < ABSENT_DB;

export const untilIdle = ({ lab }: Ground): Promise<void> =>
  until('the far side is idle', () => lab.baresip.calls().length === 0);

export type Telephone = Baresip & { readonly port: number; readonly uri: string };

/** Another telephone than the carrier's, which says this tone and answers at `uri`. */
export async function openTelephone(hertz: number): Promise<Telephone> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-telephone-'));
  const port = await freePort();
  const rtp = 32_000; // above those that a lab takes
  const telephone = await startBaresip({
    folder,
    sipPort: port,
    controlPort: await freePort(),
    rtpPorts: [rtp, rtp + 399],
  });
  mkdirSync(join(folder, 'baresip'), { recursive: true });
  // Read when a call begins.
  writeTone(join(folder, 'baresip', 'voice.wav'), hertz, { seconds: 300, sampleRate: 8000 });
  return {
    ...telephone,
    port,
    uri: `sip:answering@127.0.0.1:${port}`,
    async stop() {
      await telephone.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
