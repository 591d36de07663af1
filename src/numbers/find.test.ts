import { describe, expect, it } from 'vitest';
import type { CountryHint } from './e164.ts';
import { findNumbers } from './find.ts';

const hint = (country: string | null): CountryHint | null =>
  country === null ? null : { country, source: 'site' };

/** What is found, as "text → E.164 [x extension]". */
function found(text: string, country: string | null = null): string[] {
  return findNumbers(text, { country: hint(country) }).map(
    ({ start, end, e164, extension }) =>
      `${text.slice(start, end)} → ${e164}${extension ? ` x ${extension}` : ''}`,
  );
}

describe('a number with a prefix is found without a hint', () => {
  it.each([
    ['+1 415 555 0123', '+14155550123', 'US', 'certain'],
    ['+44 20 7946 0018', '+442079460018', 'GB', 'certain'],
    ['+46 8 465 004 27', '+46846500427', 'SE', 'certain'],
    ['+61 2 5550 0190', '+61255500190', 'AU', 'certain'],
    ['+33 1 99 00 12 34', '+33199001234', 'FR', 'certain'],
    ['+44 1632 960044', '+441632960044', 'GB', 'likely'],
    ['0044 20 7946 0018', '+442079460018', 'GB', 'likely'],
  ])('%s', (text, e164, country, confidence) => {
    expect(findNumbers(`Call ${text}.`, { country: null })).toEqual([
      { start: 5, end: 5 + text.length, e164, country, why: 'prefix', confidence },
    ]);
  });
});

describe('a number without a prefix', () => {
  it('is not found without a hint: there is no default country', () => {
    expect(found('Tel 020 7946 0018 or (415) 555-0123')).toEqual([]);
  });

  it('is read in the hint’s country, and says who named it', () => {
    expect(findNumbers('020 7946 0018', { country: { country: 'GB', source: 'record' } })).toEqual([
      { start: 0, end: 13, e164: '+442079460018', country: 'GB', why: 'record', confidence: 'certain' },
    ]);
  });

  it('is not found where it does not exist', () => {
    expect(found('020 7946 0018', 'US')).toEqual([]);
  });

  it('needs its trunk zero, unless a label speaks for it', () => {
    expect(found('2079460018', 'GB')).toEqual([]);
    expect(found('Phone: 2079460018', 'GB')).toEqual(['2079460018 → +442079460018']);
  });
});

describe('the country and the label that are given', () => {
  it('takes a plain country code for the weakest source', () => {
    expect(findNumbers('020 7946 0018', { country: 'GB' })).toMatchObject([
      { country: 'GB', why: 'account' },
    ]);
  });

  it('needs neither', () => {
    expect(findNumbers('+44 20 7946 0018')).toHaveLength(1);
  });

  it('judges a label as if it stood in the text, and keeps the offsets of the text', () => {
    expect(findNumbers('4155550123', { country: 'US', label: 'Order no.' })).toEqual([]);
    expect(findNumbers('2079460018', { country: 'GB', label: 'Phone' })).toMatchObject([
      { start: 0, end: 10 },
    ]);
  });

  it('finds no number in the label', () => {
    expect(findNumbers('020 7946 0018', { country: 'GB', label: '020 7946 0019' })).toMatchObject([
      { start: 0 },
    ]);
  });
});

describe('confidence', () => {
  it.each([
    ['(415) 555-0123', 'US', 'certain'],
    ['4155550123', 'US', 'likely'],
    ['Tel 4155550123', 'US', 'certain'],
    ['02079460018', 'GB', 'certain'],
    ['Phone 2079460018', 'GB', 'likely'],
    ['01632 960044', 'GB', 'likely'],
    ['+14155550123', null, 'certain'],
  ] as const)('%s in %s is %s', (text, country, confidence) => {
    expect(findNumbers(text, { country: hint(country) })[0]?.confidence).toBe(confidence);
  });
});

describe('as people and apps write them', () => {
  it.each([
    ['full-width', '＋４４　２０　７９４６　００１８'],
    ['no-break spaces', '+44\u00a020\u00a07946\u00a00018'],
    ['French narrow spaces', '+44\u202f20\u202f7946\u202f0018'],
    ['non-breaking hyphens', '+44\u201120\u20117946\u20110018'],
    ['zero widths inside', '+44\u200b20\u200b7946\u200b0018'],
    ['a trunk zero in brackets', '+44 (0)20 7946 0018'],
    ['the country code in brackets', '(+44) 20 7946 0018'],
    ['wrong groups', '+44 207 9460 018'],
    ['dots', '+44.20.7946.0018'],
    ['no separators', '+442079460018'],
    ['Arabic-Indic digits', '+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨'],
    ['digits beyond the BMP', '+𝟒𝟒 𝟐𝟎 𝟕𝟗𝟒𝟔 𝟎𝟎𝟏𝟖'],
  ])('%s', (_what, text) => {
    expect(found(`😀 Zoë: ${text}, London`)).toEqual([`${text} → +442079460018`]);
  });

  it('leaves bidi marks around the number outside', () => {
    expect(found('\u202a+44 20 7946 0018\u202c')).toEqual(['+44 20 7946 0018 → +442079460018']);
  });

  it('does not let the hint swallow a full-width plus', () => {
    expect(found('＋１ (415) 555-0123', 'SG')).toEqual(['＋１ (415) 555-0123 → +14155550123']);
  });
});

describe('numbers grouped like sums', () => {
  it.each(['20 123 456', '12.04.2025 – 20 123 456'])('are found where people group them so: %s', (text) => {
    expect(found(text, 'TN')).toEqual(['20 123 456 → +21620123456']);
  });
});

describe('extensions', () => {
  it.each([
    ['020 7946 0018 x12'],
    ['020 7946 0018 ext. 12'],
    ['020 7946 0018 #12'],
    ['020 7946 0018 Durchwahl12'],
    ['020 7946 0018 poste 12'],
    ['020 7946 0018;ext=12'],
  ])('%s', (text) => {
    expect(found(`Tel ${text}, ask for Zoe`, 'GB')).toEqual([`${text} → +442079460018 x 12`]);
  });

  it.each([
    ['+44 20 7946 0018,,12', '12'],
    ['+44 20 7946 0018,,12#,,3', '12#,,3'],
  ])('pauses: %s', (text, extension) => {
    expect(findNumbers(text)).toMatchObject([{ end: text.length, extension }]);
  });

  it('a comma makes no extension of the next number', () => {
    expect(found('020 7946 0018, 312 333', 'GB')).toEqual(['020 7946 0018 → +442079460018']);
  });
});

describe('links in a text', () => {
  it.each([
    ['tel:+442079460018', '+442079460018'],
    ['callto:+442079460018', '+442079460018'],
    ['sip:+442079460018@pbx.example.test', '+442079460018'],
    ['tel:7946-0018;phone-context=+44-20', '7946-0018;phone-context=+44-20'],
  ])('%s', (text, marked) => {
    expect(found(`See ${text} here`)).toEqual([`${marked} → +442079460018`]);
  });
});

describe('several numbers', () => {
  const both = ['020 7946 0018 → +442079460018', '020 7946 0019 → +442079460019'];

  it.each([', ', ' / ', '/', ' or ', ' - ', '; ', ' | ', '\n', ' und ', ' · '])(
    'separated by "%s"',
    (between) => {
      expect(found(`020 7946 0018${between}020 7946 0019`, 'GB')).toEqual(both);
    },
  );

  it('side by side', () => {
    expect(found('020 7946 0018 020 7946 0019', 'GB')).toEqual(both);
  });

  it('with the last digits of a second line', () => {
    expect(found('020 7946 0018/19', 'GB')).toEqual(['020 7946 0018 → +442079460018']);
  });

  it('of several countries', () => {
    expect(found('UK 020 7946 0018, SE +46 8 465 004 27', 'GB')).toEqual([
      '020 7946 0018 → +442079460018',
      '+46 8 465 004 27 → +46846500427',
    ]);
  });

  it('in a numbered list', () => {
    expect(found('1) 020 7946 0018 2) 020 7946 0019', 'GB')).toEqual(both);
  });
});

describe('beside other digits', () => {
  it.each([
    '21.6.1984 020 7946 0018',
    '2026-11-21 10:30 020 7946 0018 11:30',
    '12 020 7946 0018',
    '$20 020 7946 0018',
    'As said 12-15 (2009), 020 7946 0018, 45 days a year',
    'It is 9.99! Call 020 7946 0018 before 6:30',
    'Order 5567: call 020 7946 0018',
    'Order 12345678 · Tel 020 7946 0018 · Fax 020 7946 0019',
    '020 7946 0018 (Zoe), 020 7946 0019 (fax)',
  ])('finds the one number in "%s"', (text) => {
    expect(found(text, 'GB')).toEqual(['020 7946 0018 → +442079460018']);
  });
});

describe('what is no number to dial', () => {
  it.each([
    ['a date', '21.11.2026'],
    ['a time stamp', '2026-11-21 10:30:59'],
    ['years', '2009-2012'],
    ['an IP address', '192.168.100.200'],
    ['coordinates', '59.3293235, 18.0685808'],
    ['an amount', 'EUR 4155550123'],
    ['an amount in groups', '4,155,550,123.00'],
    ['a price', '$4155550123'],
    ['a version', '10.0.22621.1234'],
    ['a fax', 'Fax: 415-555-0123'],
    ['two faxes', 'Fax: 415-555-0123 / 415-555-0124'],
    ['an order', 'Order no. 4155550123'],
    ['an invoice', 'Invoice #4155550123'],
    ['a VAT id', 'VAT: 4155550123'],
    ['an IBAN', 'DE89 3704 0044 0532 0130 00'],
    ['an ISBN', 'ISBN 978-0-415-55501-2'],
    ['a SIRET', 'SIRET 732 829 320 00074'],
    ['a SKU', 'SKU 4155550123'],
    ['a parcel', 'Tracking number: 4155550123'],
    ['a customer code', 'CU2611-00023'],
    ['a deal', 'Renewal 2026000'],
    ['a glued id', 'INV-4155550123'],
    ['a VAT id in groups', 'FR4 050 227 794'],
    ['an id with a check digit', '415555012-3'],
    ['a card', '4111 1111 1111 1111'],
    ['a long row', '4155550123415555012341555501234155550123'],
    ['a link', 'https://example.test/contact/4155550123'],
    ['an e-mail address', '4155550123@example.test'],
    ['a unit', '4155550123 bytes'],
    ['a UUID', '4f1a1555-0123-4155-5501-234155550123'],
  ])('%s', (_what, text) => {
    expect(found(text, 'US')).toEqual([]);
  });
});
