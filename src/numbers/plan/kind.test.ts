import { describe, expect, it } from 'vitest';
import type { E164 } from '../e164.ts';
import { kindOf } from './kind.ts';

describe('kindOf', () => {
  it.each([
    ['+14155550123', 'fixed-or-mobile'],
    ['+18005550123', 'toll-free'],
    ['+442079460018', 'fixed'],
    ['+46846500427', 'fixed'],
    ['+80012345678', 'toll-free'],
    ['+441632960044', null],
    ['+9991234567', null],
  ])('%s is %s', (e164, kind) => {
    expect(kindOf(e164 as E164)).toBe(kind);
  });
});
