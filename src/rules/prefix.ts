/** Comparing numbers with what an administrator writes, with lists, and with one's own line. */
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

/** Every spelling under which this line may stand on a list or in the journal, its own first. */
export function spellingsOf(e164: E164): readonly E164[] {
  const [, plus9 = '', rest] = /^\+54(9?)(\d+)$/.exec(e164) ?? [];
  return rest === undefined ? [e164] : [e164, `+54${plus9 ? '' : '9'}${rest}` as E164];
}
