/**
 * Random days of calls against the caps. The judge keeps its own books, second by second, from what the callers did, and
 * knows nothing of how usage is counted: no accepted call may take it over a cap.
 */
import { type CapDecision, type Caps, decideCall, type Usage } from '../rules/caps.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A call as it truly was. `endsAt` is when its callers hang up, if its time limit does not end it before. */
export type BookedCall = {
  readonly sub: string;
  readonly tenant: string;
  readonly startedAt: number;
  readonly limitSeconds: number;
  endedAt: number | null;
};

/** mulberry32: small, seeded, good enough to wander. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function randomCaps(random: () => number): Caps {
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const limits = (scale: number) => ({
    concurrent: between(1, 3) * scale,
    callsPerMinute: between(1, 4) * scale,
    minutesPerDay: between(1, 90) * scale,
    spendMicrosPerDay: between(0, 2_000) * 1000 * scale,
  });
  return {
    agent: limits(1),
    tenant: limits(2),
    callTimeLimitSeconds: between(60, 3600),
    rateMicrosPerMinute: between(0, 40) * 1000,
  };
}

/** What the truth was over its worst moment: the sentence that says which cap was broken, or null. */
export function brokenCap(caps: Caps, calls: readonly BookedCall[], now: number): string | null {
  const mine = (sub: string) => calls.filter((call) => call.sub === sub);
  const agents = [...new Set(calls.map(({ sub }) => sub))];
  const judged = [
    ...agents.map((sub) => ['agent', mine(sub)] as const),
    ...[...new Set(calls.map(({ tenant }) => tenant))].map(
      (tenant) => ['tenant', calls.filter((call) => call.tenant === tenant)] as const,
    ),
  ];
  for (const [scope, their] of judged) {
    const limits = caps[scope];
    const recent = their.filter(({ startedAt }) => startedAt > now - DAY_MS);
    const open = recent.filter(({ endedAt }) => endedAt === null).length;
    const lastMinute = recent.filter(({ startedAt }) => startedAt > now - MINUTE_MS).length;
    const seconds = recent.map((call) => lengthOf(call));
    const total = seconds.reduce((all, one) => all + one, 0);
    const spend = seconds.reduce((all, one) => all + Math.ceil(one / 60) * caps.rateMicrosPerMinute, 0);
    if (open > limits.concurrent) return `${scope}: ${open} calls at once`;
    if (lastMinute > limits.callsPerMinute) return `${scope}: ${lastMinute} calls in a minute`;
    if (total > limits.minutesPerDay * 60) return `${scope}: ${total} s in a day`;
    if (spend > limits.spendMicrosPerDay) return `${scope}: ${spend} micros in a day`;
  }
  return null;
}

/** An open call may go on to its limit: what was accepted has to be within the caps even then. */
function lengthOf({ startedAt, endedAt, limitSeconds }: BookedCall): number {
  return endedAt === null ? limitSeconds : Math.min(limitSeconds, Math.ceil((endedAt - startedAt) / 1000));
}

/** The usage as a store should see it, counted the plain way, for the pure decision. */
export function decideOn(
  caps: Caps,
  calls: readonly BookedCall[],
  sub: string,
  tenant: string,
  now: number,
): CapDecision {
  const usage = (their: readonly BookedCall[]): Usage => {
    const recent = their.filter(({ startedAt }) => startedAt > now - DAY_MS);
    const seconds = recent.map(lengthOf);
    return {
      concurrent: recent.filter(({ endedAt }) => endedAt === null).length,
      callsLastMinute: recent.filter(({ startedAt }) => startedAt > now - MINUTE_MS).length,
      secondsLastDay: seconds.reduce((all, one) => all + one, 0),
      microsLastDay: seconds.reduce((all, one) => all + Math.ceil(one / 60) * caps.rateMicrosPerMinute, 0),
      minuteFreeAt: null,
      dayFreeAt: null,
    };
  };
  const ofTenant = calls.filter((call) => call.tenant === tenant);
  return decideCall(caps, usage(ofTenant.filter((call) => call.sub === sub)), usage(ofTenant), now);
}
