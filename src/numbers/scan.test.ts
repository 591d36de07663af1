import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidate.ts';
import { scan } from './scan.ts';

const texts = (candidates: readonly Candidate[]) => candidates.map(({ text }) => text);

describe('scan', () => {
  it.each([
    ['Call +44 20 7946 0018 now', ['+44 20 7946 0018']],
    ['(415) 555-0123', ['(415) 555-0123']],
    ['(+44) 20 7946 0018', ['(+44) 20 7946 0018']],
    ['+ 44 20 7946 0018', ['+ 44 20 7946 0018']],
    ['01.99.00.12.34', ['01.99.00.12.34']],
    ['020~7946~0018', ['020~7946~0018']],
    ['08/46500427', ['08/46500427']],
    ['+46 (0)8 465 004 27', ['+46 (0)8 465 004 27']],
    ['020 7946 0018.', ['020 7946 0018']],
    ['(020 7946 0018)', ['020 7946 0018']],
    ['((020) 7946 0018)', ['(020) 7946 0018']],
  ])('takes the number with its own punctuation out of "%s"', (text, expected) => {
    expect(texts([...scan(text)])).toEqual(expected);
  });

  it.each([
    ['020 7946 0018, 020 7946 0019', ['020 7946 0018', '020 7946 0019']],
    ['020 7946 0018 / 020 7946 0019', ['020 7946 0018', '020 7946 0019']],
    ['020 7946 0018/020 7946 0019', ['020 7946 0018', '020 7946 0019']],
    ['020 7946 0018 - 020 7946 0019', ['020 7946 0018', '020 7946 0019']],
    ['020 7946 0018   020 7946 0019', ['020 7946 0018', '020 7946 0019']],
    ['020 7946 0018\n020 7946 0019', ['020 7946 0018', '020 7946 0019']],
    ['020 7946 0018 (020) 7946 0019', ['020 7946 0018', '(020) 7946 0019']],
    ['020 7946 0018+44 20 7946 0019', ['020 7946 0018', '+44 20 7946 0019']],
    ['020 7946 0018 or 020 7946 0019', ['020 7946 0018', '020 7946 0019']],
    ['1) 020 7946 0018 2) 020 7946 0019', ['020 7946 0018', '020 7946 0019']],
  ])('separates the numbers of "%s"', (text, expected) => {
    expect(texts([...scan(text)])).toEqual(expected);
  });

  it('drops the last digits of a second line: they are no number by themselves', () => {
    expect(texts([...scan('020 7946 0018/19')])).toEqual(['020 7946 0018']);
  });

  it.each([
    ['21.6.1984 020 7946 0018', ['020 7946 0018']],
    ['2026-11-21 020 7946 0018', ['020 7946 0018']],
    ['020 7946 0018 2026-11-21', ['020 7946 0018']],
    ['10.0.0.138 020 7946 0018', ['020 7946 0018']],
    ['at 10:30 020 7946 0018', ['020 7946 0018']],
    ['020 7946 0018 10:30', ['020 7946 0018']],
    ['2026-11-21 10:30 020 7946 0018 11:30', ['020 7946 0018']],
  ])('takes dates, times and addresses off "%s"', (text, expected) => {
    expect(texts([...scan(text)])).toEqual(expected);
  });

  it.each(['', 'Room 12', '10:30', '12/2026', 'a1b2c3d4e5f6g7h8', '()()()', '++++', '1,234,567'])(
    'finds no candidate in "%s"',
    (text) => {
      expect([...scan(text)]).toEqual([]);
    },
  );

  it('tells where the candidate stands and which digits it has', () => {
    expect([...scan('Tel (020) 7946 0018!')]).toEqual([
      { start: 4, end: 19, text: '(020) 7946 0018', digits: '02079460018' },
    ]);
  });

  it('reads a table row that is too long for two numbers word by word', () => {
    const words = Array.from({ length: 6 }, (_, i) => `020-7946-001${i}`);
    expect(texts([...scan(words.join(' '))])).toEqual(words);
  });
});

describe('the cost of a scan', () => {
  it.each(['(', '+', '1 ', '(1', '1(', '1.1.2020 ', '+1', '1-', '12345678 ', '1)', '- '])(
    'grows with the length of a wall of "%s"',
    (brick) => {
      const wall = (length: number) => brick.repeat(length / brick.length);
      const started = performance.now();
      Array.from(scan(wall(200_000)));
      // A quadratic scan of 200,000 characters takes minutes; a linear one milliseconds.
      expect(performance.now() - started).toBeLessThan(4_000);
    },
  );
});
