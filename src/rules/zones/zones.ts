/**
 * Where in the world a number is: its time zones, and in North America the state or province. A number only tells
 * where it was given out; a mobile one of a wide country counts as being where most of its people are.
 * Tables: scripts/zones.ts.
 */
import type { E164 } from '../../numbers/e164.ts';
import states from './states.json' with { type: 'json' };
import table from './zones.json' with { type: 'json' };

const LONGEST_PREFIX = 7;

let byPrefix: ReadonlyMap<string, string> | null = null;
let byAreaCode: ReadonlyMap<string, string> | null = null;

/** IANA names, one for each clock that the number's owner may be looking at. None: nobody knows. */
export function zonesOf(e164: E164): readonly string[] {
  byPrefix ??= turnedRound(table);
  for (let length = LONGEST_PREFIX; length > 0; length -= 1) {
    const zones = byPrefix.get(e164.slice(1, 1 + length));
    if (zones !== undefined) return zones.split('&');
  }
  return [];
}

/** ISO 3166-2, "US-CA", of a North American number with an area code of its own place; null elsewhere. */
export function stateOf(e164: E164): string | null {
  if (!e164.startsWith('+1')) return null;
  byAreaCode ??= turnedRound(states);
  return byAreaCode.get(e164.slice(2, 5)) ?? null;
}

function turnedRound(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const entries = Object.entries(lists);
  return new Map(entries.flatMap(([value, keys]) => keys.split(' ').map((key) => [key, value] as const)));
}
