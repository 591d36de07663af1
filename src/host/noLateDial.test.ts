// What was stopped stays stopped: after a hang-up, an Esc, a sign-out or a new rule no phone is told to dial, in whatever
// moment that comes: in the grace of one click, while the rules are asked, while the journal writes, between two lines.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { CallId, PhoneState } from '../call/state.ts';
import type { HostSettings } from '../messages/protocol.ts';
import {
  CREDENTIALS,
  callId,
  DESK,
  FakeJournal,
  HOME,
  PLIVO_CREDENTIALS,
  rehearse,
  remote,
  settled,
} from './rehearsal.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

type Rehearsal = ReturnType<typeof rehearse>;

/** A host with two lines, and what was stopped in it so far. */
function stage() {
  const journal = new FakeJournal();
  const { write, countDialled } = journal;
  journal.write = async (record) => {
    await settled();
    await write(record);
  };
  journal.countDialled = async (number, since) => {
    const counted = await countDialled(number, since);
    await settled();
    return counted;
  };
  const host = rehearse({ openJournal: async () => journal });
  const told = () => host.phones.flatMap(({ told }) => told.filter((what) => what.startsWith('dial')));
  return { host, told, issued: [] as CallId[], stopped: new Map<CallId, boolean>() };
}
type Stage = ReturnType<typeof stage>;
type Step = (on: Stage) => unknown;

const wasTold = ({ told }: Stage, id: CallId) => told().includes(`dial ${id}`);
const stop = (on: Stage, id: CallId) => {
  if (!on.stopped.has(id)) on.stopped.set(id, wasTold(on, id));
};
/** What everybody knows when nothing is under way: what is done then is done to this. */
async function seen({ host }: Stage): Promise<PhoneState | undefined> {
  await settled();
  return host.announced.at(-1);
}
const inForce = (change: Partial<HostSettings>) => ({ attemptsPerDay: 9, ...change });
const next = (on: Stage) => {
  const id = callId(`call-${on.issued.length}`);
  on.issued.push(id);
  return id;
};
const dial = (host: Rehearsal, id: CallId) =>
  host.command({ type: 'dial', callId: id, remote: remote('+14155550101') });
const pick = fc.nat(20);
const chosen = ({ issued }: Stage, which: number) => issued[which % Math.max(1, issued.length)];
const account = fc.constantFrom(DESK, HOME);

const step: fc.Arbitrary<Step> = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 3, arbitrary: fc.constant((on) => dial(on.host, next(on))) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: -1, max: 3 }).map((seconds) => (on) => {
      const { host } = on;
      const number = { remote: remote('+14155550101'), text: 't', country: 'US', why: 'site' } as const;
      const dialsAt = host.clock.now() + seconds * 1_000;
      return host.command({ type: 'raise', raised: { ...number, callId: next(on), dialsAt } });
    }),
  },
  // A command that was carried twice.
  {
    weight: 2,
    arbitrary: pick.map((which) => (on) => {
      const id = chosen(on, which);
      return id && on.stopped.has(id) ? dial(on.host, id) : undefined;
    }),
  },
  {
    weight: 3,
    arbitrary: pick.map((which) => async (on) => {
      const calls = (await seen(on))?.calls ?? [];
      const id = chosen(on, which);
      if (!id) return;
      if (calls.some((call) => call.id === id && call.status === 'dialing')) stop(on, id);
      await on.host.command({ type: 'hangUp', callId: id });
    }),
  },
  {
    weight: 3,
    arbitrary: fc.constant(async (on) => {
      const id = (await seen(on))?.raised?.callId;
      if (!id) return;
      stop(on, id);
      await on.host.command({ type: 'dismissRaised', callId: id });
    }),
  },
  {
    weight: 2,
    arbitrary: account.map((accountId) => async (on) => {
      await on.host.close(accountId);
      const { lines = [], calls = [] } = (await seen(on)) ?? {};
      if (lines.length > 0) return;
      for (const { id, status } of calls) if (status === 'ended') stop(on, id);
    }),
  },
  {
    weight: 2,
    arbitrary: account.map(
      (accountId) => (on) => on.host.ready(accountId === HOME ? PLIVO_CREDENTIALS : CREDENTIALS, accountId),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .boolean()
      .map((isShut) => (on) => on.host.configure(inForce({ denyPrefixes: isShut ? ['+1415'] : [] }))),
  },
  {
    weight: 2,
    arbitrary: fc.nat(5).map((which) => (on) => {
      const phone = on.host.phones[which];
      phone?.says({ type: 'lineFailed', failure: { code: 'server-unreachable' } });
      phone?.context.needFreshDocument?.();
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(5), pick).map(([which, of]) => (on) => {
      const phone = on.host.phones[which];
      const id = chosen(on, of);
      if (!phone || !id) return;
      const unsent = !phone.told.includes(`dial ${id}`);
      const failure = { code: 'line-not-ready' } as const;
      phone.says({ type: 'callEnded', callId: id, by: 'local', failure, ...(unsent && { unsent }) });
    }),
  },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 6_000 }).map((ms) => (on) => on.host.clock.advance(ms)) },
);

test('nothing is dialled that was stopped, nothing twice, and nothing by a phone that was let go', async () => {
  const story = fc.array(fc.tuple(step, fc.nat(2)), { minLength: 8, maxLength: 50, size: 'max' });
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const on = stage();
      await on.host.configure(inForce({}));
      await on.host.ready();
      await on.host.ready(PLIVO_CREDENTIALS, HOME);
      const underWay: unknown[] = [];
      for (const [act, turns] of steps) {
        underWay.push(act(on));
        for (let turn = 0; turn < turns; turn += 1) await settled();
      }
      await Promise.all(underWay);
      for (let turn = 0; turn < 6; turn += 1) await settled();
      const dials = on.told();
      expect(dials).toEqual([...new Set(dials)]);
      for (const [id, before] of on.stopped) expect([id, wasTold(on, id)]).toEqual([id, before]);
      for (const { told } of on.host.phones) {
        const gone = told.indexOf('dispose');
        if (gone >= 0) expect(told.slice(gone).join()).not.toContain('dial');
      }
    }),
    { numRuns: 300 },
  );
});
