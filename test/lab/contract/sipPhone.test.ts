/** The SIP phone keeps the contract of all phones: JsSIP in Chromium, against a real exchange over WebSocket. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Exchange, openExchange } from '../../../demo/exchange/exchange.ts';
import type { SipCredentials } from '../../../src/accounts/credentials.ts';
import { contractFor } from '../../../src/phones/phone.contract.ts';
import { SIP_CAPABILITIES } from '../../../src/phones/sip/sipPhone.ts';
import { type ContractBrowser, openContractBrowser } from './chromium.ts';
import type { Users } from './page.ts';

let browser: ContractBrowser;
let exchange: Exchange;

const credentialsOf = ({ user, password }: { user: string; password: string }): SipCredentials => ({
  kind: 'sip',
  servers: [exchange.wsUrl],
  user,
  password,
  domain: exchange.domain,
  iceServers: [],
});
const users = (): Users => ({
  agent: credentialsOf(exchange.users.agent),
  customer: credentialsOf(exchange.users.customer),
});

beforeAll(async () => {
  [browser, exchange] = await Promise.all([openContractBrowser(), openExchange()]);
});
afterAll(async () => {
  await browser?.close();
  await exchange?.close();
});

describe('the SIP phone keeps the contract', () => {
  it.each(contractFor(SIP_CAPABILITIES))('$name', async ({ index }) => {
    const page = await browser.newPage();
    const problem = await page.evaluate(
      ([caseIndex, both]) => globalThis.contractPage.runCase(caseIndex, both),
      [index, users()] as const,
    );
    await page.close();
    expect(problem).toBeNull();
  });
});
