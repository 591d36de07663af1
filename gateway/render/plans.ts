/**
 * What stands behind a country's calling code, as a table for Kamailio: a number is dialled in the spelling of its own plan
 * or not at all. In "+44 0 1900 …" or "+1 1 900 …" a prefix that people dial at home stands where no number has it; a
 * provider may leave it out, or read the rest as a call abroad, and the rules would have judged another number.
 */
import { beginsNumbers, type CallingCode, callingCodeOf, planNamed } from '../../src/numbers/plan/plans.ts';
import type { Table } from './tables.ts';

const DIGITS = [...'0123456789'];
/** No code has more digits. */
const MOST_CODES = 999;

/**
 * Calling code → a POSIX regular expression that the rest of a number has to fit. It asks for less than that somebody has
 * the number: new ranges come every month, but none of another length, or behind a digit that no number began with.
 */
export function plans(): Table {
  const candidates = Array.from({ length: MOST_CODES }, (_, index) => String(index + 1));
  const codes = candidates.flatMap((digits) => callingCodeOf(digits) ?? []);
  return new Map(codes.map((code) => [code.digits, `^(${beginningsOf(code)})(${restsOf(code)})$`]));
}

/** The first two digits: any behind a first one that numbers have, but behind a zero only those that are known. */
function beginningsOf(code: CallingCode): string {
  const firsts = DIGITS.filter((digit) => digit !== '0' && beginsNumbers(code, digit)).join('');
  const behindZero = DIGITS.filter((digit) => beginsNumbers(code, `0${digit}`)).join('');
  return [firsts && `[${firsts}][0-9]`, behindZero && `0[${behindZero}]`].filter(Boolean).join('|');
}

function restsOf({ members }: CallingCode): string {
  const lengths = new Set(members.flatMap((member) => planNamed(member)?.lengths ?? []));
  return [...lengths].map((length) => `[0-9]{${length - 2}}`).join('|');
}
