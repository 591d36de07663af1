// What is read of a policy, and what is said of the rest. Any JSON at all is in test/policyRandom.test.ts.
import { describe, expect, test } from 'vitest';
import { NO_POLICY, parseOwn, parsePolicy } from './parsePolicy.ts';

const sip = {
  name: 'Sales',
  kind: 'sip',
  servers: ['wss://sip.example.com'],
  user: `\${emailName}`,
  password: `\${sipPassword}`,
  domain: 'sip.example.com',
};
const keysOf = (raw: unknown) => parsePolicy(raw).problems.map(({ key }) => key);

test('no policy says nothing', () => {
  for (const nothing of [{}, null, undefined]) expect(parsePolicy(nothing)).toEqual(NO_POLICY);
});

test('a policy that fits is taken whole, in the spelling that the rest knows', () => {
  const raw = {
    country: 'gb',
    denyPrefixes: ['+1 900', '00 44 9', '979'],
    callHours: 'Mon-Fri 08:00-20:00',
    accounts: [sip],
    agent: { sipPassword: 'canary' },
    sites: [{ pattern: 'https://*.lightning.force.com/*', oneClick: true }],
    doNotCall: { salt: 's', hashes: ['0123456789ABCDEF'] },
  };
  expect(parsePolicy(raw)).toEqual({
    values: {
      ...raw,
      country: 'GB',
      denyPrefixes: ['+1900', '+449', '+979'],
      doNotCall: { salt: 's', hashes: ['0123456789abcdef'] },
    },
    problems: [],
    unsure: [],
  });
});

test('a bad value costs itself alone, and is told with what to write', () => {
  const { values, problems, unsure } = parsePolicy({ theme: 'pink', country: 'SE', historyDays: '90' });
  expect(values).toEqual({ country: 'SE' });
  expect(problems).toEqual([
    { key: 'theme', value: 'pink', fix: 'Write system, light or dark.' },
    { key: 'historyDays', value: '90', fix: 'Write a whole number of days from 1 to 3650.' },
  ]);
  expect(unsure).toEqual(['theme', 'historyDays']);
});

describe('a list', () => {
  test('loses the entry that is bad, and no other', () => {
    const { values, problems, unsure } = parsePolicy({ denyPrefixes: ['+1900', '0900', 7, '+1 900'] });
    expect(values.denyPrefixes).toEqual(['+1900']);
    expect(problems.map(({ key, value }) => [key, value])).toEqual([
      ['denyPrefixes[1]', '0900'],
      ['denyPrefixes[2]', '7'],
    ]);
    expect(unsure).toEqual(['denyPrefixes']);
  });

  test('of which nothing can be read is not an empty one', () => {
    expect(parsePolicy({ allowPrefixes: ['O44'] }).values).toEqual({});
    expect(parsePolicy({ allowPrefixes: [] }).values).toEqual({ allowPrefixes: [] });
  });

  test('tells ten entries of a thousand, and how many more', () => {
    const told = parsePolicy({ denyPrefixes: Array.from({ length: 40 }, () => 'x') }).problems;
    expect(told).toHaveLength(11);
    expect(told.at(-1)?.fix).toContain('30 more');
  });

  test('has a name once', () => {
    const { values } = parsePolicy({
      accounts: [sip, { ...sip, user: 'other' }, { ...sip, name: 'Service' }],
    });
    expect(values.accounts?.map(({ name }) => name)).toEqual(['Sales', 'Service']);
    expect(keysOf({ accounts: [sip, { ...sip, user: 'other' }] })).toEqual(['accounts[1]']);
    const always = ['GB', 'US'].map((region) => ({ region, hours: '' }));
    expect(parsePolicy({ callHoursByRegion: always })).toMatchObject({
      values: { callHoursByRegion: always },
      problems: [],
    });
  });
});

describe('an account', () => {
  test('is told by the field that is wrong', () => {
    expect(keysOf({ accounts: [{ ...sip, servers: ['ws://sip.example.com'] }] })).toEqual([
      'accounts[0].servers',
    ]);
    expect(keysOf({ accounts: [{ ...sip, kind: 'iax' }] })).toEqual(['accounts[0].kind']);
    expect(keysOf({ accounts: [{ ...sip, pasword: 'canary' }] })).toEqual(['accounts[0].pasword']);
    expect(keysOf({ accounts: 'canary' })).toEqual(['accounts']);
  });

  test.each([
    [{ kind: 'plivo', server: 'https://calls.example', signIn: 'organisation' }, true],
    [{ kind: 'plivo', server: 'https://calls.example', signIn: 'accessKey', accessKey: 'canary' }, true],
    [{ kind: 'plivo', server: 'https://calls.example', signIn: 'accessKey' }, false],
    [{ kind: 'plivo', server: 'http://calls.example', signIn: 'organisation' }, false],
    [{ kind: 'gateway', server: 'https://calls.example', signIn: 'organisation' }, true],
    [
      { kind: 'gateway', server: 'https://calls.example', signIn: 'organisation', accessKey: 'canary' },
      false,
    ],
    [{ kind: 'siperb', token: 'canary' }, true],
    [{ kind: 'siperb', token: 'canary', api: 'http://api.example' }, false],
  ])('%j is one: %s', (account, fits) => {
    const { values, problems } = parsePolicy({ accounts: [{ name: 'A', ...account }] });
    expect(values.accounts !== undefined).toBe(fits);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });
});

test('who means to forbid forbids, also by a word that is none', () => {
  expect(parsePolicy({ ownSites: 'no', ownAccounts: 0 }).values).toEqual({
    ownSites: false,
    ownAccounts: false,
  });
  expect(parsePolicy({ ownSites: true }).values).toEqual({ ownSites: true });
});

test('one click needs a site that no network can change', () => {
  expect(keysOf({ sites: [{ pattern: 'http://crm.example/*', oneClick: true }] })).toEqual([
    'sites[0].oneClick',
  ]);
});

test('a bad hash protects nobody, and the others stay', () => {
  const { values, problems } = parsePolicy({
    doNotCall: { salt: 's', hashes: ['0123456789abcdef', 'x', 7] },
  });
  expect(values.doNotCall?.hashes).toEqual(['0123456789abcdef']);
  expect(problems[0]?.fix).toContain('Not read: 2.');
});

test('a key that is named and did not arrive was dropped by the browser: told, and nothing is loosened', () => {
  const { values, problems, unsure } = parsePolicy({
    keys: ['theme', 'ownSites', 'denyPrefixes', 'x'],
    theme: 'dark',
  });
  expect(problems.map(({ key }) => key)).toEqual(['denyPrefixes', 'ownSites']);
  expect(unsure).toEqual(['denyPrefixes']);
  expect(values).toMatchObject({ theme: 'dark', ownSites: false });
});

test('an unknown key is told without its value', () => {
  expect(parsePolicy({ passwort: 'canary' }).problems).toEqual([
    { key: 'passwort', value: '', fix: expect.stringContaining('spelling') },
  ]);
});

test('what is no map is one problem', () => {
  for (const raw of [[], 'canary', 7, true]) expect(parsePolicy(raw).problems).toHaveLength(1);
});

test('an agent’s own settings are read the same way, and know no policy’s keys', () => {
  const { values, problems } = parseOwn({ theme: 'dark', historyDays: 0, ownSites: false, accounts: [sip] });
  expect(values).toEqual({ theme: 'dark' });
  expect(problems.map(({ key }) => key)).toEqual(['historyDays']);
});
