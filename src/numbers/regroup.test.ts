import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { E164 } from './e164.ts';
import { groupedAs } from './regroup.ts';

const LONDON = '+442079460018' as E164;

describe('groupedAs', () => {
  it.each([
    ['+44 20 7946 0018', '+44 20 7946 0018'],
    ['020 7946 0018 ext. 12', '+44 20 7946 0018'],
    ['(020) 79 46 00 18', '+44 20 79 46 00 18'],
    ['+44-(0)20-7946.0018', '+44 20 7946 0018'],
    ['０２０ ７９４６ ００１８', '+44 20 7946 0018'],
  ])('shows the number in the groups of "%s"', (text, shown) => {
    expect(groupedAs(text, LONDON)).toBe(shown);
  });

  it.each([
    ['+442079460018', '+44 207 946 0018'],
    ['+46846500427', '+46 846 500 427'],
    ['+6561234567', '+65 6123 4567'],
    ['+8613812345678', '+86 138 1234 5678'],
    ['+3545551234', '+354 555 1234'],
  ])('groups %s in threes and fours where the text has no groups', (e164, shown) => {
    expect(groupedAs(e164, e164 as E164)).toBe(shown);
    expect(groupedAs('Call', e164 as E164)).toBe(shown);
  });

  it('gives a number of an unknown plan back as it is', () => {
    expect(groupedAs('+999 123 4567', '+9991234567' as E164)).toBe('+9991234567');
  });

  it('never shows a digit that is not the number’s, whatever the text', () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.constantFrom('020 7946 00182 0018', '+44 20 7946 0019', '2079460018 1'),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(groupedAs(text, LONDON).replaceAll(' ', '')).toBe(LONDON);
      }),
    );
  });
});
