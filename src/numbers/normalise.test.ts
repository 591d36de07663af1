import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasEnoughDigits, normalise, originalSpan } from './normalise.ts';

describe('the prefilter', () => {
  it.each([
    ['six digits', 'Room 12, floor 34, 2026'.slice(0, -2), false],
    ['seven digits', 'Room 12, floor 34, 567', true],
    ['no text', '', false],
    ['words only', 'Acme Ltd · Sales', false],
    ['full-width digits', '０２０７９４６', true],
    ['Devanagari digits', '०२०७९४६', true],
    ['ASCII and Arabic digits together', '020٧٩٤٦', true],
    ['Chinese words with one digit', '销售部门第1组', false],
  ])('answers %s', (_what, text, answer) => {
    expect(hasEnoughDigits(text)).toBe(answer);
  });
});

describe('normalise', () => {
  it('leaves plain ASCII alone and keeps no map', () => {
    expect(normalise('Call 020 7946 0018')).toEqual({ text: 'Call 020 7946 0018', starts: null, ends: null });
  });

  it.each([
    ['a no-break space', '020\u00a07946', '020 7946'],
    ['a narrow no-break space', '01\u202f99', '01 99'],
    ['a thin space', '01\u200999', '01 99'],
    ['a figure space', '01\u200799', '01 99'],
    ['an ideographic space', '020\u30007946', '020 7946'],
    ['a non-breaking hyphen', '020\u20117946', '020-7946'],
    ['an en dash', '020–7946', '020-7946'],
    ['a minus sign', '020−7946', '020-7946'],
    ['a Japanese long-vowel mark', '020ー7946', '020-7946'],
    ['a full-width plus and full-width digits', '＋４４', '+44'],
    ['full-width brackets', '（０）', '(0)'],
    ['a middle dot', '020·7946', '020.7946'],
    ['a division slash', '020∕7946', '020/7946'],
    ['Arabic-Indic digits', '٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['extended Arabic-Indic digits', '۰۱۲۳۴۵۶۷۸۹', '0123456789'],
    ['Devanagari digits', '०१२३४५६७८९', '0123456789'],
    ['bold mathematical digits', '𝟎𝟏𝟗', '019'],
    ['monospace mathematical digits', '𝟶𝟷𝟿', '019'],
  ])('reads %s', (_what, text, plain) => {
    expect(normalise(text).text).toBe(plain);
  });

  it.each([
    ['bidi embeddings', '\u202a+44\u202c'],
    ['bidi isolates', '\u2066+44\u2069'],
    ['a left-to-right mark', '+\u200e44'],
    ['a zero-width space', '+4\u200b4'],
    ['a word joiner', '+4\u20604'],
    ['a soft hyphen', '+4\u00ad4'],
    ['a byte order mark', '\ufeff+44'],
    ['the keycaps of emoji digits', '+4\ufe0f\u20e34\ufe0f\u20e3'],
  ])('removes %s', (_what, text) => {
    expect(normalise(text).text).toBe('+44');
  });

  it('keeps letters, emoji and line breaks', () => {
    expect(normalise('Zoë 😀\n1').text).toBe('Zoë 😀\n1');
  });
});

describe('the way back to the original offsets', () => {
  const spanOf = (text: string, wanted: string) => {
    const plain = normalise(text);
    const at = plain.text.indexOf(wanted);
    const { start, end } = originalSpan(plain, at, at + wanted.length);
    return text.slice(start, end);
  };

  it('leaves marks before and behind outside', () => {
    expect(spanOf('\u202a+44 20\u202c', '+44 20')).toBe('+44 20');
  });

  it('keeps marks inside', () => {
    expect(spanOf('a +4\u200b4 b', '+44')).toBe('+4\u200b4');
  });

  it('counts a digit beyond the BMP as two units', () => {
    expect(spanOf('😀 𝟎𝟏 x', '01')).toBe('𝟎𝟏');
  });

  it('is the identity for ASCII', () => {
    expect(originalSpan(normalise('ab12'), 2, 4)).toEqual({ start: 2, end: 4 });
  });

  it('grows with the plain text and stays within the original, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: plain, starts, ends } = normalise(text);
        if (!starts || !ends) return plain === text;
        return (
          starts.length === plain.length &&
          ends.length === plain.length &&
          starts.every((start, i) => start >= (ends[i - 1] ?? 0) && start < (ends[i] ?? 0)) &&
          (ends.at(-1) ?? 0) <= text.length
        );
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normalise(text).text;
        expect(normalise(once).text).toBe(once);
      }),
    );
  });
});
