/** From built folders to the files an administrator or a store is given. Nothing is built here, and nothing asked. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packCrx } from './crx.ts';
import { extensionId, type PackageKey } from './key.ts';
import {
  CHROME_UPDATES,
  FIREFOX_UPDATES,
  type Managed,
  type Manifest,
  managedChrome,
  managedFirefox,
} from './manifest.ts';
import { type Lock, sbomOf } from './sbom.ts';
import { chromeUpdates, firefoxUpdates } from './updates.ts';
import { type Files, readFolder, zip } from './zip.ts';

/** Folders of the three store builds. */
export type Builds = { readonly chrome: string; readonly edge: string; readonly firefox: string };

export type ManagedOptions = {
  readonly key: PackageKey;
  readonly sites: readonly string[];
  readonly updateUrl: string | null;
};

/** File name → content. */
type Packages = Record<string, Uint8Array | string>;

const MANAGED_CRX = 'offhook-managed.crx';
const MANAGED_XPI = 'offhook-managed.xpi';

/** Writes everything into `out` and answers with the names, sorted. `managed`: null for the stores' packages alone. */
export function writePackages(
  builds: Builds,
  lock: Lock,
  managed: ManagedOptions | null,
  out: string,
): string[] {
  const packages: Packages = {
    'offhook-chrome.zip': zip(readFolder(builds.chrome)),
    'offhook-edge.zip': zip(readFolder(builds.edge)),
    'offhook-firefox.xpi': zip(readFolder(builds.firefox)),
    ...(managed && managedPackages(builds, managed)),
    'sbom.cdx.json': `${JSON.stringify(sbomOf(lock), null, 2)}\n`,
  };
  packages.SHA256SUMS = checksums(packages);
  mkdirSync(out, { recursive: true });
  for (const [name, content] of Object.entries(packages)) writeFileSync(join(out, name), content);
  return Object.keys(packages).sort();
}

function managedPackages({ chrome, firefox }: Builds, options: ManagedOptions): Packages {
  return { ...managedChromePackage(chrome, options), ...managedFirefoxPackage(firefox, options) };
}

/** The CRX of one build, and its update manifest. */
export function managedChromePackage(folder: string, options: ManagedOptions): Packages {
  const { key, updateUrl } = options;
  const { files, manifest } = changed(readFolder(folder), (store) =>
    managedChrome(store, managedOf(options)),
  );
  const update = (url: string) =>
    chromeUpdates({
      id: extensionId(key.publicKey),
      version: manifest.version,
      crxUrl: url + MANAGED_CRX,
      minimumVersion: manifest.minimum_chrome_version,
    });
  return {
    [MANAGED_CRX]: packCrx(zip(files), key),
    ...(updateUrl !== null && { [CHROME_UPDATES]: update(updateUrl) }),
  };
}

/** The XPI of one build, for Mozilla to sign, and its update manifest. */
export function managedFirefoxPackage(folder: string, options: ManagedOptions): Packages {
  const { updateUrl } = options;
  const { files, manifest } = changed(readFolder(folder), (store) =>
    managedFirefox(store, managedOf(options)),
  );
  const gecko = manifest.browser_specific_settings?.gecko;
  const update = (url: string) =>
    firefoxUpdates({
      id: gecko?.id ?? '',
      version: manifest.version,
      xpiUrl: url + MANAGED_XPI,
      minimumVersion: gecko?.strict_min_version,
    });
  return {
    [MANAGED_XPI]: zip(files),
    ...(updateUrl !== null && { [FIREFOX_UPDATES]: update(updateUrl) }),
  };
}

function managedOf({ key, sites, updateUrl }: ManagedOptions): Managed {
  return { key: key.publicKey.toString('base64'), sites, updateUrl };
}

function changed(
  files: Files,
  change: (manifest: Manifest) => Manifest,
): { files: Files; manifest: Manifest } {
  const text = new TextDecoder().decode(files['manifest.json']);
  const manifest = change(JSON.parse(text) as Manifest);
  return {
    files: { ...files, 'manifest.json': new TextEncoder().encode(JSON.stringify(manifest)) },
    manifest,
  };
}

/** As `sha256sum -c SHA256SUMS` reads it. */
function checksums(packages: Packages): string {
  const digest = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');
  const lines = Object.entries(packages).map(([name, content]) => `${digest(content)}  ${name}\n`);
  return lines.sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join('');
}
