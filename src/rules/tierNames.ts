/** The tiers by name, apart from tiers.ts: whoever only sets them needs no numbering plan. */

/** `standard` is always open. */
export const CLOSED_TIERS = ['premium', 'shared-cost', 'satellite', 'personal', 'pager'] as const;
export type Tier = 'standard' | (typeof CLOSED_TIERS)[number];

/** `open`: tiers that were opened. An unknown word opens nothing. */
export function isOpenTier(tier: Tier, open: readonly string[]): boolean {
  return tier === 'standard' || open.includes(tier);
}
