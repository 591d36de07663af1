/**
 * Does this candidate look like something a person would dial? Shape first, then its surroundings; every refusal has
 * a reason, so that "why is this text not marked" has an answer. Whether the number exists is parse.ts.
 */

import type { Candidate } from './candidate.ts';
import { type ContextReason, isInsideIban, objectionAround } from './context.ts';
import { type Label, labelBefore } from './label.ts';
import { isAmount } from './money.ts';
import { FEWEST_DIGITS } from './normalise.ts';
import { decoyShape, isOutvotedByLabel, type Shape } from './shape.ts';

export type RefusalReason = Shape | ContextReason | 'iban' | 'too-short' | 'too-long';
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: RefusalReason };

const DIALABLE: Verdict = { ok: true };
/** E.164 allows 15 digits; an international prefix ("0011") or a trunk zero comes on top. */
const MOST_DIGITS = 19;
/** The longest number anybody writes without a prefix: 11 national digits, carrier and trunk prefix. */
const MOST_NATIONAL_DIGITS = 13;
/** A plus, a trunk or international zero, a bracket; "8~10" and "810" are the prefix abroad of the Russian plan. */
const HAS_LEAD = /^(?:[+0(]|8~?10)/;

/** `end` is where the candidate ends with its extension; `label` what stands in front of it. */
export function looksDialable(
  candidate: Candidate,
  plainText: string,
  end: number,
  label: Label | null = labelBefore(plainText, candidate.start),
): Verdict {
  if (isInsideIban(plainText, candidate.start)) return { ok: false, reason: 'iban' };
  const shape = shapeObjection(candidate, label);
  return verdictOf(
    (shape === 'id' ? shape : null) ??
      lengthObjection(candidate) ??
      objectionAround(plainText, candidate.start, end, label) ??
      shape,
  );
}

/** The same for a candidate with nothing around it that could speak, except perhaps the comma of a sum. */
export function looksDialableAlone(candidate: Candidate, plainText: string, end: number): Verdict {
  const shape = shapeObjection(candidate, null);
  return verdictOf(
    (shape === 'id' ? shape : null) ??
      lengthObjection(candidate) ??
      (isAmount(plainText, candidate.start, end) ? 'amount' : shape),
  );
}

function verdictOf(reason: RefusalReason | null): Verdict {
  return reason === null ? DIALABLE : { ok: false, reason };
}

function shapeObjection({ text }: Candidate, label: Label | null): Shape | null {
  const shape = decoyShape(text);
  return shape !== null && label?.kind === 'phone' && isOutvotedByLabel(shape, text) ? null : shape;
}

function lengthObjection({ text, digits }: Candidate): RefusalReason | null {
  if (digits.length < FEWEST_DIGITS) return 'too-short';
  if (digits.length > MOST_DIGITS) return 'too-long';
  return digits.length > MOST_NATIONAL_DIGITS && !HAS_LEAD.test(text) ? 'too-long' : null;
}
