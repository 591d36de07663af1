/** A hundred thousand texts that nobody wrote: whatever a page holds, the detector answers in order and within bounds. */
import { describe, expect, it } from 'vitest';
import { notes } from '../bench/numbers/corpora/notes.ts';
import { createRandom, type Random } from '../bench/numbers/corpora/random.ts';
import { snippets } from '../bench/numbers/corpora/snippets.ts';
import { type FoundNumber, findNumbers } from '../src/numbers/find.ts';

const SCRAPS = [
  ...[
    '(',
    ')',
    '+',
    '-',
    '/',
    '.',
    ',',
    ',,',
    ':',
    ';',
    '#',
    'x',
    ' ',
    '   ',
    '\n',
    '\t',
    '&',
    '=',
    '@',
    '~',
    '*',
  ],
  ...[
    '0',
    '1',
    '44',
    '2026',
    '٣',
    '𝟒',
    '＋',
    '（',
    '\u200e',
    '\u00a0',
    '\u2011',
    '\u202f',
    '😀',
    '\ud835',
    'e\u0301',
  ],
  ...[
    ' ext. ',
    ' or ',
    'Tel ',
    'Fax ',
    'Order no. ',
    '€',
    'tel:',
    ';ext=',
    '1-800-',
    'ABC',
    '番号',
    'ünïcode',
    '\0',
  ],
];
const REGIONS = ['US', 'GB', 'DE', 'IT', 'AR', 'RU', 'SG', 'XX', '', null];
const TEXTS = 100_000;

/** One text with some of its characters lost, doubled, replaced or moved to its end. */
function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let times = random.below(6); times > 0; times -= 1) {
    const at = random.below(mutated.length + 1);
    const until = at + random.below(5);
    const cut = mutated.slice(at, until);
    const insert = random.pick(['', random.pick(SCRAPS), cut + cut, random.digits(3)]);
    mutated = mutated.slice(0, at) + insert + mutated.slice(until) + (random.below(9) === 0 ? cut : '');
  }
  return mutated;
}

function madeUp(random: Random): string {
  return Array.from({ length: random.below(24) }, () =>
    random.below(3) === 0 ? random.digits(1 + random.below(9)) : random.pick(SCRAPS),
  ).join('');
}

/** What is wrong with an answer, or null. */
function faultOf(text: string, found: readonly FoundNumber[]): string | null {
  let last = 0;
  for (const { start, end, e164 } of found) {
    if (start < last || end <= start || end > text.length) return `the span ${start}–${end}`;
    if (!/^\+[1-9]\d{6,14}$/.test(e164)) return `the number ${e164}`;
    last = end;
  }
  return null;
}

describe('whatever the text', () => {
  it('the detector never throws, and answers in order, within bounds and without overlap', () => {
    const random = createRandom(7);
    const seeds = [...snippets('dev', 3), ...snippets('held', 3), ...notes('dev'), ...notes('held')];
    const faults: string[] = [];
    for (let count = 0; count < TEXTS; count += 1) {
      const text = count % 4 === 0 ? madeUp(random) : mutate(random.pick(seeds).text, random);
      const country = random.pick(REGIONS);
      const fault = faultOf(text, findNumbers(text, { country, label: random.pick(['Fax', 'Phone', '']) }));
      if (fault !== null) faults.push(`${fault} in ${JSON.stringify(text)}`);
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
