/**
 * Numbers that are grouped like sums and decimals: "80 109 169" in Tunisia, "22.924223" in Cyprus. A table of these
 * alone, because how every number is grouped (formats.ts) is more than a page should carry.
 */
import packed from './groupings.json' with { type: 'json' };

/** By the digits of each group ("2 3 3"): the calling codes that group so, a space before and behind each. */
export type GroupingsFile = Readonly<Record<string, string>>;

const file: GroupingsFile = packed;

/** Are numbers behind this calling code written in these groups? Knows only groups that look like a sum or a decimal. */
export function isGroupedSo(callingCode: string, groups: readonly string[]): boolean {
  const sizes = groups.map((group) => group.length).join(' ');
  return Object.hasOwn(file, sizes) && file[sizes]?.includes(` ${callingCode} `) === true;
}
