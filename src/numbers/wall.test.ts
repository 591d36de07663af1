import { describe, expect, it } from 'vitest';
import { findNumbers } from './find.ts';
import { watchForWall } from './wall.ts';

const GB = { country: 'GB' } as const;
const padded = (at: number, width: number) => String(at).padStart(width, '0');
/** Ids of nine digits, none of which is a number in Britain. */
const ids = (count: number) =>
  Array.from({ length: count }, (_, at) => `4${padded((at * 7_919) % 100_000_000, 8)}`);
const numbers = (count: number) =>
  Array.from({ length: count }, (_, at) => `020 7946 0${padded(at % 1_000, 3)}`);
const last = (text: string) => findNumbers(text, GB).at(-1)?.e164;

describe('behind a thousand candidates that came to nothing', () => {
  const wall = ids(1_500).join('\n');

  it('a number without any sign of one is taken for an accident', () => {
    expect(last(`${wall}\n020 7946 0018`)).toBeUndefined();
  });

  it.each(['+44 20 7946 0018', 'Tel. 020 7946 0018', 'call (020) 7946 0018'])('"%s" is found', (text) => {
    expect(last(`${wall}\n${text}`)).toBe('+442079460018');
  });

  it('announced ones are accidents too where a thousand of these came to nothing', () => {
    const announced = ids(1_500).map((id) => `+99${id}`);
    expect(last(`${wall}\n${announced.join('\n')}\n+44 20 7946 0018`)).toBeUndefined();
  });
});

describe('what is no wall', () => {
  it('a list of thousands of numbers is read to its end', () => {
    expect(findNumbers(numbers(3_000).join('\n'), GB)).toHaveLength(3_000);
  });

  it('nor is one with nine ids beside each number', () => {
    const rows = numbers(400).map((number, at) => [...ids(9).map((id) => `${id}${at}`.slice(0, 9)), number]);
    expect(findNumbers(rows.map((row) => row.join('\n')).join('\n'), GB)).toHaveLength(400);
  });

  it('before a thousand were judged nothing is said', () => {
    const wall = watchForWall('4'.repeat(2_000));
    for (let at = 0; at < 999; at += 1) wall.note(at, 0);
    expect(wall.hides(999)).toBe(false);
    wall.note(999, 0);
    expect(wall.hides(1_000)).toBe(true);
  });
});
