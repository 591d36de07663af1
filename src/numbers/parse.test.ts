import { describe, expect, it } from 'vitest';
import type { CountryHint } from './e164.ts';
import { parseNumber, readNumber } from './parse.ts';

const hint = (country: string | null): CountryHint | null =>
  country === null ? null : { country, source: 'site' };

describe('parseNumber with a prefix', () => {
  it.each([
    ['+1 415 555 0123', '+14155550123', 'US'],
    ['+44 20 7946 0018', '+442079460018', 'GB'],
    ['+46 8 465 004 27', '+46846500427', 'SE'],
    ['+61 2 5550 0190', '+61255500190', 'AU'],
    ['+33 1 99 00 12 34', '+33199001234', 'FR'],
    ['+44 1632 960044', '+441632960044', 'GB'],
    ['+375 810 123 4567', '+3758101234567', 'BY'],
  ])('reads %s without being told a country', (text, e164, country) => {
    expect(parseNumber(text, null)).toEqual({ e164, country, why: 'prefix' });
  });

  it('leaves a zero in brackets out also where a number with it exists', () => {
    expect(parseNumber('+39 (0)312 345 6789', null)?.e164).toBe('+393123456789');
    expect(parseNumber('+39 (0)2 1234 5678', null)?.e164).toBe('+390212345678');
  });

  it.each([
    ['a trunk zero in brackets', '+44 (0)20 7946 0018'],
    ['a trunk zero in spaced brackets', '+44 ( 0 ) 20 7946 0018'],
    ['the country code in brackets', '(+44)2079460018'],
    ['a space behind the plus', '+ 44 20 7946 0018'],
    ['full-width characters', '＋４４　２０　７９４６　００１８'],
    ['bidi marks and a non-breaking hyphen', '\u202a+44 20\u20117946\u20110018\u202c'],
    ['French spaces', '+44\u202f20\u00a07946\u20090018'],
    ['space around', '  +44 20 7946 0018\n'],
    ['dots', '+44.20.7946.0018'],
    ['wrong groups', '+44 207 946 00 18'],
    ['a tel link', 'tel:+44-20-7946-0018'],
    ['an escaped plus', 'tel:%2B442079460018'],
    ['a tel link with raw brackets', 'tel:+44 (0)20 7946 0018'],
    ['a context', 'tel:7946-0018;phone-context=+44-20'],
  ])('reads %s', (_what, text) => {
    expect(parseNumber(text, null)).toEqual({ e164: '+442079460018', country: 'GB', why: 'prefix' });
  });

  it('believes the prefix rather than the hint', () => {
    expect(parseNumber('+46 8 465 004 27', hint('US'))).toMatchObject({ country: 'SE', why: 'prefix' });
  });

  it('takes a number that nobody has, because a person wrote it with its country code', () => {
    expect(parseNumber('+44 20 7946 001', null)).toMatchObject({ e164: '+44207946001', country: 'GB' });
  });

  it('gives numbers of no country the code 001', () => {
    expect(parseNumber('+800 0000 0000', null)).toMatchObject({ country: '001' });
  });
});

describe('parseNumber without a prefix', () => {
  it.each([
    ['020 7946 0018', 'GB', '+442079460018'],
    ['(415) 555-0123', 'US', '+14155550123'],
    ['1 415 555 0123', 'US', '+14155550123'],
    ['08-465 004 27', 'SE', '+46846500427'],
    ['02 5550 0190', 'AU', '+61255500190'],
    ['01 99 00 12 34', 'FR', '+33199001234'],
    ['01632 960044', 'GB', '+441632960044'],
    ['20 7946 0018', 'GB', '+442079460018'],
    ['tel:02079460018', 'GB', '+442079460018'],
  ])('reads %s in %s', (text, country, e164) => {
    expect(parseNumber(text, hint(country))).toEqual({ e164, country, why: 'site' });
  });

  it.each(['record', 'site', 'policy', 'account'] as const)(
    'says that the %s named the country',
    (source) => {
      expect(parseNumber('020 7946 0018', { country: 'GB', source })?.why).toBe(source);
    },
  );

  it.each([
    ['no hint', '020 7946 0018', null],
    ['a hint that is no country', '020 7946 0018', 'XX'],
    ['a hint in lower case', '020 7946 0018', 'gb'],
    ['a hint of no country', '020 7946 0018', '001'],
    ['the wrong country', '020 7946 0018', 'US'],
  ])('answers nothing with %s', (_what, text, country) => {
    expect(parseNumber(text, hint(country))).toBeNull();
  });
});

describe('parseNumber with a dialled prefix', () => {
  it.each([
    ['0044 20 7946 0018', 'SE'],
    ['00442079460018', 'SE'],
    ['011 44 20 7946 0018', 'US'],
    ['0011 44 20 7946 0018', 'AU'],
  ])('reads %s from %s, and the prefix names the country', (text, from) => {
    expect(parseNumber(text, hint(from))).toEqual({ e164: '+442079460018', country: 'GB', why: 'prefix' });
  });

  it('takes a grouped 00 for the prefix where nobody knows better', () => {
    expect(readNumber('0044 20 7946 0018', null)).toMatchObject({
      e164: '+442079460018',
      standing: 'assumed-prefix',
    });
    expect(readNumber('0044 20 7946 0018', hint('US'))?.standing).toBe('assumed-prefix');
  });

  it('does not take a bare row of digits for one', () => {
    expect(readNumber('00442079460018', null)).toBeNull();
  });
});

describe('parseNumber with an extension', () => {
  it.each([
    '020 7946 0018 x12',
    '020 7946 0018 ext. 12',
    '020 7946 0018 #12',
    '020 7946 0018, ext 12',
    '020 7946 0018 (ext. 12)',
    '+44 20 7946 0018 Durchwahl12',
    '+44 20 7946 0018 poste 12',
    'tel:+442079460018;ext=12',
    'tel:+442079460018;isub=7;ext=12',
    'tel:+442079460018ext.12',
  ])('keeps it apart: %s', (text) => {
    expect(parseNumber(text, hint('GB'))).toMatchObject({ e164: '+442079460018', extension: '12' });
  });

  it('has no extension key where there is none', () => {
    expect(Object.keys(parseNumber('+44 20 7946 0018', null) ?? {})).not.toContain('extension');
  });
});

describe('parseNumber refuses', () => {
  it.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['a plus alone', '+'],
    ['an emergency number: it is not E.164', '112'],
    ['two numbers', '020 7946 0018, 020 7946 0019'],
    ['a number in a sentence', 'call 020 7946 0018 now'],
    ['a country code that nobody has', '+999 123 456 78'],
    ['too few digits behind a country code', '+44 20 79'],
    ['too many digits', '+44 20 7946 0018 0018 0018'],
    ['an e-mail address', 'zoe@example.test'],
    ['a SIP address', 'sip:zoe@example.test'],
  ])('%s', (_what, text) => {
    expect(parseNumber(text, hint('GB'))).toBeNull();
  });
});

describe('how a number stands', () => {
  it.each([
    ['020 7946 0018', 'GB', 'assigned'],
    ['+44 20 7946 0018', null, 'assigned'],
    ['(415) 555-0123', 'US', 'assigned'],
    ['20 7946 0018', 'GB', 'without-trunk'],
    ['2079460018', 'GB', 'without-trunk'],
    ['+44 1632 960044', null, 'reserved'],
    ['01632 960044', 'GB', 'reserved'],
  ] as const)('%s in %s is %s', (text, country, standing) => {
    expect(readNumber(text, hint(country))?.standing).toBe(standing);
  });

  it('is not merely possible: that is for what a person typed', () => {
    expect(readNumber('+44 20 7946 001', null)).toBeNull();
  });
});
