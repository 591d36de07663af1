import { expect, test } from 'vitest';
import { NO_POLICY, parsePolicy } from '../settings/parsePolicy.ts';
import type { Settings } from '../settings/settings.ts';
import { createAccountRules } from './accountRules.ts';

const account = {
  name: 'Main',
  kind: 'sip',
  servers: ['wss://sip.example.com'],
  user: `\${emailName}`,
  password: 'p',
  domain: 'sip.example.com',
};

function rulesOf(policy: object | null, own: Partial<Settings> = {}, email = 'anna@example.com') {
  let asked = 0;
  const organisation = createAccountRules({
    policy: { get: async () => (policy ? parsePolicy(policy) : NO_POLICY) },
    own: { get: async () => ({ values: own, problems: [] }) },
    profileEmail: async () => {
      asked += 1;
      return email;
    },
  });
  return { organisation, asked: () => asked };
}

test('without a policy agents sign in as they like, and nobody asks who they are', async () => {
  const { organisation, asked } = rulesOf(null);
  expect(await organisation.rules()).toEqual({ managed: [], mayOwn: true, mayRemember: true });
  expect(asked()).toBe(0);
});

test('an account of the policy is filled in with the profile’s address', async () => {
  const { organisation } = rulesOf({ accounts: [account], ownAccounts: false });
  expect(await organisation.rules()).toMatchObject({
    managed: [{ id: 'policy:Main', shape: { user: 'anna' } }],
    mayOwn: false,
  });
  expect(await organisation.problems()).toEqual([]);
});

test('an account without its address is missing, and that is told', async () => {
  const { organisation } = rulesOf({ accounts: [account] }, {}, '');
  expect((await organisation.rules()).managed).toEqual([]);
  expect(await organisation.problems()).toMatchObject([{ key: 'accounts[0]', value: `\${emailName}` }]);
});

test.each<[object | null, Partial<Settings>, boolean]>([
  [null, { staySignedIn: 'never' }, false],
  [{ staySignedIn: 'never' }, { staySignedIn: 'ask' }, false],
  [{ staySignedIn: 'ask' }, { staySignedIn: 'never' }, true],
])('nobody stays signed in where the word in force says so: %j over %j', async (policy, own, mayRemember) => {
  expect(await rulesOf(policy, own).organisation.rules()).toMatchObject({ mayRemember });
});
