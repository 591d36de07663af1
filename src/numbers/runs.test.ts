import { describe, expect, it } from 'vitest';
import { runsIn } from './runs.ts';

const texts = (plainText: string) => [...runsIn(plainText)].map(({ text }) => text);

describe('runsIn', () => {
  it.each([
    ['the digits and what groups them', 'Call (020) 7946-0018, please', ['(020) 7946-0018']],
    ['a plus and brackets in front', 'at +44 20 7946 0018', ['+44 20 7946 0018']],
    ['a plus with a space', '+ 44 20 7946 0018', ['+ 44 20 7946 0018']],
    ['two runs around a plus', '020 7946 0018 +44 20 7946 0019', ['020 7946 0018', '+44 20 7946 0019']],
    ['no bracket of the next number', '7946001 (+44 20 7946 0018', ['7946001', '(+44 20 7946 0018']],
    ['no more of a wall of brackets than a lead', '((((((7946001', ['(((7946001']],
    ['nothing with too few digits', '12 34 56, 2026', []],
    ['nothing across a column', '123456     7890123', ['7890123']],
  ])('takes %s', (_what, text, runs) => {
    expect(texts(text)).toEqual(runs);
  });

  it('says where each begins', () => {
    expect([...runsIn('a 7946001 b 7946002')].map(({ index }) => index)).toEqual([2, 12]);
  });
});
