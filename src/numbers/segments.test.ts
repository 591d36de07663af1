import { describe, expect, it } from 'vitest';
import { balance, segmentsOf } from './segments.ts';

const cut = (run: string) => segmentsOf(run, 0).map(({ start, end }) => run.slice(start, end));

describe('segmentsOf', () => {
  it.each([
    ['020 7946 0018'],
    ['+44 (0)20 7946 0018'],
    ['(415) 555-0123'],
    ['08/46500427'],
    ['08 46500 - 427'],
    ['01 - 99 - 00'],
  ])('leaves %s whole', (run) => {
    expect(cut(run)).toEqual([run]);
  });

  it.each([
    ['a slash behind seven digits', '7946001/18', ['7946001', '18']],
    ['a spaced dash between whole numbers', '7946001 - 7946002', ['7946001', '7946002']],
    ['two dots', '12..34', ['12', '34']],
    ['two dashes', '12--34', ['12', '34']],
    ['three spaces', '12   34', ['12', '34']],
    ['more punctuation than anybody types', '12 - - 34', ['12', '34']],
    ['a bracket that closes nothing', '1) 7946001', ['1', '7946001']],
  ])('cuts at %s', (_what, run, parts) => {
    expect(cut(run).map((part) => part.trim())).toEqual(parts);
  });

  it('keeps the opening bracket with the number it belongs to', () => {
    expect(cut('7946001 (020) 7946002')).toEqual(['7946001', '(020) 7946002']);
  });

  it('drops the number of the next entry of a list', () => {
    expect(cut('7946001 2) 7946002').map((part) => part.trim())).toEqual(['7946001', '7946002']);
  });

  it('moves the spans to where the run stands', () => {
    expect(segmentsOf('7946001/18', 100)).toEqual([
      { start: 100, end: 107 },
      { start: 108, end: 110 },
    ]);
  });
});

describe('balance', () => {
  it.each([
    ['', 0],
    ['()', 0],
    ['((', 2],
    [')', -1],
    ['(020', 1],
  ])('of "%s" is %i', (text, open) => {
    expect(balance(text)).toBe(open);
  });
});
