/** Prefixes that are dialled before a number and do not belong to it. Whether one was dialled is identify.ts. */
import type { Plan, Prefix } from './plans.ts';

/** What stands behind the prefix, or null where the digits do not begin with it. */
export function stripPrefix(prefix: Prefix, digits: string): string | null {
  if (typeof prefix === 'string') return digits.startsWith(prefix) ? digits.slice(prefix.length) : null;
  const match = prefix.exec(digits);
  return match ? digits.slice(match[0].length) : null;
}

/**
 * The digits without their national prefix; unchanged where they have none. Some plans write other digits in its place:
 * seven digits in Antigua take the area code 268, an Argentine "15" becomes a "9" in front.
 */
export function strippedNational({ nationalPrefix, transform }: Plan, digits: string): string {
  if (nationalPrefix === null || digits === '') return digits;
  if (typeof nationalPrefix === 'string') return stripPrefix(nationalPrefix, digits) ?? digits;
  const match = nationalPrefix.exec(digits);
  if (!match) return digits;
  const hasLastGroup = match.length > 1 && match.at(-1);
  return transform !== null && hasLastGroup
    ? digits.replace(nationalPrefix, transform)
    : digits.slice(match[0].length);
}
