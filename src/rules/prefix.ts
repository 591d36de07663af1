/** Comparing numbers with what an administrator writes, and with one's own line. */
import type { E164 } from '../numbers/e164.ts';

/** `prefix`: "+1 900", "0044 9", "+979". An entry without digits begins nothing: an empty row must not silence a team. */
export function beginsWith(e164: E164, prefix: string): boolean {
  const digits = prefix.replace(/\D/g, '').replace(/^00/, '');
  return digits !== '' && e164.startsWith(`+${digits}`);
}

/** One line, one name: from abroad an Argentine mobile is called with a 9 that its other spelling lacks. */
export function lineOf(e164: E164): string {
  return e164.replace(/^\+549/, '+54');
}
