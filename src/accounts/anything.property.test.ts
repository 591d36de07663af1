/** What chance types and sends: nothing throws, nothing goes out unencrypted, no secret is told, no line begins another. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { readEntry } from './entry.ts';
import { isLoopback } from './loopback.ts';
import { checkSipAccount, sipCredentials } from './sip.ts';
import { checkSiperbAccount } from './siperb.ts';
import { readSettings } from './siperbSettings.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 });

const RUNS = 10_000;
const SECRET = 'canary';

const nasty = fc.constantFrom(
  ...['wss://sip.example.com', 'ws://127.0.0.1:1', 'ws://sip.example.com', 'wss://u:canary@sip.example.com'],
  ...['https://api.example.com', 'http://localhost', 'http://localhost.example.com', '//x', 'ws:///x'],
  ...[
    'anna',
    'anna@sip.example.com',
    'sip:anna@sip.example.com',
    '+442079460018',
    'canary',
    'canary\r\nX: y',
  ],
  ...['X-Team: sales', 'X-Team: a\r\nContact: b', 'From: canary', 'GB', 'local', 'e164', 'Proxy', 'a.b.c'],
  ...[
    'sip.example.com',
    'eu.siperb.com',
    '127.0.0.1',
    '443',
    443,
    0,
    '',
    ' ',
    '..',
    '%zz',
    '\u202e',
    'script',
  ],
);
const value = fc.oneof(
  { weight: 6, arbitrary: nasty },
  { weight: 2, arbitrary: fc.array(nasty, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);
const record = (...keys: readonly string[]) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] }),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
const isSafe = (address: string) => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'wss:' || protocol === 'https:' || isLoopback(hostname);
};
const isOneLine = (text: string) => !/[\r\n]/.test(text);
const toldOf = (check: object) => ('problems' in check ? JSON.stringify(check.problems) : '');

it('a SIP form', () => {
  const good = { servers: ['wss://sip.example.com'], user: 'anna', password: 'p', domain: 'sip.example.com' };
  const fields = record('servers', 'user', 'domain', 'callerIds', 'numberFormat', 'country', 'headers');
  let accepted = 0;
  fc.assert(
    fc.property(fields, value, (typed, password) => {
      const input = fc.stringify(typed).startsWith('{') ? { ...good, ...(typed as object) } : typed;
      const check = checkSipAccount(input);
      if (!check.ok) return;
      accepted += 1;
      const { servers, inviteHeaders = [], user, domain } = sipCredentials(check.account);
      expect(servers.every(isSafe)).toBe(true);
      expect([...inviteHeaders, user, domain].every(isOneLine)).toBe(true);
      const told = toldOf(checkSipAccount({ ...good, user: 'a b', password, headers: [`X ${SECRET}`] }));
      expect(told).not.toContain(SECRET);
    }),
    { numRuns: RUNS },
  );
  expect(accepted).toBeGreaterThan(RUNS / 100);
});

it('a Siperb form', () => {
  fc.assert(
    fc.property(record('token', 'deviceToken', 'api'), (typed) => {
      const check = checkSiperbAccount(typed);
      if (check.ok) expect(isSafe(check.account.api) && isOneLine(check.account.token)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

it('settings of a Siperb device', () => {
  const good = { SipUsername: 'a', SipPassword: 'p', SipDomain: 'x', SipWssServer: 'x', SipWebsocketPort: 1 };
  const session = { sessionToken: 'sid', userId: 'u' };
  const keys = ['SipUsername', 'SipDomain', 'SipWssServer', 'SipWebsocketPort', 'SipServerPath'];
  const more = ['SipContact', 'ContactUserName', 'SipJwt', 'RegistrationMode'];
  fc.assert(
    fc.property(record(...keys, ...more), fc.boolean(), (found, asText) => {
      const whole = typeof found === 'object' ? { ...good, ...found } : found;
      const read = readSettings(asText ? JSON.stringify(whole) : whole, session, 'https://api.siperb.com');
      if (!read.ok) {
        expect(read.wrong.join()).not.toContain(SECRET);
        return;
      }
      const { servers, headers = [], contactUser = '', user, domain } = read.credentials;
      expect(servers.every((server) => server.startsWith('wss://') && URL.canParse(server))).toBe(true);
      expect([...headers, contactUser, user, domain].every(isOneLine)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

it('the one field for everything', () => {
  fc.assert(
    fc.property(fc.oneof(nasty.map(String), fc.string()), (text) => {
      const entry = readEntry(text);
      const addresses = entry.kind === 'plivo' ? [entry.server] : entry.kind === 'sip' ? entry.servers : [];
      if (!(addresses ?? []).every(isSafe)) expect.unreachable(text);
    }),
    { numRuns: RUNS },
  );
});
