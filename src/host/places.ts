// What a number itself tells the rules: what it costs, and where it rings. The tables behind it are large: see loadPlaces.ts.
import type { E164 } from '../numbers/e164.ts';
import { parseNumber } from '../numbers/parse.ts';
import { kindOf } from '../numbers/plan/kind.ts';
import { regionOf } from '../numbers/region.ts';
import type { DialFacts } from '../rules/dialRules.ts';
import { tierOf } from '../rules/tiers.ts';
import { stateOf, zonesOf } from '../rules/zones/zones.ts';

export type Place = Pick<DialFacts, 'tier' | 'country' | 'state' | 'zones' | 'isPlaceless'>;

export function placeOf(e164: E164 | null): Place {
  if (e164 === null) return { tier: 'standard', country: null, state: null, zones: [], isPlaceless: true };
  return {
    tier: tierOf(e164),
    country: regionOf(e164),
    state: stateOf(e164),
    zones: zonesOf(e164),
    isPlaceless: kindOf(e164) === 'toll-free',
  };
}

/**
 * False: the numbering plan reads it as another number, as "+44 0…" or "+1 1…" with a trunk prefix that many exchanges
 * leave out. Rules that compare digits would judge one number, and the network would call the other.
 */
export function isOwnSpelling(e164: E164): boolean {
  return parseNumber(e164, null)?.e164 === e164;
}
