import { describe, expect, it } from 'vitest';
import { decoyShape, isDecoyWord } from './shape.ts';

describe('decoyShape', () => {
  it.each([
    ['21.6.1984', 'date'],
    ['03/10/2011', 'date'],
    ['10/31/2011', 'date'],
    ['2026-11-21', 'date'],
    ['2026/11/21', 'date'],
    ['2009-2012', 'date'],
    ['2009 - 2012', 'date'],
    ['192.168.100.200', 'ip-address'],
    ['10.0.0.138', 'ip-address'],
    ['59.3293235', 'decimal'],
    ['0.12345678', 'decimal'],
    ['1234567.89', 'decimal'],
    ['59.32932 18.06858', 'decimal'],
    ['1 234 567', 'thousands'],
    ['12.345.678', 'thousands'],
    ['12 345 678.90', 'thousands'],
    ['10.0.22621.1234', 'version'],
    ['1.22.333.4444', 'version'],
    ['404200192-2', 'id'],
  ] as const)('sees that %s is a kind of %s', (text, shape) => {
    expect(decoyShape(text)).toBe(shape);
  });

  it.each([
    ['a number in spaces', '020 7946 0018'],
    ['a number in hyphens', '415-555-0123'],
    ['French pairs in dots', '01.99.00.12.34'],
    ['three threes, as people also write amounts', '312 300 264'],
    ['a trunk zero before a dot', '08.46500427'],
    ['a plus in front', '+46.846500427'],
    ['a bracket in front', '(02) 5550.0190'],
    ['a month that does not exist', '45/67/2011'],
    ['a part above 255', '415.555.012.300'],
    ['a row of digits', '4155550123'],
    ['a German switchboard', '0199001234-0'],
  ])('has nothing against %s', (_what, text) => {
    expect(decoyShape(text)).toBeNull();
  });
});

describe('isDecoyWord', () => {
  it.each(['21.6.1984', '2026-11-21', '10.0.0.138', '2009-2012'])('%s is no part of a number', (word) => {
    expect(isDecoyWord(word)).toBe(true);
  });

  it.each(['020', '7946', '+44', '415-555-0123', '01.99.00.12.34'])('%s may be', (word) => {
    expect(isDecoyWord(word)).toBe(false);
  });
});
