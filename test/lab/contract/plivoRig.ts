/** What tests of the Plivo phone share: the page with the real SDK, its far side, and our server as the page sees it. */
import type { JSHandle, Page } from 'playwright-core';
import type { PlivoCredentials } from '../../../src/accounts/credentials.ts';
import type { PlivoLab } from '../plivoLab.ts';
import { until } from '../process.ts';
import type { ContractBrowser } from './chromium.ts';

export type PlivoAgent = JSHandle<Awaited<ReturnType<typeof globalThis.plivoPage.openAgent>>>;

/** baresip as the far side of the phone in the page. */
export function farSideOf({ lab, fake }: PlivoLab) {
  return {
    async hangUp() {
      // baresip tells of a call a little later than the agent hears of it.
      await until('baresip has a call', () => lab.baresip.calls().length > 0);
      await lab.baresip.hangUp();
    },
    /** Somebody calls the Plivo number. */
    call: () => lab.baresip.dial(lab.agentUri.replace(/^sip:[^@]+/, `sip:${fake.number}`)),
  };
}

/** A page that has not held the SDK yet. `renew`: what the phone gets when it asks for fresh credentials. */
export async function newPlivoPage(
  browser: ContractBrowser,
  plivo: PlivoLab,
  renew: () => Promise<PlivoCredentials> = () => plivo.token(),
): Promise<Page> {
  const page = await browser.newPage();
  const far = farSideOf(plivo);
  await page.exposeFunction('moveFarSide', async (move: keyof typeof far) => void (await far[move]()));
  await page.exposeFunction('renewToken', renew);
  await answerIntents(page, plivo);
  return page;
}

/** The page is not the extension that our server trusts; the test asks in its place. */
async function answerIntents(page: Page, { server }: PlivoLab): Promise<void> {
  await page.route(`${server}/calls`, async (route) => {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
    const json = { intent: 'a1b2c3d4e5f60718', expiresAt: Date.now() + 60_000 };
    await route.fulfill({ status: 200, headers, json });
  });
}
