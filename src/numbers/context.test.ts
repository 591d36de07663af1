import { describe, expect, it } from 'vitest';
import { type ContextReason, isInsideIban, objectionAround, quietIn } from './context.ts';

/** The candidate stands between «…»; the marks are taken out before the question is asked. */
function objection(marked: string): ContextReason | null {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  return objectionAround(marked.replace(/[«»]/g, ''), start, end);
}

describe('a label before the digits', () => {
  it.each([
    'Order «4155550123»',
    'order no. «4155550123»',
    'Order number: «4155550123»',
    'ORDER #«4155550123»',
    'Invoice «4155550123»',
    'VAT: «4155550123»',
    'VAT no «4155550123»',
    'ISBN «0415555012»',
    'SIRET «732 829 320 00074»',
    'SKU «4155550123»',
    'Tracking number «4155550123»',
    'Customer ID: «4155550123»',
    'Ref. «4155550123»',
    'Ticket «4155550123»',
    'Rechnung Nr. «4155550123»',
    'Rechnungsnummer: «4155550123»',
    'Bestellnr. «4155550123»',
    'Kundennummer «4155550123»',
    'Facture n° «0199001234»',
    'Orgnr «08465004»',
    'Renewal «2026000»',
    'Fax: «020 7946 0018»',
    'Telefax «020 7946 0018»',
    'IBAN «4155550123»',
    'Account number - «4155550123»',
    'id = «4155550123»',
  ])('makes an id or a fax of %s', (text) => {
    expect(objection(text)).toBe('label');
  });

  it.each([
    'Tel «020 7946 0018»',
    'Tel.: «020 7946 0018»',
    'Tel/Fax: «020 7946 0018»',
    'Phone number: «020 7946 0018»',
    'Customer phone: «020 7946 0018»',
    'Call «020 7946 0018»',
    'Order 12 today: call «020 7946 0018»',
    'About the invoice: we are at «020 7946 0018»',
    'Ordered by «020 7946 0018»',
    'Fido «020 7946 0018»',
    'Handy: «020 7946 0018»',
    '☎ «020 7946 0018»',
  ])('has nothing against %s', (text) => {
    expect(objection(text)).toBeNull();
  });

  it('reaches only its neighbour', () => {
    expect(objection('Fax 020 7946 0019, Tel «020 7946 0018»')).toBeNull();
  });

  it('may stand behind the number in brackets', () => {
    expect(objection('«020 7946 0018» (fax)')).toBe('label');
  });

  it('belongs to the next number where no brackets hold it', () => {
    expect(objection('«020 7946 0018» Fax: 020 7946 0019')).toBeNull();
  });
});

describe('glue', () => {
  it.each([
    'CU«2611000»',
    'CU2611-«0002334»',
    'INV-«2026000»',
    '«02079460018»forme',
    '«02079460018»_a',
    '«02079460018»-b',
    '#«4155550123»',
    '«4155550123»@example.test',
    'é«4155550123»',
    'e\u0301«4155550123»',
    'путь«4155550123»',
    'files/«4155550123»',
    'file.«20260101»',
    '7«+44 20 7946 0018»',
  ])('holds %s', (text) => {
    expect(objection(text)).toBe('glued');
  });

  it.each([
    'Hi call«+44 20 7946 0018»',
    'call«(415) 555-0123»',
    'Tel.«020 7946 0018»',
    'Phone:«020 7946 0018»',
    '020 7946 0019/«020 7946 0018»',
    '- «020 7946 0018»',
    '"«020 7946 0018»"',
    '«020 7946 0018».',
    '«020 7946 0018», or',
    '«020 7946 0018»: Zoe',
    '电话«020 7946 0018»请',
    '«020 7946 0018»',
  ])('is not in %s', (text) => {
    expect(objection(text)).toBeNull();
  });
});

describe('money, units, clocks and links', () => {
  it.each([
    '$«4155550»',
    '€ «4155550»',
    'EUR «4155550»',
    'SEK «4155550»',
    '«4155550» kr',
    '«4155550» EUR',
    '«4155550»€',
    '«4155550» %',
    '«4155550» kg',
    '«4155550» rows',
    '«12.345.678»,90',
    '1,«234 567 890»',
  ])('sees an amount in %s', (text) => {
    expect(objection(text)).toBe('amount');
  });

  it('knows no amount with a plus and a country code', () => {
    expect(objection('«+44 20 7946 0018» m')).toBeNull();
  });

  it('does not take a word that begins like a unit for one', () => {
    expect(objection('«020 7946 0018» General enquiries')).toBeNull();
  });

  it('sees the minutes of a clock', () => {
    expect(objection('10:«3002079460018»')).toBe('time');
    expect(objection('«020 7946 0010»:30')).toBe('time');
  });

  it.each([
    'https://example.test/«4155550123»',
    'www.example.test/contacts/«4155550123»',
    'index.php?id=«4155550123»',
    'a=1&b=«4155550123»',
    'user@«4155550123»',
  ])('sees a link in %s', (text) => {
    expect(objection(text)).toBe('link');
  });

  it('lets a tel link speak for itself', () => {
    expect(objection('tel:«+442079460018»')).toBeNull();
  });

  it.each(['DE89 «3704 0044 0532 0130 00»', 'GB29 NWBK «6016 1331 9268 19»'])(
    'sees an IBAN in %s',
    (text) => {
      expect(isInsideIban(text.replace('«', ''), text.indexOf('«'))).toBe(true);
    },
  );
});

describe('quiet around the digits', () => {
  const isQuiet = (marked: string) =>
    quietIn(marked.replace(/[«»]/g, ''))(marked.indexOf('«'), marked.indexOf('»') - 1);

  it.each(['«4155550123»', ' \n«4155550123»\t', '12, 34 «4155550123» +1 20', '12;«4155550123»|"'])(
    '%s',
    (text) => {
      expect(isQuiet(text)).toBe(true);
      expect(objection(text)).toBeNull();
    },
  );

  it.each([
    'Fax «4155550123»',
    '☎ «4155550123»',
    '«4155550123» %',
    '-«4155550123»',
    '«4155550123»/26',
    '«4155550123» (fax)',
  ])('never where something could be said: %s', (text) => {
    expect(isQuiet(text)).toBe(false);
  });

  it('answers the same whatever was asked before', () => {
    const text = `4155550100, 4155550101 x 4155550102;4155550103 Fax 4155550104 ${'4155550105 '.repeat(20)}`;
    const spans = [...text.matchAll(/\d{10}/g)].map(({ index }) => [index, index + 10] as const);
    const afresh = spans.map(([start, end]) => quietIn(text)(start, end));
    expect(new Set(afresh).size).toBe(2);
    const isQuietHere = quietIn(text);
    expect(spans.map(([start, end]) => isQuietHere(start, end))).toEqual(afresh);
    expect(spans.toReversed().map(([start, end]) => isQuietHere(start, end))).toEqual(afresh.toReversed());
  });
});
