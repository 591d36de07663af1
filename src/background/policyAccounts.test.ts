import { describe, expect, test } from 'vitest';
import type { PolicyAccount, PolicyValues } from '../settings/policy.ts';
import { policyAccountId, policyAccounts, waitingAccounts } from './policyAccounts.ts';

const sip: PolicyAccount = {
  name: 'Main',
  kind: 'sip',
  servers: ['wss://sip.example.com'],
  user: `\${sipUser}`,
  password: `\${sipPassword}`,
  domain: 'sip.example.com',
  displayName: `\${emailName}`,
  headers: [`X-Agent: \${email}`],
};
const agent = { sipUser: '201', sipPassword: 'canary-password' };
const read = (account: object, values: PolicyValues = { agent }, email = 'anna@example.com') =>
  policyAccounts({ ...values, accounts: [account as PolicyAccount] }, email);
const problemsOf = (...parts: Parameters<typeof read>) => read(...parts).problems;

describe("the organisation's accounts", () => {
  test('get the agent’s own values', () => {
    expect(read(sip)).toEqual({
      problems: [],
      accounts: [
        {
          id: 'policy:Main',
          label: 'Main',
          managed: true,
          remembered: false,
          shape: {
            kind: 'sip',
            servers: ['wss://sip.example.com'],
            user: '201',
            domain: 'sip.example.com',
            displayName: 'anna',
          },
          openable: {
            kind: 'sip',
            servers: ['wss://sip.example.com'],
            user: '201',
            password: 'canary-password',
            domain: 'sip.example.com',
            displayName: 'anna',
            iceServers: [],
            inviteHeaders: ['X-Agent: anna@example.com'],
          },
        },
      ],
    });
  });

  test('may be Siperb’s, with a device that is given', () => {
    const siperb = { name: 'S', kind: 'siperb', token: `\${pat}`, deviceToken: 'dev-1' };
    expect(read(siperb, { agent: { pat: 'pat_0123456789' } }).accounts).toMatchObject([
      {
        openable: {
          kind: 'siperb',
          api: 'https://api.siperb.com',
          token: 'pat_0123456789',
          deviceToken: 'dev-1',
        },
      },
    ]);
  });

  test.each(['plivo', 'gateway'])(
    'may be our own server’s, with a key or with a person who signs in: %s',
    (kind) => {
      const server = { name: 'P', kind, server: 'https://calls.example.com' };
      const byKey = read({ ...server, signIn: 'accessKey', accessKey: 'ofh_good-key' }).accounts;
      expect(byKey).toMatchObject([{ openable: { kind, bearer: 'ofh_good-key' } }]);
      const { accounts } = read({ ...server, signIn: 'organisation' });
      expect(accounts).toMatchObject([{ openable: null, shape: { kind, by: 'organisation' } }]);
      expect([waitingAccounts(byKey), waitingAccounts(accounts)]).toEqual([[], ['P']]);
    },
  );

  test('are left out one by one: a bad one costs no other', () => {
    const broken = { ...sip, name: 'Broken', user: 'a b' };
    const { accounts, problems } = policyAccounts({ agent, accounts: [broken, sip] }, 'anna@example.com');
    expect(accounts.map(({ label }) => label)).toEqual(['Main']);
    expect(problems.map(({ key }) => key)).toEqual(['accounts[0].user']);
  });
});

describe('a variable', () => {
  test.each([
    ['that the agent map does not name', { agent: {} }, [`\${sipUser}`, `\${sipPassword}`]],
    ['that is empty', { agent: { ...agent, sipUser: '' } }, [`\${sipUser}`]],
  ])('%s opens no account and is told by name', (_, values, unknown) => {
    const { accounts, problems } = read(sip, values);
    expect(accounts).toEqual([]);
    expect(problems.map(({ value }) => value)).toEqual(unknown);
    expect(problems[0]).toMatchObject({ key: 'accounts[0]', fix: 'Give "sipUser" a value in agent.' });
  });

  test.each(['', 'anna', '@example.com', 'a@b@c'])(
    'of the profile is unknown when its address is "%s"',
    (email) => {
      const problems = problemsOf(sip, { agent }, email);
      expect(problems.map(({ value }) => value)).toEqual([`\${emailName}`, `\${email}`]);
      expect(problems[0]?.fix).toContain('Sign the browser in');
    },
  );

  test('of the agent map comes before the profile’s', () => {
    const { accounts } = read(sip, { agent: { ...agent, emailName: 'Anna B' } }, '');
    expect(accounts).toEqual([]);
    const both = read(sip, { agent: { ...agent, emailName: 'Anna B', email: 'x' } }, '').accounts;
    expect(both).toMatchObject([{ shape: { displayName: 'Anna B' } }]);
  });

  test('cannot change where a secret goes, nor name what every object has', () => {
    expect(problemsOf({ ...sip, servers: [`wss://\${sipUser}`] })).toMatchObject([
      { key: 'accounts[0].servers' },
    ]);
    expect(problemsOf({ ...sip, user: `\${constructor}` })).toMatchObject([{ value: `\${constructor}` }]);
  });

  test('that cannot be a name is not repeated: it may be a piece of a password', () => {
    const problems = problemsOf({ ...sip, password: `p\${canary pass}w` });
    expect(problems).toMatchObject([{ key: 'accounts[0]', value: '' }]);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });

  test('holds no variable itself', () => {
    const nested = { sipUser: `\${sipPassword}`, sipPassword: 'canary' };
    const { accounts, problems } = read(sip, { agent: nested });
    expect(accounts).toEqual([]);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });
});

test('no problem quotes a value that was filled in', () => {
  const secret = 'canary pass';
  const told = JSON.stringify(
    problemsOf({ ...sip, user: `\${sipPassword}` }, { agent: { ...agent, sipPassword: secret } }),
  );
  expect(told).toContain('accounts[0].user');
  expect(told).not.toContain('canary');
});

describe('the id of an account', () => {
  test('is made of its name, within what an id may be', () => {
    expect(policyAccountId('Main line')).toBe('policy:Main.20.line');
    const long = 'الخط الرئيسي للمبيعات في المكتب ';
    const ids = [`${long}١`, `${long}٢`, 'x'.repeat(60), 'a b', 'a.20.b'].map(policyAccountId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[\w:.-]{1,80}$/);
  });
});
