/** What `npm run package` makes: the same bytes every time, the store's and the organisation's manifest, files that browsers and tools read. */
import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
// @ts-expect-error The package has no types.
import createCrxStream from 'crx3/lib/crx3stream.js';
import { XMLParser } from 'fast-xml-parser';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packCrx } from '../scripts/package/crx.ts';
import { extensionId, loadKey, type PackageKey } from '../scripts/package/key.ts';
import type { Manifest } from '../scripts/package/manifest.ts';
import { parseOptions } from '../scripts/package/options.ts';
import { type Builds, writePackages } from '../scripts/package/packages.ts';
import { readFolder, zip } from '../scripts/package/zip.ts';

const SITES = ['https://crm.example/*', 'https://*.crm.example/*'];
const UPDATE_URL = 'https://intranet.example/offhook/';
const NOTHING = new Uint8Array();
const dir = mkdtempSync(join(tmpdir(), 'offhook-package-'));
const out = join(dir, 'packages');
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
let key: PackageKey;
let builds: Builds;

async function build(browser: string, folder: string, name: string): Promise<string> {
  const env = { ...process.env, OFFHOOK_HOSTS: '', OFFHOOK_OUT: join(dir, folder) };
  await promisify(execFile)(resolve('node_modules/.bin/wxt'), ['build', '-b', browser], { env });
  return join(dir, folder, name);
}

beforeAll(async () => {
  builds = {
    chrome: await build('chrome', 'build', 'chrome-mv3'),
    edge: await build('edge', 'build', 'edge-mv3'),
    firefox: await build('firefox', 'build', 'firefox-mv2'),
  };
  key = loadKey(join(dir, 'key.pem'));
  writePackages(builds, lock, { key, sites: SITES, updateUrl: UPDATE_URL }, out);
}, 180_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(out, name));
/** A CRX is a zip with a header in front. */
const entriesOf = (name: string) => unzipSync(read(name).subarray(read(name).indexOf('PK\x03\x04')));
const manifestOf = (name: string): Manifest =>
  JSON.parse(new TextDecoder().decode(entriesOf(name)['manifest.json']));

/** The one host that every flavour may ask: Siperb's service. */
const SIPERB = 'https://api.siperb.com/*';

describe('the packages', () => {
  it('are the same byte for byte when they are made again', () => {
    const again = join(dir, 'again');
    const names = writePackages(builds, lock, { key, sites: SITES, updateUrl: UPDATE_URL }, again);
    expect(readdirSync(again).sort()).toEqual(names);
    expect(names).toContain('offhook-managed.crx');
    const differing = names.filter((name) => !readFileSync(join(again, name)).equals(read(name)));
    expect(differing).toEqual([]);
  });

  it('are the same when the extension itself is built again, elsewhere', async () => {
    const rebuilt = zip(readFolder(await build('chrome', 'rebuilt', 'chrome-mv3')));
    expect(Buffer.from(rebuilt).equals(read('offhook-chrome.zip'))).toBe(true);
  }, 60_000);

  it('have checksums that sha256sum agrees with', () => {
    const said = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' });
    expect(said.trim().split('\n')).toHaveLength(readdirSync(out).length - 1);
  });

  it('of the stores carry no key, no site and no address for updates', () => {
    for (const name of ['offhook-chrome.zip', 'offhook-edge.zip', 'offhook-firefox.xpi']) {
      const manifest = manifestOf(name);
      expect(Object.keys(manifest), name).not.toContain('key');
      expect(manifest.host_permissions ?? [SIPERB], name).toEqual([SIPERB]);
      expect(JSON.stringify(manifest), name).not.toContain('update_url');
      expect(manifest.permissions, name).not.toContain('identity.email');
    }
  });

  it('of the stores alone need no key', () => {
    const names = writePackages(builds, lock, null, join(dir, 'store'));
    expect(names.filter((name) => /managed|update/.test(name))).toEqual([]);
  });
});

describe('the Firefox package', () => {
  it('is Manifest V2 with a background page, a sidebar, and nothing that only Chromium knows', () => {
    const manifest = manifestOf('offhook-firefox.xpi');
    expect(manifest).toMatchObject({
      manifest_version: 2,
      background: { scripts: ['background.js'] },
      sidebar_action: { default_panel: 'sidepanel.html' },
      optional_permissions: ['https://*/*', 'http://*/*'],
    });
    const asked = ['storage', 'scripting', 'activeTab', 'identity', 'notifications', 'contextMenus', SIPERB];
    expect(manifest.permissions).toEqual(asked);
    expect(Object.keys(manifest)).not.toContain('side_panel');
    expect(Object.keys(manifest)).not.toContain('optional_host_permissions');
  });

  it('may be shown in a frame by itself, and carries the host for it', () => {
    const { content_security_policy: csp } = manifestOf('offhook-firefox.xpi');
    expect(csp).toContain("frame-src 'self'; frame-ancestors 'self'");
    expect(Object.keys(entriesOf('offhook-firefox.xpi'))).toContain('offscreen.html');
  });
});

describe('the managed CRX', () => {
  it('differs from the store’s package in its manifest alone', () => {
    const [store, managed] = [entriesOf('offhook-chrome.zip'), entriesOf('offhook-managed.crx')];
    const differing = Object.keys(store).filter(
      (name) => Buffer.compare(store[name] ?? NOTHING, managed[name] ?? NOTHING) !== 0,
    );
    expect(differing).toEqual(['manifest.json']);
  });

  it('carries its sites, the permission for policies’ variables, its key and where updates are', () => {
    const manifest = manifestOf('offhook-managed.crx');
    expect(manifest.host_permissions).toEqual(SITES);
    expect(manifest.permissions).toContain('identity.email');
    expect(manifest.key).toBe(key.publicKey.toString('base64'));
    expect(manifest.update_url).toBe(`${UPDATE_URL}update.xml`);
  });

  it('is what another maker of CRX files makes of the same zip', async () => {
    const content = zip({ 'manifest.json': new TextEncoder().encode('{}') });
    const file = join(dir, 'oracle.crx');
    const stream = createCrxStream(file, { keyPath: join(dir, 'key.pem') });
    stream.end(Buffer.from(content));
    await once(stream, 'close');
    expect(packCrx(content, key).equals(readFileSync(file))).toBe(true);
  });

  it('is named by its update manifest, by ID, version and address', () => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
    const { app } = parser.parse(read('update.xml')).gupdate;
    expect(app.appid).toBe(extensionId(key.publicKey));
    expect(app.updatecheck).toEqual({
      codebase: `${UPDATE_URL}offhook-managed.crx`,
      version: manifestOf('offhook-managed.crx').version,
      prodversionmin: '128',
    });
  });
});

describe('the managed XPI', () => {
  it('carries its sites and where updates are', () => {
    const manifest = manifestOf('offhook-managed.xpi');
    expect(manifest.permissions).toEqual(expect.arrayContaining(SITES));
    expect(manifest.browser_specific_settings?.gecko).toMatchObject({
      update_url: `${UPDATE_URL}updates.json`,
    });
  });

  it('is named by its update manifest', () => {
    const { id } = manifestOf('offhook-managed.xpi').browser_specific_settings?.gecko ?? { id: '' };
    const { addons } = JSON.parse(read('updates.json').toString());
    expect(addons[id].updates).toMatchObject([
      { version: lock.version, update_link: `${UPDATE_URL}offhook-managed.xpi` },
    ]);
  });
});

describe('the bill of materials', () => {
  it('names every package that the product depends on, with licence and digest', () => {
    const sbom = JSON.parse(read('sbom.cdx.json').toString());
    const named = new Map(sbom.components.map((one: { name: string }) => [one.name, one]));
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const name of Object.keys(dependencies)) {
      expect(named.get(name), name).toMatchObject({
        licenses: [expect.anything()],
        hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
      });
    }
    expect(named.has('vitest')).toBe(false);
  });
});

describe('the key', () => {
  it('is made for its owner alone, and is the same the next time', () => {
    const file = join(dir, 'new', 'key.pem');
    const made = loadKey(file);
    expect(made.isNew).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const loaded = loadKey(file);
    expect(loaded.isNew).toBe(false);
    expect(extensionId(loaded.publicKey)).toBe(extensionId(made.publicKey));
    expect(extensionId(made.publicKey)).toMatch(/^[a-p]{32}$/);
  });

  it.each<[string, () => string | Buffer]>([
    ['no key at all', () => 'key'],
    ['a key that is too short', () => pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey)],
    ['a key of another kind', () => pem(generateKeyPairSync('ed25519').privateKey)],
  ])('is refused when the file holds %s', (_, content) => {
    const file = join(dir, 'bad.pem');
    writeFileSync(file, content());
    expect(() => loadKey(file)).toThrow(/bad\.pem is no private RSA key of 2048 bits/);
  });
});

const pem = (privateKey: import('node:crypto').KeyObject) =>
  privateKey.export({ type: 'pkcs8', format: 'pem' });

describe('the command', () => {
  const parse = (line: string) => parseOptions(line.split(' ').filter(Boolean), resolve('.'));

  it('works on every https site where none is named', () => {
    expect(parse('--key /keys/offhook.pem')).toMatchObject({ sites: ['https://*/*'], updateUrl: null });
  });

  it.each([
    ['--key /k.pem --site crm.example', /--site crm\.example is no pattern of a site\. Write https/],
    ['--key /k.pem --site https://*.com/*', /no pattern of a site/],
    ['--key /k.pem --site <all_urls>', /no pattern of a site/],
    ['--site https://crm.example/*', /--site is for the managed packages, and these need --key FILE/],
    ['--update-url https://a.example/', /--update-url is for the managed packages/],
    ['--key /k.pem --update-url http://a.example/', /is no folder\. Write https/],
    ['--key /k.pem --update-url https://a.example/update.xml', /a slash at its end/],
    ['--key ./key.pem', /inside the checkout/],
    ['--keys /k.pem', /--keys/],
  ])('%s is refused with the reason', (line, reason) => expect(() => parse(line)).toThrow(reason));
});
