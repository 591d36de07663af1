/**
 * Does this candidate look like something a person would dial? Shape first, then its surroundings; every refusal has
 * a reason, so that "why is this text not marked" has an answer. Whether the number exists is parse.ts.
 */
import { type ContextReason, objectionAround } from './context.ts';
import { FEWEST_DIGITS } from './normalise.ts';
import type { Candidate } from './scan.ts';
import { decoyShape, type Shape } from './shape.ts';

export type RefusalReason = Shape | ContextReason | 'too-short' | 'too-long';
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: RefusalReason };

/** E.164 allows 15 digits; an international prefix ("0011") or a trunk zero comes on top. */
const MOST_DIGITS = 19;
/** The longest number anybody writes in one row without a prefix: 11 national digits, carrier and trunk prefix. */
const MOST_BARE_DIGITS = 13;

/** `end` is where the candidate ends with its extension. */
export function looksDialable(candidate: Candidate, plainText: string, end: number): Verdict {
  const reason =
    lengthObjection(candidate) ??
    decoyShape(candidate.text) ??
    objectionAround(plainText, candidate.start, end);
  return reason === null ? { ok: true } : { ok: false, reason };
}

function lengthObjection({ text, digits }: Candidate): RefusalReason | null {
  if (digits.length < FEWEST_DIGITS) return 'too-short';
  if (digits.length > MOST_DIGITS) return 'too-long';
  const bare = digits === text && !digits.startsWith('0');
  return bare && digits.length > MOST_BARE_DIGITS ? 'too-long' : null;
}
