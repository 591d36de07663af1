import { describe, expect, it } from 'vitest';
import { type Label, labelBefore, labelOf } from './label.ts';

const kind = (text: string): Label['kind'] | undefined => labelBefore(text, text.length)?.kind;

describe('a label that announces a telephone number', () => {
  it.each([
    ...[
      'Tel ',
      'Phone: ',
      'Mobile no. ',
      'Account manager: ',
      'phone_number: ',
      'Call ',
      'T: ',
      'Phone 2: ',
      'Mobile phone (work): ',
      '☎ ',
      'Zoe | 📞 ',
    ],
    ...[
      'Handy: ',
      'Kundentelefon: ',
      'Tel. Kunde: ',
      'Téléphone : ',
      'Téléphone client : ',
      'Teléfono móvil: ',
    ],
    ...[
      'Telefone: ',
      'Cellulare: ',
      'Telefoon: ',
      'Mobil: ',
      'Puh. ',
      'Komórka: ',
      'Telefonní číslo: ',
      'тел. ',
    ],
    ...['Τηλ.: ', 'Cep tel: ', 'هاتف: ', 'טלפון: ', '電話番号：', '电话:', '전화번호: ', 'โทร. ', 'फ़ोन: '],
    ...['Tel/Fax: ', 'Phone and fax: ', 'Fax/Tel: ', 'Тел./факс: ', 'mobilePhone: ', '"phone_number": "'],
  ])('%s', (text) => {
    expect(kind(text)).toBe('phone');
  });
});

describe('a label of a fax', () => {
  it.each([
    ...['Fax: ', 'F: ', 'Telefax ', 'Fax no.: ', 'faxNumber: ', 'Rechnungsfax: ', '📠 '],
    ...[
      'Télécopie : ',
      'Faks: ',
      'Факс: ',
      'Φαξ: ',
      'فاكس: ',
      'פקס: ',
      'FAX番号：',
      '传真：',
      '팩스: ',
      'แฟกซ์ ',
    ],
  ])('%s', (text) => {
    expect(kind(text)).toBe('fax');
  });
});

describe('a label of an id', () => {
  it.each([
    ...[
      'Order ',
      'Order no. ',
      'Customer order number: ',
      'P.O. Box ',
      'VAT reg. no.: ',
      '"order_id": ',
      'SSN ',
    ],
    ...['Bestell-Nr.: ', 'Rechnungsnummer lautet ', 'USt-IdNr. ', 'Aktenzeichen: ', 'Telefonrechnung: '],
    ...[
      'N° de commande : ',
      'Facture n°',
      'Pedido n.º ',
      'Nota fiscal nº ',
      'P.IVA ',
      'Ordine n. ',
      'Bestelling ',
    ],
    ...[
      'Fakturanr: ',
      'Ordrenummer ',
      'Y-tunnus: ',
      'Zamówienie nr ',
      'Číslo objednávky: ',
      'Номер заказа: ',
    ],
    ...[
      'Számlaszám: ',
      'Αρ. παραγγελίας: ',
      'Sipariş no: ',
      'رقم الطلب: ',
      'מספר הזמנה: ',
      '注文番号：',
      '订单号：',
    ],
    ...['주문번호 ', 'เลขที่ ', 'ऑर्डर नंबर '],
  ])('%s', (text) => {
    expect(kind(text)).toBe('id');
  });

  it('says whether a word for "number" stands with it', () => {
    expect(labelOf('Customer no.')).toEqual({ kind: 'owner', numbered: true });
    expect(labelOf('Customer')).toEqual({ kind: 'owner', numbered: false });
  });
});

describe('no label', () => {
  it.each([
    ...[
      '',
      'Hotel ',
      'Recall ',
      'Call Zoe on ',
      'Account holder’s wife: ',
      'Here is my order, ',
      'We got the invoice. ',
    ],
    ...['Order 12345678 · ', 'Fax: 12345678, ', 'VAT\n', 'Order | ', 'Zoe '],
  ])('is "%s"', (text) => {
    expect(labelBefore(text, text.length)).toBeNull();
  });

  it('is a word whose beginning is out of reach', () => {
    expect(kind(`${'x'.repeat(80)}fax `)).toBeUndefined();
  });
});
