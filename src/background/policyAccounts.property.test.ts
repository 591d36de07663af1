/** Twenty thousand policies that nobody would write: nothing throws, no secret is told, none goes anywhere unencrypted. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { policies, SECRET } from '../../test/randomPolicies.ts';
import type { Openable } from '../accounts/credentials.ts';
import { isLoopback } from '../accounts/loopback.ts';
import { parsePolicy } from '../settings/parsePolicy.ts';
import { NO_ACCOUNTS } from '../storage/account.ts';
import { policyAccounts } from './policyAccounts.ts';
import { knownAccounts, viewOf } from './remembered.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 });

const RUNS = 20_000;
const emails = fc.constantFrom('', 'anna@example.com', '@', 'a@b@c', '__proto__@constructor');

function addressesOf(openable: Openable): readonly string[] {
  switch (openable.kind) {
    case 'sip':
      return openable.servers;
    case 'plivo':
    case 'gateway':
      return [openable.server];
    case 'siperb':
      return [openable.api];
    case 'fake':
      return [];
  }
}

function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'wss:' || protocol === 'https:' || isLoopback(hostname);
}

it('an account of a policy goes to encrypted servers only and tells no secret', () => {
  let opened = 0;
  fc.assert(
    fc.property(policies, emails, (policy, email) => {
      const { accounts, problems } = policyAccounts(parsePolicy(policy).values, email);
      for (const { openable, id } of accounts) {
        opened += 1;
        if (!openable) continue;
        expect(id).toMatch(/^policy:[\w.-]{1,73}$/);
        expect(addressesOf(openable).every(isSafe)).toBe(true);
      }
      const views = knownAccounts(NO_ACCOUNTS, accounts, true).map((one) =>
        JSON.stringify(viewOf(one, false)),
      );
      for (const view of views) expect(view).not.toMatch(/"(password|token|bearer|credential|accessKey)":/);
      // A variable's name is no secret; here one may bear the secret's name.
      const told = problems.filter(({ value }) => value !== `\${${SECRET}}`);
      expect(JSON.stringify(told.map(({ value, fix }) => [value, fix]))).not.toContain(SECRET);
    }),
    { numRuns: RUNS },
  );
  expect(opened).toBeGreaterThan(RUNS / 100);
});
