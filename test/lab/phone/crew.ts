/** Several phones in live calls behind one server that can go away: what an outage does to all of them, in figures. */
import type { MediaSample } from '../../../src/call/quality.ts';
import type { CallId } from '../../../src/call/state.ts';
import { openUnsteadyServer, type UnsteadyServer } from '../contract/unsteadyServer.ts';
import { until } from '../process.ts';
import { ANSWERS, type Desk, type Ground, openDesk } from './rig.ts';

type Member = { readonly desk: Desk; readonly callId: CallId };

/** What one outage did; times in milliseconds, one for each phone. */
export type Outage = {
  /** From the server's return (or, when it fell silent, from then on) to a line that is ready again. */
  readonly readyAgain: readonly number[];
  /** From its silence to a phone that knows it. Of other outages: from its going. */
  readonly noticed: readonly number[];
  /** Calls that ended. */
  readonly lost: number;
  /** Of the sound that each far side sent meanwhile, the share that arrived, in percent. */
  readonly soundPercent: readonly number[];
};

export interface Crew {
  /** Away for so long, as a network that is lost. */
  outage(forMs: number): Promise<Outage>;
  /** What is open stays open and says nothing any more; new connections are served. */
  freeze(): Promise<Outage>;
  /** Everybody hangs up while the server is away; from its return to each far side's end, milliseconds. */
  hangUpInOutage(): Promise<readonly number[]>;
  close(): Promise<void>;
}

const PACKETS_PER_MS = 1 / 20;

const passed = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** `size` phones, each in a call of its own that is answered. */
export async function openCrew(ground: Ground, size: number): Promise<Crew> {
  const { baresip } = ground.lab;
  const server = await openUnsteadyServer(ground.lab.wsUrl);
  const page = await ground.browser.newPage();
  const members: Member[] = [];
  for (let count = 0; count < size; count += 1) {
    const desk = await openDesk(ground, { servers: [server.wsUrl], page });
    members.push({ desk, callId: await desk.live(ANSWERS) });
  }
  const all = <Fact>(fact: (member: Member) => Promise<Fact>) => Promise.all(members.map(fact));
  const sample = ({ desk, callId }: Member): Promise<MediaSample | null> =>
    desk.agent.evaluate((a, id) => a.phone.sampleMedia(id), callId);

  /** `away`: what happens to the server, and resolves when it is back. */
  const during = async (from: UnsteadyServer, happens: (server: UnsteadyServer) => Promise<void>) => {
    const before = await all(async ({ desk }) => (await desk.reported()).length);
    const heardBefore = await all(sample);
    const goneAt = Date.now();
    const noticing = Promise.all(
      members.map(async ({ desk }, index) => {
        await desk.eventFrom(before[index] ?? 0, 'lineConnecting');
        return Date.now() - goneAt;
      }),
    );
    await happens(from);
    const backAt = Date.now();
    const readyAgain = await Promise.all(
      members.map(async ({ desk }, index) => {
        await desk.eventFrom(before[index] ?? 0, 'lineReady');
        return Date.now() - backAt;
      }),
    );
    const heard = await all(sample);
    const ended = await all(async ({ desk }) =>
      (await desk.reported()).some(({ type }) => type === 'callEnded'),
    );
    return {
      readyAgain,
      noticed: await noticing,
      lost: ended.filter(Boolean).length,
      soundPercent: heard.map((now, index) => share(heardBefore[index] ?? null, now)),
    };
  };

  return {
    outage: (forMs) =>
      during(server, async ({ vanish, return: comeBack }) => {
        vanish();
        await passed(forMs);
        comeBack();
      }),
    freeze: () => during(server, async ({ fallSilent }) => fallSilent()),
    async hangUpInOutage() {
      const before = await all(async ({ desk }) => (await desk.reported()).length);
      server.vanish();
      await Promise.all(
        members.map(({ desk }, index) => desk.eventFrom(before[index] ?? 0, 'lineConnecting')),
      );
      await all(({ desk, callId }) => desk.agent.evaluate((a, id) => a.phone.hangUp(id), callId));
      server.return();
      const backAt = Date.now();
      const ends: number[] = [];
      await until('every far side has ended', () => {
        const over = size - baresip.calls().length;
        while (ends.length < over) ends.push(Date.now() - backAt);
        return ends.length === size;
      });
      return ends;
    },
    async close() {
      await all(({ desk }) => desk.close());
      await page.close();
      await server.close();
      await baresip.hangUp();
    },
  };
}

function share(before: MediaSample | null, now: MediaSample | null): number {
  if (!before || !now) return 0;
  const due = (now.at - before.at) * PACKETS_PER_MS;
  return Math.min(100, Math.round(((now.packetsReceived - before.packetsReceived) / due) * 100));
}
