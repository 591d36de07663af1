// The rules, and what a number itself tells them: what it costs, and where it rings. The tables behind that are large: see
// loadPlaces.ts.
import type { E164 } from '../numbers/e164.ts';
import { kindOf } from '../numbers/plan/kind.ts';
import { regionOf } from '../numbers/region.ts';
import { type DialFacts, judge } from '../rules/dialRules.ts';
import { isOwnSpelling } from '../rules/spelling.ts';
import { tierOf } from '../rules/tiers.ts';
import { stateOf, zonesOf } from '../rules/zones/zones.ts';

export { isOwnSpelling, judge };

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
