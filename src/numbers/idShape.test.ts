import { describe, expect, it } from 'vitest';
import { looksLikeId } from './idShape.ts';

describe('an id by its grouping or its check digits', () => {
  it.each([
    ['a card', '4111 1111 1111 1111'],
    ['a card of fifteen', '3782 822463 10005'],
    ['a parcel', '7712 3456 7890'],
    ['a social security number', '123-45-6789'],
    ['a personnummer', '850709-9805'],
    ['a ZIP+4', '94105-1234'],
    ['a CPF', '123.456.789-09'],
    ['a CNPJ', '12.345.678/0001-95'],
    ['a CUIT', '20-12345678-6'],
    ['a RUT', '12.345.678-5'],
    ['a SIRET', '732 829 320 00074'],
    ['an ISBN of ten', '0-306-40615-2'],
    ['an ISBN of thirteen', '978-3-16-148410-0'],
    ['an EAN', '4006381333931'],
    ['an ABN', '51 824 753 556'],
    ['a Belgian enterprise number', '0403.170.701'],
  ])('%s', (_what, text) => {
    expect(looksLikeId(text)).toBe(true);
  });

  it.each([
    ...['020 7946 0018', '(415) 555-0123', '415-555-0123', '01 99 00 12 34', '0800 555 0123', '030-23125-0'],
    ...['81234 56789', '11 96123-4567', '0450 00 12 34', '51 824 753 557', '4006381333932', '0-306-40615-3'],
  ])('%s is none', (text) => {
    expect(looksLikeId(text)).toBe(false);
  });
});
