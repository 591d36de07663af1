import { describe, expect, it } from 'vitest';
import type { E164 } from './e164.ts';
import { readNumber } from './parse.ts';
import { reservedIn } from './reserved.ts';

describe('reservedIn', () => {
  it.each(['+441632960000', '+441632960044', '+441632960999'])('%s belongs to fiction in GB', (e164) => {
    expect(reservedIn(e164 as E164)).toBe('GB');
  });

  it.each(['+442079460018', '+14155550123', '+44163296004', '+4416329600440'])(
    '%s needs no row: the metadata knows better',
    (e164) => {
      expect(reservedIn(e164 as E164)).toBeNull();
    },
  );

  it.each(['+441632960', '+441154960', '+447700900', '+3363998'])(
    'has no number beginning with %s that the metadata knows, so that either answer stands alone',
    (prefix) => {
      const rest = prefix.startsWith('+44') ? 3 : 4;
      for (let last = 0; last < 10 ** rest; last += 1) {
        const e164 = `${prefix}${String(last).padStart(rest, '0')}`;
        expect(readNumber(e164, null)?.standing).toBe('reserved');
      }
    },
  );
});
