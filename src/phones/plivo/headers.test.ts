import { describe, expect, it } from 'vitest';
import type { E164 } from '../../numbers/e164.ts';
import { toE164 } from '../../numbers/e164.ts';
import { invitationHeaders } from './headers.ts';

const to = toE164('+442079460018') as E164;

describe('the headers of an INVITE', () => {
  it('carry the destination as digits: Plivo allows letters and digits only', () => {
    expect(invitationHeaders(to, 'a1b2c3d4e5f60718')).toEqual({
      'X-PH-Dest': '442079460018',
      'X-PH-Intent': 'a1b2c3d4e5f60718',
    });
  });

  it.each(['', 'a+b', 'a b', 'a=b', 'ä', 'x'.repeat(121), 'a\r\nX-PH-Dest: 19005550100'])(
    'are none at all with the intent %j, which the SDK or Plivo would drop',
    (intent) => {
      expect(invitationHeaders(to, intent)).toBeNull();
    },
  );
});
