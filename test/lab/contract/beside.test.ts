/** A SIP line beside Plivo's real SDK in one document: both carry calls, and the SDK's allowance names both servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SipCredentials } from '../../../src/accounts/credentials.ts';
import { type PlivoLab, startPlivoLab } from '../plivoLab.ts';
import { type ContractBrowser, openContractBrowser } from './chromium.ts';
import { openUnsteadyServer, type UnsteadyServer } from './unsteadyServer.ts';

let browser: ContractBrowser;
let plivo: PlivoLab;
let server: UnsteadyServer;

beforeAll(async () => {
  browser = await openContractBrowser('besidePage.ts');
  plivo = await startPlivoLab({ allowedOrigins: [browser.origin] });
  server = await openUnsteadyServer(plivo.lab.wsUrl);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await plivo?.close();
});

function sip(wsUrl = server.wsUrl): SipCredentials {
  const { domain, user, password } = plivo.lab;
  return { kind: 'sip', servers: [wsUrl], domain, user, password, iceServers: [] };
}

async function openBoth() {
  const page = await browser.newPage();
  const accounts = [sip(), await plivo.token()] as const;
  const both = await page.evaluateHandle((given) => globalThis.besidePage.openBoth(...given), accounts);
  return { page, both };
}

describe('a SIP line that was there before Plivo’s SDK', () => {
  it('carries calls with sound, and so does the SDK, in turn', async () => {
    const { page, both } = await openBoth();
    for (const which of ['sip', 'plivo', 'sip'] as const)
      await both.evaluate((b, line) => b.call(line), which);
    await both.evaluate((b) => b.close());
    await page.close();
  });

  it('comes back when its socket was lost', async () => {
    const { page, both } = await openBoth();
    const from = await both.evaluate((b) => b.reportedBySip());
    server.dropSockets();
    await both.evaluate((b, position) => b.sipAgain(position), from);
    await both.evaluate((b) => b.call('sip'));
    await page.close();
  });
});

it('a SIP line with a server that the SDK’s allowance does not name needs a fresh document', async () => {
  const { page, both } = await openBoth();
  expect(await both.evaluate((b, account) => b.openMore(account), sip())).toBeNull();
  const other = sip('ws://127.0.0.1:9/ws');
  expect(await both.evaluate((b, account) => b.openMore(account), other)).toBe('FreshDocumentNeeded');
  await page.close();
});
