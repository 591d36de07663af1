/** What one check of the doctor came to, and how it is written: a line a check, or JSON for machines. */

export type Verdict =
  | 'ok'
  /** Works, but will not for long or not for everybody. */
  | 'warn'
  | 'fail'
  /** Could not be looked at, because of a failure above it. */
  | 'skipped';

export type Finding = {
  readonly check: string;
  readonly verdict: Verdict;
  /** What was seen; never a secret. */
  readonly found: string;
  /** What to do about it. */
  readonly fix?: string;
  readonly ms: number;
};

/** What a check gives back; the doctor adds its name and the time it took. */
export type Result = Pick<Finding, 'verdict' | 'found' | 'fix'>;

export const ok = (found: string): Result => ({ verdict: 'ok', found });
export const warn = (found: string, fix: string): Result => ({ verdict: 'warn', found, fix });
export const fail = (found: string, fix: string): Result => ({ verdict: 'fail', found, fix });
export const skipped = (found: string): Result => ({ verdict: 'skipped', found });

const MARKS: Readonly<Record<Verdict, string>> = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL', skipped: 'skip' };

/** `FAIL  token api: 401 Unauthorized (85 ms). Fix: …` */
export function lineOf({ check, verdict, found, fix, ms }: Finding): string {
  return `${MARKS[verdict]}  ${check}: ${found} (${ms} ms)${fix ? `. Fix: ${fix}` : ''}`;
}
