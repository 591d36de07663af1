import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidate.ts';
import { canBeParted, otherWaysToRead } from './parting.ts';
import { scan } from './scan.ts';

const texts = (candidates: readonly Candidate[]) => candidates.map(({ text }) => text);
const ways = (text: string) => {
  const [whole] = scan(text);
  return whole ? [...otherWaysToRead(text, whole)].map(texts) : [];
};

describe('other ways to read', () => {
  it.each([
    ['020 7946 0018', true],
    ['555(449)9780001', true],
    ['02079460018', false],
    ['020-7946-0018', false],
  ])('a candidate can be parted at a space or a bracket: %s', (text, expected) => {
    expect([...scan(text)].map(canBeParted)).toEqual([expected]);
  });

  it('as two that begin like numbers', () => {
    expect(ways('020 7946 0018 020 7946 0019')).toContainEqual(['020 7946 0018', '020 7946 0019']);
  });

  it('as two that are held together by hyphens', () => {
    expect(ways('415-555-0123 415-555-0124')).toContainEqual(['415-555-0123', '415-555-0124']);
  });

  it('without a house number before it', () => {
    expect(ways('12 020 7946 0018')).toContainEqual(['020 7946 0018']);
  });

  it('without a count behind it', () => {
    expect(ways('415-555-0123 45')).toContainEqual(['415-555-0123']);
  });

  it('never takes a card number apart', () => {
    expect(ways('4111 1111 1111 1111')).toEqual([]);
  });

  it('never takes a word apart', () => {
    expect(ways('02079460018020794600')).toEqual([]);
  });

  it('without the date or the count that goes on behind it', () => {
    expect(ways('81 101 463 11/20')).toContainEqual(['81 101 463']);
    expect(ways('+32 80 20 85 37 3x')).toContainEqual(['+32 80 20 85 37']);
  });

  it('without an id and a dash before it', () => {
    expect(ways('102345 - 020 7946 0018')).toContainEqual(['020 7946 0018']);
  });
});
