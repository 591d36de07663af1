import { describe, expect, it } from 'vitest';
import type { E164 } from './e164.ts';
import { regionOf } from './region.ts';

describe('regionOf', () => {
  it.each([
    ['+14155550123', 'US'],
    ['+442079460018', 'GB'],
    ['+441632960044', 'GB'],
    ['+46846500427', 'SE'],
    ['+61255500190', 'AU'],
    ['+33199001234', 'FR'],
    ['+80000000000', '001'],
  ])('%s belongs to %s', (e164, country) => {
    expect(regionOf(e164 as E164)).toBe(country);
  });

  it('lets the first country of a shared code answer for a number that does not exist', () => {
    expect(regionOf('+44207946001' as E164)).toBe('GB');
  });

  it('knows no region for a prefix that is nobody’s', () => {
    expect(regionOf('+9991234567' as E164)).toBeNull();
  });
});
