import { describe, expect, it } from 'vitest';
import type { NumberFormat, SipCredentials } from '../../accounts/credentials.ts';
import { dialledIn } from '../../numbers/atHome.ts';
import { toE164 } from '../../numbers/e164.ts';
import { inviteHeaders, sipTarget } from './outbound.ts';

const CREDENTIALS: SipCredentials = {
  kind: 'sip',
  servers: ['wss://sip.example.com'],
  user: 'agent',
  domain: 'sip.example.com',
  password: 'canary',
  iceServers: [],
};
const LONDON = { e164: toE164('+442079460018'), display: '020 7946 0018' };
const userFor = (numberFormat?: NumberFormat, country?: string) =>
  /^sip:(.*)@sip\.example\.com$/.exec(
    sipTarget(
      LONDON,
      { ...CREDENTIALS, ...(numberFormat && { numberFormat }), ...(country && { country }) },
      dialledIn,
    ) ?? '',
  )?.[1];

describe('the address of a call', () => {
  it.each<[NumberFormat | undefined, string | undefined, string]>([
    [undefined, undefined, '+442079460018'],
    ['e164', 'GB', '+442079460018'],
    ['digits', undefined, '442079460018'],
    ['00', undefined, '00442079460018'],
    ['local', 'GB', '02079460018'],
    ['local', 'DE', '00442079460018'],
    ['local', 'US', '011442079460018'],
  ])('in the format %s of %s is %s', (numberFormat, country, user) => {
    expect(userFor(numberFormat, country)).toBe(user);
  });

  it.each(['XX', undefined])('keeps its plus where no national form is known (country %s)', (country) => {
    expect(userFor('local', country)).toBe('+442079460018');
  });

  it('keeps its plus where nobody can say how it is dialled at home', () => {
    const local = { ...CREDENTIALS, numberFormat: 'local', country: 'GB' } as const;
    expect(sipTarget(LONDON, local)).toBe('sip:+442079460018@sip.example.com');
  });

  it('of a SIP user without a number is that user, in every format', () => {
    const anna = { e164: null, display: 'anna' };
    expect(sipTarget(anna, { ...CREDENTIALS, numberFormat: '00' })).toBe('sip:anna@sip.example.com');
  });

  it('is none for what cannot be a SIP user', () => {
    expect(sipTarget({ e164: null, display: 'a b' }, CREDENTIALS)).toBeNull();
    expect(sipTarget({ e164: null, display: 'a@b' }, CREDENTIALS)).toBeNull();
  });
});

describe('the headers of an INVITE', () => {
  it('are none of their own for an account without any', () => {
    expect(inviteHeaders(CREDENTIALS)).toEqual([]);
  });

  it('are those of every request, the wish for a caller id, and those of an INVITE', () => {
    const account = {
      ...CREDENTIALS,
      headers: ['X-Siperb-Sid: sid'],
      callerIds: ['+442079460001', '+442079460002'],
      inviteHeaders: ['X-Team: sales'],
    };
    expect(inviteHeaders(account)).toEqual([
      'X-Siperb-Sid: sid',
      'P-Preferred-Identity: <sip:+442079460001@sip.example.com>',
      'X-Team: sales',
    ]);
    expect(inviteHeaders(account, '+442079460002')).toContain(
      'P-Preferred-Identity: <sip:+442079460002@sip.example.com>',
    );
  });
});
