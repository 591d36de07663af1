// What JsSIP writes of accounts that were accepted: one header a line, each as often as it may be, whatever the names are.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SipCredentials } from '../../accounts/credentials.ts';
import { checkSipAccount, sipCredentials } from '../../accounts/sip.ts';
import { readSettings } from '../../accounts/siperbSettings.ts';
import { parseHostRequest } from '../../messages/parse.ts';
import { inviteHeaders } from './outbound.ts';
import type { SipSocket } from './socket.ts';
import { createUserAgent } from './userAgent.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The REGISTER of an account, as the host is given it. */
function registerOf(wanted: SipCredentials): string | null {
  const request = { type: 'openPhone', accountId: 'a', label: 'a', credentials: wanted };
  const parsed = parseHostRequest(request);
  if (parsed?.type !== 'openPhone') return null;
  const sent: string[] = [];
  let isUp = false;
  const socket = {
    url: 'wss://sip.example',
    via_transport: 'WSS',
    sip_uri: 'sip:sip.example;transport=ws',
    isConnected: () => isUp,
    isConnecting: () => false,
    connect() {
      isUp = true;
      this.onconnect();
    },
    disconnect() {},
    send: (message: string) => sent.push(message) > 0,
    onconnect() {},
  };
  const credentials = parsed.credentials as SipCredentials;
  const { ua } = createUserAgent(credentials, [socket as unknown as SipSocket], crypto.randomUUID());
  ua.start();
  ua.register();
  return sent.find((message) => message.startsWith('REGISTER ')) ?? null;
}

/** RFC 3261 §10.2 and what JsSIP adds. */
const REGISTER_HEADERS = [
  ...['Via', 'Max-Forwards', 'To', 'From', 'Call-ID', 'CSeq', 'Contact', 'Expires', 'Allow'],
  ...['Supported', 'User-Agent', 'Content-Length'],
];

/** How many REGISTERs were looked at: one, or none where the host does not take the account. */
function expectSound(credentials: SipCredentials): number {
  const register = registerOf(credentials);
  if (register === null) return 0;
  const [head = '', body, ...more] = register.split('\r\n\r\n');
  expect([body, more]).toEqual(['', []]);
  const [, ...lines] = head.split('\r\n');
  const own = credentials.headers ?? [];
  const names = lines.map((line) => line.slice(0, line.indexOf(':')));
  const expected = [...REGISTER_HEADERS, ...own.map((line) => line.slice(0, line.indexOf(':')))];
  expect(names.toSorted()).toEqual(expected.toSorted());
  const from = lines.find((line) => line.startsWith('From:')) ?? '';
  // Outside the quoted name there is one address, and it is ours.
  const unquoted = from.replace(/"(?:\\.|[^"\\])*"/g, '');
  expect(unquoted).toMatch(/^From: *<sip:[^<>@]+@[^<>@]+>;tag=[\w]+$/);
  for (const line of inviteHeaders(credentials, credentials.callerIds?.[0]))
    expect(line).not.toMatch(/[\r\n]/);
  return 1;
}

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    ...[
      'anna',
      'Anna "',
      '" <sip:evil@evil.example>',
      'a\r\nX-Evil: 1',
      '\\',
      '\\"',
      '\\\\" <sip:e@e>',
      'a%0d%0aX: 1',
    ],
    ...['anna;tag=1', 'anna?X-Evil=1', 'ann&a', '>', '<', '\u2028', '\u0000', '%', '%zz', 'é', '١٢'],
  ),
);
const RUNS = { numRuns: 500 };

it('of a SIP account, whatever name, number and header it has', () => {
  let written = 0;
  const one = fc.tuple(nasty, nasty, nasty, nasty);
  fc.assert(
    fc.property(one, ([user, displayName, header, callerId]) => {
      const base = { servers: ['wss://sip.example'], domain: 'sip.example', password: 'x' };
      const more = { displayName, headers: [`X-Team: ${header}`], callerIds: [`+4420794600${callerId}`] };
      for (const form of [
        { ...base, user },
        { ...base, user: 'anna', ...more },
        { ...base, user: 'anna', displayName },
      ]) {
        const check = checkSipAccount(form);
        if (!check.ok) continue;
        written += expectSound(sipCredentials(check.account));
      }
    }),
    RUNS,
  );
  expect(written).toBeGreaterThan(500);
});

it('of a Siperb device, whatever its settings say', () => {
  let written = 0;
  const one = fc.tuple(nasty, nasty, nasty, nasty);
  fc.assert(
    fc.property(one, ([SipUsername, SipContact, SipJwt, SipDomain]) => {
      const good = {
        SipUsername: 'anna',
        SipPassword: 'x',
        SipDomain: 'acme.example',
        SipWssServer: 'edge.siperb.com',
        SipWebsocketPort: 443,
      };
      const session = { sessionToken: 'sid', userId: 'u-1' };
      for (const wrong of [{ SipUsername }, { SipContact }, { SipJwt }, { SipDomain }]) {
        const read = readSettings({ ...good, ...wrong }, session, 'https://api.siperb.com');
        if (!read.ok) continue;
        written += expectSound(read.credentials);
      }
    }),
    RUNS,
  );
  expect(written).toBeGreaterThan(500);
});
