import { describe, expect, it } from 'vitest';
import type { E164 } from '../numbers/e164.ts';
import { type DialFacts, mayDial } from './mayDial.ts';

/** One good situation; each test changes one thing. */
const facts: DialFacts = {
  e164: '+442079460018' as E164,
  ownNumber: '+442079460099' as E164,
  denyPrefixes: ['+1 900', '+979'],
};

describe('mayDial', () => {
  it('allows an ordinary number', () => {
    expect(mayDial(facts)).toEqual({ ok: true });
  });

  it('allows it where the line does not know its own number', () => {
    expect(mayDial({ ...facts, ownNumber: null })).toEqual({ ok: true });
  });

  it('refuses the number of the line itself', () => {
    expect(mayDial({ ...facts, ownNumber: facts.e164 })).toEqual({ ok: false, reason: 'own-number' });
  });

  it('knows an Argentine line by both its spellings', () => {
    const own = { e164: '+541155550100' as E164, ownNumber: '+5491155550100' as E164 };
    expect(mayDial({ ...facts, ...own })).toEqual({ ok: false, reason: 'own-number' });
  });

  it.each(['+44', '44', '+44 20', '+44-20-7946', '0044 20', ' +44 (20)', '+442079460018'])(
    'refuses what begins like the denied "%s"',
    (prefix) => {
      expect(mayDial({ ...facts, denyPrefixes: ['+979', prefix] })).toEqual({
        ok: false,
        reason: 'denied-prefix',
      });
    },
  );

  it.each(['+4409098790000', '+44009098790000', '+119005550100', '+9991234567'])(
    'refuses %s, which the network would read as another number than the rules',
    (number) => {
      expect(mayDial({ ...facts, e164: number as E164 })).toEqual({ ok: false, reason: 'denied-prefix' });
    },
  );

  it.each(['+1', '+4420794600180', '+4479', '020', '7946'])('is not touched by the denied "%s"', (prefix) => {
    expect(mayDial({ ...facts, denyPrefixes: [prefix] })).toEqual({ ok: true });
  });

  it.each(['', ' ', '+', '00', 'premium'])('an entry without digits ("%s") denies nobody', (prefix) => {
    expect(mayDial({ ...facts, denyPrefixes: [prefix] })).toEqual({ ok: true });
  });

  it('names the own number first', () => {
    expect(mayDial({ ...facts, ownNumber: facts.e164, denyPrefixes: ['+44'] })).toEqual({
      ok: false,
      reason: 'own-number',
    });
  });
});
