import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { PhoneEvent } from '../call/event.ts';
import { type AccountId, type CallId, NO_CAPABILITIES } from '../call/state.ts';
import { refuse } from './fakeDevices.ts';
import { BACK_WITHIN_MS } from './mixing.ts';
import {
  ABLE,
  CREDENTIALS,
  callId,
  DESK,
  FakeJournal,
  HOME,
  rehearse,
  remote,
  settled,
} from './rehearsal.ts';
import { JOINING } from './rehearsedCalls.ts';
import type { FakePhone } from './rehearsedPhone.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

type Rehearsal = ReturnType<typeof rehearse>;
type Step = (host: Rehearsal) => unknown;

const id = fc.constantFrom('a', 'b', 'c').map(callId);
const account = fc.constantFrom(DESK, HOME, 'third' as AccountId);
/** Of all phones that were ever opened, those that were let go included. */
const phone = fc.nat(5);

const commanded: fc.Arbitrary<Step> = fc.oneof<fc.Arbitrary<Step>[]>(
  id.map((callId) => (host) => host.dial(callId)),
  fc.tuple(id, account).map(
    ([callId, accountId]) =>
      (host) =>
        host.dial(callId, undefined, { accountId }),
  ),
  fc
    .tuple(
      id,
      fc.constantFrom('hangUp' as const, 'answer' as const, 'resume' as const, 'dismissCall' as const),
    )
    .map(
      ([callId, type]) =>
        (host) =>
          host.command({ type, callId }),
    ),
);

const joined: fc.Arbitrary<Step> = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.tuple(id, id).map(
    ([callId, consultFor]) =>
      (host) =>
        host.dial(callId, '+442079460019', { consultFor }),
  ),
  id.map((callId) => (host) => host.command({ type: 'transfer', callId, to: remote('+442079460020') })),
  fc.tuple(id, fc.constantFrom('completeTransfer' as const, 'unmix' as const, 'hold' as const)).map(
    ([callId, type]) =>
      (host) =>
        host.command({ type, callId }),
  ),
  id.map((callId) => (host) => host.command({ type: 'setMuted', callId, muted: true })),
  fc.constant<Step>((host) => host.command({ type: 'mix' })),
  fc.constant<Step>((host) => host.clock.advance(BACK_WITHIN_MS)),
);

const said = fc.oneof<fc.Arbitrary<PhoneEvent>[]>(
  fc.constant({ type: 'lineReady', identity: 'agent' }),
  fc.constant({ type: 'lineConnecting', attempt: 1 }),
  fc.constant({ type: 'lineFailed', failure: { code: 'server-unreachable' } }),
  id.map((callId) => ({ type: 'callOffered', callId, remote: remote('+442079460018') })),
  id.map((callId) => ({ type: 'callRinging', callId, earlyMedia: false })),
  id.map((callId) => ({ type: 'callAnswered', callId })),
  id.map((callId) => ({ type: 'callHeld', callId })),
  id.map((callId) => ({ type: 'callResumed', callId })),
  id.map((callId) => ({ type: 'callTransferred', callId })),
  id.map((callId) => ({ type: 'callTransferFailed', callId, failure: { code: 'transfer-refused' } })),
  id.map((callId) => ({ type: 'callEnded', callId, by: 'remote' })),
);
const reported: fc.Arbitrary<Step> = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.tuple(phone, said).map(
    ([which, event]) =>
      (host) =>
        host.phones[which]?.says(event),
  ),
  fc.tuple(phone, id).map(
    ([which, callId]) =>
      (host) =>
        host.phones[which]?.hears(callId, {} as MediaStream),
  ),
  fc.tuple(phone, id).map(
    ([which, callId]) =>
      (host) =>
        loses(host.phones[which], callId),
  ),
);

/** As a phone whose line is lost says it: it knows whether anything was sent. */
function loses(phone: FakePhone | undefined, callId: CallId): void {
  const unsent = !phone?.told.includes(`dial ${callId}`);
  const failure = { code: 'line-not-ready' } as const;
  phone?.says({ type: 'callEnded', callId, by: 'local', failure, ...(unsent && { unsent }) });
}

const happened: fc.Arbitrary<Step> = fc.oneof<fc.Arbitrary<Step>[]>(
  account.map((accountId) => (host) => host.ready({ ...CREDENTIALS, identity: accountId }, accountId)),
  account.map((accountId) => (host) => host.close(accountId)),
  fc.tuple(account, account).map((accountIds) => (host) => host.ask({ type: 'orderLines', accountIds })),
  fc.boolean().map((doNotDisturb) => (host) => host.configure({ doNotDisturb })),
  fc.constantFrom<Step>(
    (host) => {
      host.devices.answer = refuse('NotFoundError');
    },
    (host) => {
      host.devices.answer = async () => host.devices.stream();
    },
  ),
);

/** What must be true of the host at any time. */
async function expectSound(host: Rehearsal): Promise<void> {
  const { lines, line, capabilities, calls } = await host.state();
  const next = lines.find((one) => one.line.status === 'ready') ?? lines[0];
  expect(line).toEqual(next?.line ?? { status: 'offline' });
  expect(capabilities).toEqual(next?.capabilities ?? NO_CAPABILITIES);
  const up = calls.filter(({ status }) => status !== 'ended');
  const carriers = lines.filter((one) => one.capabilities.maxCalls > 0).map(({ accountId }) => accountId);
  for (const call of up) expect(carriers).toContain(call.accountId);
  for (const playing of host.played) expect(up.map((call) => call.id)).toContain(playing);
  const mixed = calls.filter((call) => call.mixed);
  expect(mixed).not.toHaveLength(1);
  for (const call of mixed) expect(call).toMatchObject({ status: 'live', mixed: mixed[0]?.mixed });
  const dials = host.phones.flatMap(({ told }) => told).filter((what) => what.startsWith('dial'));
  expect(dials).toEqual([...new Set(dials)]);
}

test('whatever happens on several lines in whatever order, no id is sent twice, the one line that is shown is true, and neither voice nor microphone outlives its call', async () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: commanded },
    { weight: 3, arbitrary: joined },
    { weight: 6, arbitrary: reported },
    { weight: 2, arbitrary: happened },
  );
  // Some steps are over before the next one comes, some are still under way.
  const story = fc.array(fc.tuple(step, fc.boolean()), { minLength: 10, maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(story, fc.constantFrom(ABLE, JOINING), async (steps, abilities) => {
      const journal = new FakeJournal();
      const { write } = journal;
      // Slow enough that a line may be lost before the record is on disk.
      journal.write = async (record) => {
        await settled();
        await write(record);
      };
      const host = rehearse({ openJournal: async () => journal }, abilities);
      await host.ready();
      await host.ready(CREDENTIALS, HOME);
      const underWay: unknown[] = [];
      for (const [act, alone] of steps) {
        underWay.push(act(host));
        if (alone) await settled();
        await expectSound(host);
      }
      await Promise.all(underWay);
      for (let turn = 0; turn < 4; turn += 1) await settled();
      await expectSound(host);
      const idle = (await host.state()).calls.every(({ status }) => status === 'ended');
      if (idle) expect(host.devices.tracks.every(({ stopped }) => stopped)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
