/**
 * What a destination costs, roughly: the tiers that fraud pays for are closed until somebody opens them. Which tiers are
 * open is the administrator's word; here is only which one a number belongs to.
 */
import type { E164 } from '../numbers/e164.ts';
import { kindOf } from '../numbers/plan/kind.ts';
import type { NumberKind } from '../numbers/plan/kinds.ts';
import type { Tier } from './tierNames.ts';

/**
 * Codes of no country (ITU-T E.164 Annex A): Inmarsat 870, global mobile satellite 881, international networks 882 and
 * 883 (most of them satellite or resold dearly), premium 979, personal 878, shared cost 808.
 */
const BY_CODE: readonly (readonly [prefix: string, tier: Tier])[] = [
  ['+870', 'satellite'],
  ['+881', 'satellite'],
  ['+882', 'satellite'],
  ['+883', 'satellite'],
  ['+979', 'premium'],
  ['+878', 'personal'],
  ['+808', 'shared-cost'],
];

const BY_KIND: Partial<Record<NumberKind, Tier>> = {
  premium: 'premium',
  'shared-cost': 'shared-cost',
  personal: 'personal',
  pager: 'pager',
};

export function tierOf(e164: E164): Tier {
  const byCode = BY_CODE.find(([prefix]) => e164.startsWith(prefix));
  if (byCode) return byCode[1];
  const kind = kindOf(e164);
  return (kind && BY_KIND[kind]) ?? 'standard';
}
