// Any fact in any order, for this room's tests: what the world and the host could ever say of a few calls on a few lines.
// Nothing here runs in the extension.
import fc from 'fast-check';
import { newCallId } from './callId.ts';
import type { Fact } from './event.ts';
import { FAILURE_CODES } from './failure.ts';
import { CALL_WARNINGS } from './quality.ts';
import { ABLE, DESK, HOME, opening, REMOTE as remote } from './rehearsal.ts';
import type { AccountId, CallId, Remote } from './state.ts';

const ACCOUNTS = [DESK, HOME, 'third' as AccountId];

const ids = Array.from({ length: 4 }, newCallId);
const failure = fc.constantFrom(...FAILURE_CODES).map((code) => ({ code }));
const anyId: fc.Arbitrary<CallId> = fc.constantFrom(...ids);
const anyRemote: fc.Arbitrary<Remote> = fc.constantFrom<Remote>(remote, { e164: null, display: 'desk' });
const anyAccount = fc.constantFrom(...ACCOUNTS);
const given = <Type extends string>(type: Type) => ({ type: fc.constant(type), accountId: anyAccount });
/** Said by a line, or by the host itself. */
const ofCall = <Type extends string>(type: Type) =>
  fc.record(
    { type: fc.constant(type), callId: anyId, accountId: anyAccount },
    { requiredKeys: ['type', 'callId'] },
  );
const bare = <Type extends string>(type: Type) => anyId.map((id) => ({ type, callId: id }));
const ofLine = fc.oneof<fc.Arbitrary<Fact>[]>(
  fc.record({ ...given('accountOpened' as const), label: fc.constantFrom('a', 'b') }),
  fc.record({
    ...given('phoneOpened' as const),
    capabilities: fc.constantFrom(ABLE, { ...ABLE, hold: false, maxCalls: 1 }),
  }),
  fc.record({ ...given('lineReady' as const), identity: fc.constantFrom('x', 'y') }),
  fc.record({ ...given('lineConnecting' as const), attempt: fc.constantFrom(1, 2) }),
  fc.record({ ...given('lineFailed' as const), failure }),
  fc.record(given('lineClosed' as const)),
  fc.record({ ...given('voicemailCounted' as const), waiting: fc.boolean() }),
  fc.record({
    type: fc.constant('linesOrdered' as const),
    accountIds: fc.shuffledSubarray(ACCOUNTS),
  }),
);
const closing = fc.record({
  type: fc.constantFrom('phoneClosed' as const, 'accountClosed' as const),
  accountId: anyAccount,
}) as fc.Arbitrary<Fact>;
const ofCalls = fc.oneof<fc.Arbitrary<Fact>[]>(
  fc.record(
    { ...given('callDialed' as const), callId: anyId, remote: anyRemote, consultFor: anyId },
    { requiredKeys: ['type', 'accountId', 'callId', 'remote'] },
  ),
  fc.record({ ...given('callOffered' as const), callId: anyId, remote: anyRemote }),
  fc.record({ ...given('callRerouted' as const), callId: anyId }),
  ofCall('callRinging' as const).map((said) => ({ ...said, earlyMedia: false })),
  ofCall('callAnswered' as const),
  ofCall('callHeld' as const),
  ofCall('callResumed' as const),
  bare('callDismissed' as const),
  bare('callActivated' as const),
  fc.tuple(ofCall('callMuted' as const), fc.boolean()).map(([said, muted]) => ({ ...said, muted })),
  fc
    .tuple(
      ofCall('callEnded' as const),
      fc.constantFrom('local' as const, 'remote' as const),
      fc.option(failure),
    )
    .map(([said, by, why]) => ({ ...said, by, ...(why && { failure: why }) })),
);
const together = fc.oneof<fc.Arbitrary<Fact>[]>(
  bare('callTransferring' as const).map((said) => ({ ...said, to: 'Ada' })),
  ofCall('callTransferred' as const),
  fc.tuple(ofCall('callTransferFailed' as const), failure).map(([said, why]) => ({ ...said, failure: why })),
  fc.record({
    type: fc.constant('callsMixed' as const),
    callIds: fc.subarray(ids),
    as: fc.constantFrom('conference' as const, 'bridge' as const),
  }),
);
const figure = fc.constantFrom(1, 2);
const measured = fc.oneof<fc.Arbitrary<Fact>[]>(
  fc.record({
    type: fc.constant('callGraded' as const),
    callId: anyId,
    grade: fc.constantFrom('good' as const, 'poor' as const),
    warnings: fc.subarray([...CALL_WARNINGS]),
  }),
  fc.record({
    type: fc.constant('callMeasured' as const),
    callId: anyId,
    quality: fc.record({
      mos: figure,
      worstMos: figure,
      rttMs: figure,
      jitterMs: figure,
      lossPercent: figure,
      seconds: figure,
    }),
  }),
);
const ofHost = fc.oneof<fc.Arbitrary<Fact>[]>(
  anyId.map((id) => ({
    type: 'numberRaised' as const,
    raised: { callId: id, remote, text: 't', country: 'GB', why: 'site' as const },
  })),
  fc.constant<Fact>({ type: 'raisedDismissed' }),
  fc
    .constantFrom('unknown' as const, 'granted' as const, 'denied' as const, 'missing' as const)
    .map((microphone) => ({ type: 'microphoneChanged' as const, microphone })),
  fc.boolean().map((doNotDisturb) => ({ type: 'doNotDisturbChanged' as const, doNotDisturb })),
  fc.nat(2).map((missed) => ({ type: 'missedCounted' as const, missed })),
  fc.constant<Fact>({ type: 'graceEnded' }),
  fc
    .constantFrom(null, { label: 'headset' })
    .map((input) => ({ type: 'audioChanged' as const, audio: { input } })),
);
const fact = fc.oneof(
  { weight: 5, arbitrary: ofLine },
  { weight: 1, arbitrary: closing },
  { weight: 6, arbitrary: ofCalls },
  { weight: 3, arbitrary: together },
  { weight: 2, arbitrary: measured },
  { weight: 1, arbitrary: ofHost },
);
const ofTalk = fc.oneof(
  { weight: 12, arbitrary: ofCalls },
  { weight: 4, arbitrary: together },
  { weight: 1, arbitrary: fact },
);

/** The same on lines that are open, and mostly of calls: more of it fits. */
export const talk = fc
  .array(ofTalk, { minLength: 20, maxLength: 60, size: 'max' })
  .map((facts): Fact[] => [...ACCOUNTS.flatMap((account) => opening(account)), ...facts]);

/** Long enough for several calls to begin, meet and end. */
export const story = fc.array(fact, { maxLength: 60, size: 'max' });
