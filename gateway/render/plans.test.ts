// The table that tells a country's numbers from those with somebody's dialling prefix inside.
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../src/numbers/parse.ts';
import { plans } from './plans.ts';

const table = plans();
function isDialled(e164: string): boolean {
  const digits = e164.slice(1);
  const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((prefix) => table.has(prefix));
  return code !== undefined && new RegExp(table.get(code) ?? '').test(digits.slice(code.length));
}

describe('a number is dialled', () => {
  it.each([
    ...['+442079460018', '+12125550142', '+33199000018', '+493023125150', '+61255501234', '+4684650040'],
    ...['+390612345678', '+2250712345678', '+18005550100', '+80012345678'],
  ])('as its country writes it: %s', (e164) => expect(isDialled(e164)).toBe(true));

  it.each([
    ['the trunk prefix, British', '+4409098790000'],
    ['the trunk prefix, American', '+119005550100'],
    ['the trunk prefix, Russian', '+788095553535'],
    ['the trunk prefix, German', '+4909001234567'],
    ['the prefix for abroad', '+440019005550100'],
    ['the American prefix for abroad', '+1011449098790'],
    ['the country again', '+444490987900'],
    ['no country', '+9991234567'],
    ['no such length', '+3319900001'],
  ])('with nothing else in front of it: %s', (_, e164) => expect(isDialled(e164)).toBe(false));

  it('whenever it is one that somebody can have', () => {
    const codes = ['1', '39', '44', '49', '61', '7', '81', '225', '375'];
    const anything = codes.flatMap((code) =>
      Array.from({ length: 1000 }, (_, first) => `+${code}${String(first).padStart(3, '0')}5550118`),
    );
    const assigned = anything.filter((e164) => readNumber(e164, null)?.e164 === e164);
    expect(assigned.length).toBeGreaterThan(1000);
    expect(assigned.filter((e164) => !isDialled(e164))).toEqual([]);
  });
});

it('writes what POSIX understands, and no character that a table’s file keeps for itself', () => {
  for (const expression of table.values())
    expect(expression).toMatch(/^\^\([[\]0-9|-]+\)\([[\]0-9|{}-]+\)\$$/);
});
