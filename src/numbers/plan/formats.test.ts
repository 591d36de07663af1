import { describe, expect, it } from 'vitest';
import { grouped } from './formats.ts';

describe('grouped', () => {
  it.each([
    ['1', '4155550123', '415 555 0123'],
    ['44', '2079460018', '20 7946 0018'],
    ['44', '1632960044', '1632 960044'],
    ['46', '846500427', '8 465 004 27'],
    ['39', '0612345678', '06 1234 5678'],
    ['800', '12345678', '1234 5678'],
  ])('groups +%s %s as %s', (callingCode, nationalNumber, shown) => {
    expect(grouped(callingCode, nationalNumber)).toBe(shown);
  });

  it('leaves alone what no format fits', () => {
    expect(grouped('44', '20794')).toBe('20794');
    expect(grouped('999', '1234567')).toBe('1234567');
  });
});
