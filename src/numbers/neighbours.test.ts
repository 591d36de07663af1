/** What stands beside a number in notes and logs, and must neither hide it nor be taken for a part of it. */
import { describe, expect, it } from 'vitest';
import { findNumbers } from './find.ts';

const found = (text: string, country: string | null) =>
  findNumbers(text, { country }).map(({ start, end }) => text.slice(start, end));

describe('a number is found', () => {
  it.each([
    ['US', 'in front of a date', '(415) 555-0123 11/20/2026', '(415) 555-0123'],
    ['BE', 'in front of a date with slashes', '+32 2 555 12 12 21/11/2026', '+32 2 555 12 12'],
    ['TN', 'in front of a day and a month', 'Left vm on 81 101 463 11/20 @ 3:15pm', '81 101 463'],
    ['TN', 'in front of a day with dashes', 'SMS to 31 203 886 sent 2026-11-20', '31 203 886'],
    ['KR', 'in front of a day that would make another number of it', '+82 15662595 11/20', '+82 15662595'],
    ['DE', 'with the digits that a second line shares', '030 23125 12/13', '030 23125 12'],
    ['FR', 'with its last pair where it needs it', '01 99 00 12 11/20', '01 99 00 12 11'],
    ['BE', 'in front of how often it was called', 'Called +32 80 20 85 37 3x', '+32 80 20 85 37'],
    ['GB', 'behind an order’s number and a dash', 'Order #142345 - 020 7946 0018', '020 7946 0018'],
    ['GB', 'with its country code behind an id', 'Case 0000712 +44 20 7946 0018', '+44 20 7946 0018'],
    ['GB', 'in bold type', '**020 7946 0018**', '020 7946 0018'],
    ['FR', 'with slashes between its pairs', '02/66/36/79/16', '02/66/36/79/16'],
    ['DE', 'in front of the last digits of a second', '030/23125123/19', '030/23125123'],
    ['SI', 'in pairs that look like an address', 'Tel (+386) 83.38.42.93', '(+386) 83.38.42.93'],
    ['HU', 'without the zero its brackets stand for', 'vagy (1) 234-5678.', '(1) 234-5678'],
    ['PL', 'in front of a word of one letter', 'prosi o 512-345-678 w sprawie', '512-345-678'],
    ['PL', 'in groups in front of such a word', 'prosi o 512 345 678 w sprawie', '512 345 678'],
    ['US', 'in a state', 'Boise, ID (208) 555-0112', '(208) 555-0112'],
    ['GB', 'in italics', 'Ask _020 7946 0018_.', '020 7946 0018'],
  ])('in %s %s', (country, _where, text, number) => {
    expect(found(text, country)).toEqual([number]);
  });
});

describe('a list that counts in the line', () => {
  it('keeps its numbers apart from those it counts with', () => {
    expect(found('1. 0463 012029 2. 0463 012030 3. 0463 012031', 'AT')).toEqual([
      '0463 012029',
      '0463 012030',
      '0463 012031',
    ]);
  });

  it('takes the letter of the next label for no unit', () => {
    expect(found('H: 80 960 271 W: 80 960 272', 'LB')).toEqual(['80 960 271', '80 960 272']);
  });

  it('takes the last pair of a sentence for no count', () => {
    expect(found('01 99 00 12 02. 01 99 00 12 03', 'FR')).toEqual(['01 99 00 12 02', '01 99 00 12 03']);
  });
});

describe('no number is made', () => {
  it.each([
    ['NL', 'of two dates with slashes', '01/01/2026–31/12/2026'],
    ['US', 'of a Hungarian tax number', '12345678-2-43'],
    ['GB', 'of a second fax behind the first', 'Fax +44 20 7946 0018 / +44 20 7946 0019'],
    ['GB', 'of a product', '5*02079460018*2'],
  ])('in %s %s', (country, _what, text) => {
    expect(found(text, country)).toEqual([]);
  });
});

describe('a label of no dictionary', () => {
  it.each([
    ['DE', 'Geräte-Nr. 030 23125 123'],
    ['DE', 'SV-Nr.: 030 23125123'],
    ['CZ', 'Zálohovka č. 601 123 456'],
    ['KZ', 'Доверенность № 8 (771) 000 9998'],
    ['PL', 'Nr fabryczny 512 345 678'],
    ['FR', 'N° radiateur : 01 99 00 12 34'],
    ['IN', 'S/N 081234 56789'],
    ['IL', 'ת״ז 050-234-5678'],
    ['AE', 'رقم المخزن 050 123 4567'],
    ['TH', 'รหัสลูกค้า 081 234 5678'],
    ['JP', '予備コード：03-1234-5678'],
    ['IL', 'ח.פ 050-234-5678'],
    ['KR', '검사 번호 010-2000-0000'],
    ['JP', 'ご注文番号は03-1234-5678です'],
    ['FR', 'par fax au 01 99 00 12 34'],
    ['GB', 'Fax office: 020 7946 0018'],
    ['FR', 'N° d’identification 0199001234'],
    ['RU', 'За фактуру 8 (912) 345-67-89'],
  ])('in %s still says that an id follows: %s', (country, text) => {
    expect(found(text, country)).toEqual([]);
  });

  it.each([
    ['JP', 'ご注文は03-1234-5678まで', '03-1234-5678'],
    ['GB', 'David 020 7946 0018', '020 7946 0018'],
    ['DE', 'Ingrid Muster (030 23125 123)', '030 23125 123'],
    ['GB', 'Zoe’s number 020 7946 0018', '020 7946 0018'],
    ['FR', 'n° Zoé 01 99 00 12 34', '01 99 00 12 34'],
    ['DE', 'andere Nr. 030 23125 123', '030 23125 123'],
    ['DE', 'Whatsapp-Nr. 030 23125 123', '030 23125 123'],
    ['US', 'T/M (415) 555-0123', '(415) 555-0123'],
    ['JP', 'フリーダイヤル 03-1234-5678', '03-1234-5678'],
    ['JP', '03ー1234ー5678', '03ー1234ー5678'],
  ])('in %s is none where it says whose number or which: %s', (country, text, number) => {
    expect(found(text, country)).toEqual([number]);
  });
});
