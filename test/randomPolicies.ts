/** Policies and settings as chance writes them: mostly what fits or nearly fits, sometimes any JSON at all. */
import fc from 'fast-check';

/** Stands wherever a secret could stand, also in the wrong places. */
export const SECRET = 'canary';

const junk = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown> },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>('', ' ', 0, -1, 1e308, Number.NaN, null, true, [], {}, [[]], [null]),
  },
  fc.constantFrom<unknown>({ __proto__: null }, JSON.parse('{"__proto__":{"ownSites":true}}'), 'constructor'),
);
/** Mostly what fits or nearly fits, sometimes anything. */
const near = (...values: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: junk });
const list = (entry: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 5, arbitrary: fc.array(entry, { maxLength: 4 }) }, { weight: 1, arbitrary: junk });
/** Up to `most` of the fields, in place of those of `base`. */
const map = (fields: Record<string, fc.Arbitrary<unknown>>, most = 3, ...bases: readonly object[]) => {
  const field = fc.oneof(
    ...Object.entries(fields).map(([name, value]) => value.map((one) => [name, one] as const)),
  );
  const some = fc.array(field, { maxLength: most }).map((entries) => Object.fromEntries(entries));
  const base = fc.constantFrom<object>(...(bases.length > 0 ? bases : [{}]));
  const whole = fc.tuple(base, some).map(([common, changed]): unknown => ({ ...common, ...changed }));
  return fc.oneof({ weight: 8, arbitrary: whole }, { weight: 1, arbitrary: junk });
};

const prefixes = list(near('+44', '+1 900', '00 44 9', '0900', '+0', '+', 'all', '*', '٤٤', '+1900 x'));
const hours = near('', 'Mon-Fri 08:00-20:00', 'Sun 00:00-24:00', 'always', 'Mon 20:00-08:00', '25:00');
const server = near(
  'wss://sip.example.com',
  'ws://sip.example.com',
  'ws://127.0.0.1:8088/ws',
  'ws://127.0.0.1.evil.example',
  'ws://localhost.evil.example',
  'ws://localhost\\@evil.example',
  'ws:/\\localhost',
  'https://calls.example.com',
  'http://calls.example.com',
  'http://localhost:8787/x',
  'http://localhost#@evil.example',
  'http://[::1]:80@evil.example',
  `wss://user:${SECRET}@sip.example.com`,
);
const secret = near(
  SECRET,
  `x ${SECRET}`,
  SECRET.repeat(100),
  [SECRET],
  { [SECRET]: SECRET },
  `\${${SECRET}}`,
);
const text = near('anna', '', 'x'.repeat(300), '\u0000', `\${emailName}`);

const ACCOUNTS = [
  {
    name: 'Sales',
    kind: 'sip',
    servers: ['wss://sip.example.com'],
    user: '201',
    password: SECRET,
    domain: 'sip.example.com',
  },
  {
    name: 'Service',
    kind: 'plivo',
    server: 'https://calls.example.com',
    signIn: 'accessKey',
    accessKey: SECRET,
  },
  { name: 'Field', kind: 'siperb', token: SECRET },
];
const account = map(
  {
    name: near('Sales', 'Service', ''),
    kind: fc.constantFrom('sip', 'sip', 'plivo', 'gateway', 'siperb', 'iax'),
    servers: fc.oneof(
      server.map((one) => [one]),
      list(server),
    ),
    server,
    api: server,
    user: text,
    domain: near('sip.example.com', 'not a host'),
    password: secret,
    pasword: secret,
    token: secret,
    deviceToken: secret,
    accessKey: secret,
    signIn: near('organisation', 'accessKey', 'both'),
    iceServers: list(
      map({ urls: list(near('turn:turn.example.com', 'http://x')), credential: secret, username: text }),
    ),
    headers: list(near(`X-Key: ${SECRET}`, SECRET)),
    callerIds: list(near('+442079460018', '0800')),
    numberFormat: near('e164', 'local', 'x'),
  },
  2,
  ...ACCOUNTS,
);

const settings = {
  country: near('GB', 'gb', 'United Kingdom', ''),
  theme: near('dark', 'pink'),
  historyDays: near(1, 90, 3_650, 0, 9_999, '90'),
  microphone: near('', 'default', 'x'.repeat(600)),
  speaker: near('', 'default'),
  ringer: near('', 'default'),
  allowPrefixes: prefixes,
  denyPrefixes: prefixes,
  openTiers: list(near('premium', 'satellite', 'all', '*', 'standard')),
  confirmInternational: near(true, false, 'false', 0),
  shortNumbers: near('refuse', 'allow', 'ALLOW', true),
  callHours: hours,
  callHoursByRegion: list(
    map({ region: near('DE', 'us-ca', 'Europe'), hours }, 2, { region: 'DE', hours: '' }),
  ),
  attemptsPerDay: near(0, 3, 1_000, -1, 0.5, '3', 1e9),
  override: near('never', 'withReason', 'always', true),
  routes: list(
    map({ prefix: near('+44', '0'), site: near('https://crm.example', '*'), account: text }, 2, {
      account: 'Sales',
      prefix: '+44',
    }),
  ),
  staySignedIn: near('ask', 'never', 'always', true),
};

const sites = list(
  map(
    {
      pattern: near(
        'https://crm.example/*',
        'https://*.force.com/*',
        'https://*/*',
        '<all_urls>',
        'http://crm.example/*',
      ),
      country: near('GB', 'x'),
      oneClick: near(true, false, 'yes'),
    },
    2,
    { pattern: 'https://crm.example/*' },
  ),
);
/** What a browser could hand over as managed storage. */
export const policies = map(
  {
    ...settings,
    accounts: fc.oneof({ weight: 6, arbitrary: list(account) }, secret),
    agent: map({ sipPassword: secret, 'bad name': secret }),
    sites,
    blockedSites: list(near('*://*/*', 'https://*.com/*', 'x')),
    ownSites: near(true, false, 'no', 1),
    ownAccounts: near(true, false, 'no', 1),
    doNotCall: fc.oneof(
      {
        weight: 3,
        arbitrary: map({ salt: secret, hashes: list(near('0123456789abcdef', 'x')) }, 2, {
          salt: SECRET,
          hashes: [],
        }),
      },
      secret,
    ),
    keys: list(near('allowPrefixes', 'denyPrefixes', 'override', 'ownSites', 'x')),
    secretKey: secret,
  },
  8,
);
/** What could be on disk as an agent's own settings. */
export const stored = map(settings, 6);
