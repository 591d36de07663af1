/** How the digits of a number are grouped when it is shown abroad. Its prefix and its field on a screen: format.ts. */
import packed from './formats.json' with { type: 'json' };

/** By calling code, a line for each format: digits of each group ("2 3,4 4"), "|", RegExp source of leading digits. */
export type FormatsFile = Readonly<Record<string, string>>;

type Format = { readonly leading: RegExp; readonly groups: RegExp };

const file: FormatsFile = packed;
const unpacked = new Map<string, readonly Format[]>();

/** "46", "846500427" → "8 465 004 27". Digits that no format fits come back as they are. */
export function grouped(callingCode: string, nationalNumber: string): string {
  for (const { leading, groups } of formatsOf(callingCode)) {
    const match = leading.test(nationalNumber) ? groups.exec(nationalNumber) : null;
    if (match) return match.slice(1).join(' ');
  }
  return nationalNumber;
}

function formatsOf(callingCode: string): readonly Format[] {
  const known = unpacked.get(callingCode);
  if (known) return known;
  const rows = file[callingCode]?.split('\n') ?? [];
  const formats = rows.filter((row) => row !== '').map(unpack);
  unpacked.set(callingCode, formats);
  return formats;
}

function unpack(row: string): Format {
  const bar = row.indexOf('|');
  const sizes = row.slice(0, bar).split(' ');
  return {
    leading: new RegExp(`^(?:${row.slice(bar + 1)})`),
    groups: new RegExp(`^${sizes.map((size) => `(\\d{${size}})`).join('')}$`),
  };
}
