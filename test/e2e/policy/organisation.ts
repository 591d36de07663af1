/**
 * An organisation that installs Offhook by force: its package and update manifest on a server of its own, its policies
 * in a folder as Chromium on Linux reads them. How a browser is shown that folder is managedBrowser.ts.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DEMO_HOSTS } from '../../../demo/extension.ts';
import { extensionId, loadKey } from '../../../scripts/package/key.ts';
import { managedChromePackage } from '../../../scripts/package/packages.ts';

export type Organisation = {
  readonly extensionId: string;
  /** What Chromium has to find in /etc/chromium. */
  readonly policyFolder: string;
  /** Offers the extension as this version from now on. */
  publish(version: string): Promise<void>;
  /** What the extension finds in managed storage; null: nothing. The browser notices by itself. */
  setPolicy(policy: object | null): Promise<void>;
  close(): Promise<void>;
};

/** How often the packages were fetched is not counted: a browser may ask as often as it likes. */
export async function openOrganisation(): Promise<Organisation> {
  const dir = await mkdtemp(join(tmpdir(), 'offhook-organisation-'));
  const built = await build(dir);
  const key = loadKey(join(dir, 'key.pem'));
  const id = extensionId(key.publicKey);
  const served = new Map<string, Uint8Array | string>();
  const server = createServer(({ url = '' }, response) => {
    const content = served.get(new URL(url, 'http://localhost').pathname.slice(1));
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const updateUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const policyFolder = join(dir, 'chromium');
  await mkdir(join(policyFolder, 'policies', 'managed'), { recursive: true });

  async function setPolicy(policy: object | null): Promise<void> {
    const file = join(policyFolder, 'policies', 'managed', 'offhook.json');
    await writeFile(file, JSON.stringify(browserPolicies(id, `${updateUrl}update.xml`, policy)));
  }

  return {
    extensionId: id,
    policyFolder,
    setPolicy,
    publish: async (version) => {
      const folder = join(dir, version);
      await cp(built, folder, { recursive: true });
      const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
      await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, version }));
      const packages = managedChromePackage(folder, { key, sites: [DEMO_HOSTS], updateUrl });
      for (const [name, content] of Object.entries(packages)) served.set(name, content);
    },
    close: async () => {
      await new Promise((closed) => server.close(closed));
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Nothing but what an administrator writes; the last line lets a driver look into what was installed by force. */
function browserPolicies(id: string, updateXml: string, policy: object | null): object {
  return {
    ExtensionSettings: { [id]: { installation_mode: 'force_installed', update_url: updateXml } },
    AudioCaptureAllowedUrls: [`chrome-extension://${id}/`],
    ...(policy && { '3rdparty': { extensions: { [id]: policy } } }),
    DeveloperToolsAvailability: 1,
  };
}

async function build(dir: string): Promise<string> {
  const env = { ...process.env, OFFHOOK_HOSTS: '', OFFHOOK_OUT: dir };
  await promisify(execFile)(resolve('node_modules/.bin/wxt'), ['build'], { env });
  return join(dir, 'chrome-mv3');
}
