import { describe, expect, it } from 'vitest';
import { readExtension } from './extension.ts';
import { NAMED_MARKS, SHORT_MARKS } from './labels/extensionMarks.ts';

const NUMBER = '020 7946 0018';
const behind = (tail: string) => readExtension(NUMBER + tail, NUMBER.length);

describe('readExtension', () => {
  it.each([
    ['x12', '12'],
    [' x 12', '12'],
    [' X12', '12'],
    [' ext. 12', '12'],
    [', ext 12', '12'],
    [' ext: 12', '12'],
    [' Ext.12', '12'],
    [' extension 1234', '1234'],
    [' #12', '12'],
    [' (ext. 12)', '12'],
    [' - ext 12', '12'],
    [' / ext. 12', '12'],
    [' Durchwahl 75', '75'],
    [' Durchwahl75', '75'],
    [' poste 12', '12'],
    [' int. 12', '12'],
    [' anexo 12', '12'],
    [' ramal 12', '12'],
    [' доб. 12', '12'],
    ['转12', '12'],
    [';ext=12', '12'],
    [' ext. 0012', '0012'],
  ])('reads "%s" whole', (tail, digits) => {
    expect(behind(tail)).toEqual({ digits, end: NUMBER.length + tail.length });
  });

  it.each([
    ['a comma alone: it separates two numbers', ', 312 333'],
    ['nothing', ''],
    ['a word', ' London'],
    ['a mark without digits', ' ext.'],
    ['digits that go on as a word', ' x12more'],
    ['more digits than a switchboard has behind a mere x', ' x 1234567890'],
    ['a mark too far away', '      x12'],
    ['another number', ' or 020 7946 0019'],
    ['a new line before the mark', '\nx12'],
  ])('finds none in %s', (_what, tail) => {
    expect(behind(tail)).toBeNull();
  });

  it('stops where the extension ends', () => {
    expect(behind(' x12, ask for Zoe')).toEqual({ digits: '12', end: NUMBER.length + 4 });
  });

  it('takes a closing bracket along only where it opened one', () => {
    expect(behind(' x12)')?.end).toBe(NUMBER.length + 4);
    expect(behind(' (x12)')?.end).toBe(NUMBER.length + 6);
  });

  it('allows what RFC 3966 allows where a word announces it', () => {
    expect(behind(' ext. 12345678901234567890')?.digits).toBe('12345678901234567890');
  });

  it('knows every mark that a language has, whatever it begins with', () => {
    // The words of the alternatives, without what is optional in them.
    const marks = `${NAMED_MARKS}|${SHORT_MARKS}`
      .replace(/\(\?:[^()]*(?:\([^()]*\)[^()]*)*\)\??/g, '')
      .replace(/\w\?/g, '')
      .replace('[x#~×]', 'x|#|~|×')
      .replace('[.]', '.')
      .split('|');
    expect(marks.length).toBeGreaterThan(40);
    for (const mark of marks) expect(behind(` ${mark} 12`)?.digits, mark).toBe('12');
  });

  it('cuts what is longer than can be dialled', () => {
    expect(behind(' ext. 123456789012345678901')?.digits).toBe('12345678901234567890');
    expect(behind(' x1234567890')).toBeNull();
  });
});
