import { expect, test } from 'vitest';
import { toE164 } from '../numbers/e164.ts';
import { CLOSED_TIERS, isOpenTier } from './tierNames.ts';
import { tierOf } from './tiers.ts';

const tier = (text: string) => tierOf(toE164(text) ?? expect.fail(`${text} is no E.164 number`));

// Numbers of the plans' own examples, or of ranges that belong to nobody.
test.each([
  ['+442079460018', 'standard'],
  ['+33199001234', 'standard'],
  ['+14155550142', 'standard'],
  ['+18002345678', 'standard'],
  ['+19002345678', 'premium'],
  ['+449012345678', 'premium'],
  ['+33891123456', 'premium'],
  ['+491801234567', 'shared-cost'],
  ['+447012345678', 'personal'],
  ['+870773111632', 'satellite'],
  ['+881612345678', 'satellite'],
  ['+883510000000094', 'satellite'],
  ['+979123456789', 'premium'],
])('%s is %s', (number, expected) => expect(tier(number)).toBe(expected));

test('every tier but the standard one is closed until it is opened by name', () => {
  expect(isOpenTier('standard', [])).toBe(true);
  for (const closed of CLOSED_TIERS) {
    expect(isOpenTier(closed, [])).toBe(false);
    expect(isOpenTier(closed, ['Premium', '*', 'all'])).toBe(false);
    expect(isOpenTier(closed, [closed])).toBe(true);
  }
});
