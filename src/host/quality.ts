// How calls sound while they are up: one reading a second of each that is answered, told to the state only when the
// picture changes, the last two minutes kept for who asks. The arithmetic is call/mos.ts and call/warnings.ts.
import { isAnswered } from '../call/change.ts';
import { addSecond, gradeOf, secondBetween } from '../call/mos.ts';
import type {
  CallWarning,
  MediaSample,
  QualityGrade,
  QualitySecond,
  QualitySummary,
} from '../call/quality.ts';
import type { AccountId, Call, CallId } from '../call/state.ts';
import { type HeardSecond, WATCHED_SECONDS, warningsAfter } from '../call/warnings.ts';
import type { Clock } from '../phones/clock.ts';
import type { Phone } from '../phones/phone.ts';
import type { Store } from './store.ts';

export type QualityDeps = {
  readonly store: Store;
  readonly phoneOf: (accountId: AccountId | undefined) => Pick<Phone, 'sampleMedia'> | null;
  /** What the microphone gives now, 0–1, muted or not; undefined: not known. */
  readonly voice: () => number | undefined;
  /** No call is answered any more: nobody listens to the microphone. */
  readonly rest: () => void;
  readonly clock: Clock;
};

export interface QualityWatch {
  /** At most the last 120, oldest first; none of a call that was never answered or is gone from the state. */
  secondsOf(callId: CallId): readonly QualitySecond[];
}

const EVERY_MS = 1_000;
const KEPT_SECONDS = 120;

type Watched = {
  before: MediaSample | null;
  kept: readonly QualitySecond[];
  newest: readonly HeardSecond[];
  warnings: readonly CallWarning[];
  summary: QualitySummary | null;
  isAsked: boolean;
  isMeasured: boolean;
};

/** Begins with the calls that are answered already, and goes on for as long as the host lives. */
export function watchQuality(deps: QualityDeps): QualityWatch {
  const { store, clock } = deps;
  const watched = new Map<CallId, Watched>();
  let isRunning = false;

  const grade = (call: Call, grade: QualityGrade, warnings: readonly CallWarning[]) => {
    if (call.grade === grade && `${call.warnings ?? []}` === `${warnings}`) return;
    void store.apply({ type: 'callGraded', callId: call.id, grade, warnings });
  };
  const take = (call: Call, sample: MediaSample, voice: number | undefined) => {
    const known = watched.get(call.id);
    if (!known) return;
    const { before } = known;
    known.before = sample;
    const second = before && secondBetween(before, sample);
    if (!second) return;
    const heard = heardIn(call, second, before, sample, voice);
    known.newest = [...known.newest, heard].slice(-WATCHED_SECONDS);
    known.warnings = warningsAfter(known.newest, known.warnings);
    if (!heard.silent) {
      known.kept = [...known.kept, second].slice(-KEPT_SECONDS);
      known.summary = addSecond(known.summary, second);
    }
    grade(call, gradeOf(known.kept), known.warnings);
  };

  const ask = async (callId: CallId, voice: number | undefined) => {
    const known = watched.get(callId);
    const phone = deps.phoneOf(find(callId)?.accountId);
    if (!known || known.isAsked || !phone) return;
    known.isAsked = true;
    const sample = await phone.sampleMedia(callId).catch(() => null);
    known.isAsked = false;
    const call = find(callId);
    if (sample && call && isAnswered(call)) take(call, sample, voice);
  };
  const find = (callId: CallId) => store.state.calls.find(({ id }) => id === callId);

  const tick = () => {
    const answered = store.state.calls.filter(isAnswered);
    isRunning = answered.length > 0;
    if (!isRunning) return deps.rest();
    clock.after(EVERY_MS, tick);
    const voice = deps.voice();
    for (const { id } of answered) void ask(id, voice);
  };

  const begin = (callId: CallId) => {
    if (!watched.has(callId)) watched.set(callId, fresh());
  };
  const measure = (callId: CallId) => {
    const known = watched.get(callId);
    if (!known?.summary || known.isMeasured) return;
    known.isMeasured = true;
    void store.apply({ type: 'callMeasured', callId, quality: rounded(known.summary) });
  };

  const follow = () => {
    const { calls } = store.state;
    for (const callId of watched.keys()) if (!find(callId)) watched.delete(callId);
    const answered = calls.filter(isAnswered);
    for (const { id } of answered) begin(id);
    for (const { id } of calls.filter(({ status }) => status === 'ended')) measure(id);
    if (!isRunning && answered.length > 0) tick();
  };

  store.watch(follow);
  follow();
  return { secondsOf: (callId) => watched.get(callId)?.kept ?? [] };
}

function fresh(): Watched {
  return {
    before: null,
    kept: [],
    newest: [],
    warnings: [],
    summary: null,
    isAsked: false,
    isMeasured: false,
  };
}

function heardIn(
  { muted, status, mixed }: Call,
  second: QualitySecond,
  before: MediaSample,
  now: MediaSample,
  voice: number | undefined,
): HeardSecond {
  return {
    ...second,
    received: now.packetsReceived - before.packetsReceived,
    sent: now.packetsSent - before.packetsSent,
    muted,
    silent: status === 'held' || mixed === 'bridge',
    ...(voice !== undefined && { voice }),
  };
}

function rounded({ mos, worstMos, rttMs, jitterMs, lossPercent, seconds }: QualitySummary): QualitySummary {
  return {
    mos: to(2, mos),
    worstMos: to(2, worstMos),
    rttMs: to(0, rttMs),
    jitterMs: to(1, jitterMs),
    lossPercent: to(2, lossPercent),
    seconds,
  };
}

function to(digits: number, value: number): number {
  return Number(value.toFixed(digits));
}
