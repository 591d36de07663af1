/** Signing in with an organisation, in the browser's own window, and staying signed in: what is kept, and for how long. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, launchBrowser } from '../../demo/browser.ts';
import { type Desk, openDesk, signInToPlivo } from '../../demo/desk.ts';
import { buildExtension } from '../../demo/extension.ts';
import { unsealProfile } from '../e2e/profileSearch.ts';
import { attachToHost, type HostDocument } from './hostDocument.ts';
import { AUDIENCE, CLIENT_ID, type IdentityProvider, startIdentityProvider } from './identityProvider.ts';
import { type PlivoLab, startPlivoLab } from './plivoLab.ts';
import { until } from './process.ts';

let browser: Browser;
let host: HostDocument;
let desk: Desk;
let popup: Page;
let provider: IdentityProvider;
let rig: PlivoLab;

beforeAll(async () => {
  provider = await startIdentityProvider();
  browser = await launchBrowser({ extensionDir: await buildExtension() });
  host = await attachToHost(browser.profileDir);
  desk = await openDesk(browser);
  const settings = {
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_SCOPE: 'openid offline_access',
  };
  rig = await startPlivoLab({ allowedOrigins: [`chrome-extension://${desk.extensionId}`], settings });
  popup = await desk.open('popup.html');
});
afterAll(async () => {
  host?.stop();
  await browser?.close();
  await rig?.close();
  provider?.close();
});

const ready = () => desk.until(popup, 'a ready line', ({ line }) => line.status === 'ready');
/** What is kept of the account, once its seal is opened. */
const disk = async () => (await unsealProfile(browser.profileDir)).join();

/** As when the browser's process for the extension died: worker and document are gone, memory with them. */
async function forgetEverything(): Promise<void> {
  await browser.devTools.end('/offscreen.html');
  await browser.devTools.end('/background.js');
}

it('lets an agent in through the organisation’s window, and keeps nothing on disk unless asked to', async () => {
  await popup.getByLabel('Offhook server').check();
  await popup.getByLabel('Server address').fill(rig.server);
  await popup.getByRole('button', { name: 'Continue' }).click();
  await popup.getByRole('button', { name: 'Sign in with your organisation' }).click();
  expect((await ready()).line).toEqual({ status: 'ready', identity: `+${rig.fake.number}` });
  expect(provider.grants).toEqual(['authorization_code']);
  // The line may be ready before the account is written.
  await until('the account is on disk', async () => (await disk()).includes(rig.server));
  expect(await disk()).not.toMatch(/eyJ|refreshToken/);
});

it('comes back by itself after everything died, where the agent stays signed in, with tokens that rotate', async () => {
  provider.lifeSeconds = 30; // less than the margin: each look at it renews it
  await popup.reload();
  await popup.getByRole('button', { name: 'Account' }).click();
  await popup.getByRole('button', { name: 'Change' }).click();
  await popup.getByLabel('Stay signed in').check();
  await popup.getByRole('button', { name: 'Sign in with your organisation' }).click();
  await until('the sign-in is on disk', async () => (await disk()).includes('refreshToken'));
  await ready();
  for (let death = 0; death < 2; death += 1) {
    const [before, grants] = [await disk(), provider.grants.length];
    await forgetEverything();
    await ready();
    expect(provider.grants.slice(grants)).toContain('refresh_token');
    expect(await disk()).not.toBe(before);
  }
});

it('asks to sign in again when the organisation has ended the session', async () => {
  provider.signOut();
  await forgetEverything();
  await desk.until(
    popup,
    'a line that asks to sign in again',
    ({ line }) => line.status === 'failed' && line.failure.code === 'sign-in-expired',
  );
});

it('names a key that the server does not know, and keeps the form', async () => {
  await desk.ask(popup, { type: 'signOut' });
  await popup.reload();
  await signInToPlivo(popup, rig.server, 'a-key-of-nobody');
  await popup.getByRole('alert').getByText('The server does not know this access key').waitFor();
  expect(await popup.getByLabel('Server address').inputValue()).toBe(rig.server);
});
