import { expect, it } from 'vitest';
import { toE164 } from '../numbers/e164.ts';
import { lineOf, spellingsOf } from './prefix.ts';

const of = (text: string) => spellingsOf(toE164(text) as NonNullable<ReturnType<typeof toE164>>);

it('an Argentine mobile has two spellings, and each leads to the other', () => {
  expect(of('+5491123456789')).toEqual(['+5491123456789', '+541123456789']);
  expect(of('+541123456789')).toEqual(['+541123456789', '+5491123456789']);
});

it('spellings are of one line, and any other number has one', () => {
  for (const text of ['+5491123456789', '+541123456789', '+442079460018'])
    expect(new Set(of(text).map(lineOf)).size).toBe(1);
  expect(of('+442079460018')).toEqual(['+442079460018']);
});
