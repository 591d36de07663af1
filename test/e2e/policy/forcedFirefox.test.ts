/** Firefox with policies.json: the package arrives, and the organisation's account, site and settings with it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../../demo/demo.ts';
import { DEMO_HOSTS } from '../../../demo/extension.ts';
import { loadKey } from '../../../scripts/package/key.ts';
import { managedFirefoxPackage } from '../../../scripts/package/packages.ts';
import type { AccountView, SettingsView } from '../../../src/messages/protocol.ts';
import { type Agent, EXTENSION_ID, openAgent } from '../firefox/agent.ts';

let dir: string;
let demo: Demo;
let agent: Agent;
let options: Page;

/** The managed package in a file; answers with its address. */
async function packageForFirefox(): Promise<string> {
  const env = { ...process.env, OFFHOOK_HOSTS: '', OFFHOOK_OUT: dir };
  await promisify(execFile)(resolve('node_modules/.bin/wxt'), ['build', '-b', 'firefox'], { env });
  const key = loadKey(join(dir, 'key.pem'));
  const packages = managedFirefoxPackage(join(dir, 'firefox-mv2'), {
    key,
    sites: [DEMO_HOSTS],
    updateUrl: null,
  });
  const file = join(dir, 'offhook-managed.xpi');
  await writeFile(file, packages['offhook-managed.xpi'] ?? '');
  return pathToFileURL(file).href;
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'offhook-forced-'));
  demo = await startDemo({});
  const { server, ...account } = demo.credentials;
  const policy = {
    accounts: [{ name: 'Desk', kind: 'sip', servers: [server], ...account }],
    sites: [{ pattern: DEMO_HOSTS, country: 'GB' }],
    historyDays: 30,
  };
  const policies = {
    ExtensionSettings: {
      [EXTENSION_ID]: { installation_mode: 'force_installed', install_url: await packageForFirefox() },
    },
    '3rdparty': { Extensions: { [EXTENSION_ID]: policy } },
  };
  agent = await openAgent({ microphoneHz: 440, policies });
}, 120_000);
afterAll(async () => {
  await agent?.close();
  await demo?.close();
  await rm(dir, { recursive: true, force: true });
});

describe('a forced installation in Firefox', () => {
  it('signs itself in with the organisation’s account', async () => {
    await demo.exchange.waitFor(({ method }) => method === 'REGISTER', AbortSignal.timeout(20_000));
    options = await agent.open('options.html');
    const [account] = await agent.ask<AccountView[]>(options, { type: 'getAccounts' });
    expect(account).toMatchObject({ label: 'Desk', managed: true });
  });

  it('marks the numbers of the organisation’s site', async () => {
    const crm = await agent.browser.newPage();
    await crm.goto(`${demo.crmUrl}#/contacts`);
    await crm.waitForFunction(() => (CSS.highlights.get('offhook-number')?.size ?? 0) > 0);
  });

  it('locks what the organisation has set', async () => {
    const { locked } = await agent.ask<SettingsView>(options, { type: 'getSettings' });
    expect(locked).toEqual(['historyDays']);
    const change = agent.ask(options, { type: 'changeSettings', change: { historyDays: 3650 } });
    await expect(change).rejects.toThrow(/forbidden/);
  });
});
