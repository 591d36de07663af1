/** How the digits of a number are grouped when it is shown abroad. Its prefix and its field on a screen: format.ts. */
import packed from './formats.json' with { type: 'json' };

/** By calling code, a line for each format: RegExp sources of number and leading digits ("-" for any), replacement. */
export type FormatsFile = Readonly<Record<string, string>>;

const file: FormatsFile = packed;

/** "46", "84650042 7" without its space → "8 465 004 27". Digits that no format fits come back as they are. */
export function grouped(callingCode: string, nationalNumber: string): string {
  for (const row of (file[callingCode] ?? '').split('\n')) {
    const [pattern = '', leading = '-', ...template] = row.split(' ');
    if (leading !== '-' && !new RegExp(`^(?:${leading})`).test(nationalNumber)) continue;
    const whole = new RegExp(`^${pattern}$`);
    if (whole.test(nationalNumber)) return nationalNumber.replace(whole, template.join(' '));
  }
  return nationalNumber;
}
