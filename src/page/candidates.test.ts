import { expect, test } from 'vitest';
import { couldHoldNumber, FOREIGN_DIGITS } from './candidates.ts';

test.each([
  '020 7946 0018',
  '+44 (0) 20 – 7946 / 0018',
  '+44\u00a020\u200e7946\u202f0018',
  `+44 20\n${' '.repeat(100)}7946 0018`,
  'هاتف ٠٢٠٧٩٤٦',
  '０２０ ７９４６ ００１８',
  'Call 0800 FLOWERS',
  '1-800-GO-FEDEX',
  'глава 7, тел. +7 495 123-45-67',
])('%j could hold one', (text) => {
  expect(couldHoldNumber(text)).toBe(true);
});

test.each(['', 'Order 123456', 'On 12 May, 14 people and 200 cats', 'в 1999 году 12 человек', 'I am 7'])(
  '%j could not',
  (text) => {
    expect(couldHoldNumber(text)).toBe(false);
  },
);

test('every decimal digit of the basic plane is known, and nothing else is', () => {
  const known = new RegExp(`^[0-9${FOREIGN_DIGITS}]$`);
  for (let code = 0; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    const isDigit = /^\p{Nd}$/u.test(character);
    if (known.test(character) !== isDigit) expect.fail(`U+${code.toString(16)}`);
  }
});

test('a hostile text costs no more than its length', () => {
  // Each digit sees the next one just out of reach: the most that a look ahead can cost.
  const hostile = `1${'-'.repeat(121)}`.repeat(8_000);
  expect(couldHoldNumber(hostile)).toBe(false);
  expect(couldHoldNumber(`${hostile}0207946 0018`)).toBe(true);
});
