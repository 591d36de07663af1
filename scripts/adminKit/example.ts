/** The installation that the administrator's files show: an organisation that does not exist, with every kind of account. */
import type { PolicyAccount, PolicyOnly } from '../../src/settings/policy.ts';
import type { Settings } from '../../src/settings/settings.ts';

/** What an administrator decides. `policy`: as it is written, before anybody has read it. */
export type Installation = {
  /** Of the managed Chromium packages: made of their key. */
  readonly extensionId: string;
  readonly firefoxId: string;
  /** The folder the packages are served from, with its slash. */
  readonly updateUrl: string;
  readonly policy: Readonly<Record<string, unknown>>;
};

const ACCOUNTS: readonly PolicyAccount[] = [
  {
    name: 'Sales',
    kind: 'sip',
    servers: ['wss://sip1.example.com:8443', 'wss://sip2.example.com:8443'],
    user: `\${emailName}`,
    password: `\${sipPassword}`,
    domain: 'sip.example.com',
    callerIds: ['+442079460018', '+442079460019'],
    numberFormat: 'e164',
  },
  { name: 'Service', kind: 'plivo', server: 'https://calls.example.com', signIn: 'organisation' },
  { name: 'Field', kind: 'siperb', token: `\${siperbToken}` },
];

const POLICY = {
  country: 'GB',
  historyDays: 90,
  denyPrefixes: ['+1900', '+449'],
  openTiers: ['shared-cost'],
  confirmInternational: true,
  callHours: 'Mon-Fri 08:00-20:00, Sat 09:00-13:00',
  callHoursByRegion: [{ region: 'DE', hours: 'Mon-Fri 09:00-18:00' }],
  attemptsPerDay: 3,
  override: 'withReason',
  routes: [{ prefix: '+49', account: 'Service' }],
  staySignedIn: 'never',
  accounts: ACCOUNTS,
  agent: { sipPassword: 'one-per-agent', siperbToken: 'one-per-agent' },
  sites: [
    { pattern: 'https://crm.example.com/*', country: 'GB', oneClick: true },
    { pattern: 'https://*.helpdesk.example.com/*' },
  ],
  blockedSites: ['*://*.intranet.example.com/*'],
  ownSites: false,
  ownAccounts: false,
  doNotCall: { salt: 'make-your-own', hashes: ['a3f0c1d2e4b59687', '0123456789abcdef'] },
} satisfies Partial<Settings & PolicyOnly>;

export const EXAMPLE: Installation = {
  extensionId: 'abcdefghijklmnopabcdefghijklmnop',
  firefoxId: 'extension@offhook',
  updateUrl: 'https://downloads.example.com/offhook/',
  policy: POLICY,
};
