import { describe, expect, it } from 'vitest';
import { scan } from './scan.ts';
import { looksDialable } from './verdict.ts';

function verdictOn(text: string) {
  const [candidate] = scan(text);
  if (!candidate) throw new Error(`no candidate in "${text}"`);
  return looksDialable(candidate, text, candidate.end);
}

describe('looksDialable', () => {
  it.each([
    '+44 20 7946 0018',
    '(415) 555-0123',
    '0199001234',
    '08-465 004 27',
    'Call 4155550123',
    '0011 44 20 7946 0018',
  ])('sees a number to dial in %s', (text) => {
    expect(verdictOn(text)).toEqual({ ok: true });
  });

  it.each([
    ['20.11.2026', 'date'],
    ['192.168.100.200', 'ip-address'],
    ['59.3293235', 'decimal'],
    ['1 234 567', 'thousands'],
    ['10.0.22621.1234', 'version'],
    ['415555012-3', 'id'],
    ['Order 4155550123', 'label'],
    ['INV-4155550123', 'glued'],
    ['$4155550123', 'amount'],
    ['https://example.test/4155550123', 'link'],
    ['GB29 NWBK 6016 1331 9268 19', 'iban'],
    ['41555501234155550', 'too-long'],
    ['020 7946 0018 020 7946 0019', 'too-long'],
  ])('refuses %s with its reason', (text, reason) => {
    expect(verdictOn(text)).toEqual({ ok: false, reason });
  });

  it('refuses fewer than seven digits', () => {
    const short = { start: 0, end: 6, text: '794600', digits: '794600' };
    expect(looksDialable(short, '794600', 6)).toEqual({ ok: false, reason: 'too-short' });
  });

  it('looks behind the extension, not into it', () => {
    const text = '020 7946 0018x12';
    const [candidate] = scan(text);
    expect(candidate && looksDialable(candidate, text, text.length)).toEqual({ ok: true });
    expect(candidate && looksDialable(candidate, text, candidate.end)).toEqual({
      ok: false,
      reason: 'glued',
    });
  });
});
