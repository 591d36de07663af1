/** What one step of a check came to, and how it is written: a line a step, or JSON for machines. */

export type Verdict =
  | 'ok'
  /** Works, but not for long, not for every call, or not as well as it could. */
  | 'warn'
  | 'failed'
  /** Not looked at: not asked for, or a step above it failed. */
  | 'skipped';

/** In the order in which they are looked at and told. */
export const STEPS = [
  'configuration',
  'dns',
  'port',
  'tls',
  'options',
  'register',
  'digest',
  'call',
  'codecs',
  'early media',
  'audio',
  'hang-up',
] as const;
export type Step = (typeof STEPS)[number];

export type Result = {
  readonly verdict: Verdict;
  /** What was seen; never a secret. */
  readonly found: string;
  /** What to do about it. */
  readonly fix?: string;
};

export type Finding = Result & { readonly step: Step; readonly ms: number };

export const ok = (found: string): Result => ({ verdict: 'ok', found });
export const warn = (found: string, fix: string): Result => ({ verdict: 'warn', found, fix });
export const failed = (found: string, fix: string): Result => ({ verdict: 'failed', found, fix });
export const skipped = (found: string): Result => ({ verdict: 'skipped', found });

const STEP_WIDTH = Math.max(...STEPS.map((step) => step.length));

/** `failed   register       85 ms  403 Forbidden. Fix: …` */
export function lineOf({ verdict, step, ms, found, fix }: Finding): string {
  const time = `${ms} ms`.padStart(9);
  return `${verdict.padEnd(7)}  ${step.padEnd(STEP_WIDTH)} ${time}  ${found}${fix ? `. Fix: ${fix}` : ''}`;
}
