/** How the digits of a number are grouped when it is shown abroad. Its prefix and its field on a screen: format.ts. */
import packed from './formats.json' with { type: 'json' };

/** By calling code, a line for each format: digits of each group ("2 3,4 4"), "|", RegExp source of leading digits. */
export type FormatsFile = Readonly<Record<string, string>>;

const file: FormatsFile = packed;

/** "46", "846500427" → "8 465 004 27". Digits that no format fits come back as they are. */
export function grouped(callingCode: string, nationalNumber: string): string {
  for (const row of (file[callingCode] ?? '').split('\n')) {
    const [groups = ''] = row.split('|', 1);
    const leading = row.slice(groups.length + 1);
    if (!new RegExp(`^(?:${leading})`).test(nationalNumber)) continue;
    const sizes = groups.split(' ').map((size) => `(\\d{${size}})`);
    const match = new RegExp(`^${sizes.join('')}$`).exec(nationalNumber);
    if (match) return match.slice(1).join(' ');
  }
  return nationalNumber;
}
