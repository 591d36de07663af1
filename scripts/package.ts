// Makes what stores and administrators are given: see docs/packaging.md. `npm run package -- --help` tells how.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionId, loadKey } from './package/key.ts';
import { parseOptions, USAGE } from './package/options.ts';
import { type Builds, writePackages } from './package/packages.ts';

const ROOT = join(import.meta.dirname, '..');
const BUILDS_OUT = join(ROOT, 'out', 'build');

if (process.argv.includes('--help')) console.log(USAGE);
else {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exitCode = 1;
  }
}

function main(args: readonly string[]): void {
  const { sites, out, keyFile, updateUrl } = parseOptions(args, ROOT);
  const key = keyFile === null ? null : loadKey(keyFile);
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const names = writePackages(build(), lock, key && { key, sites, updateUrl }, out);
  console.log([`In ${out}:`, ...names.map((name) => `  ${name}`)].join('\n'));
  if (key?.isNew) {
    console.log(`${keyFile} is new. Keep it safe and never lose it: it is your extension's ID.`);
  }
  if (key) console.log(`The managed extension's ID is ${extensionId(key.publicKey)}.`);
  else console.log('No managed packages: they need --key FILE.');
  if (key && updateUrl === null) console.log('No update manifests: they need --update-url URL.');
  console.log('Firefox installs an .xpi that Mozilla has signed: docs/packaging.md says how.');
}

/** The stores' builds; the managed packages are these with another manifest. */
function build(): Builds {
  const folder = (browser: string, name: string) => {
    const env = { ...process.env, OFFHOOK_HOSTS: '', OFFHOOK_OUT: BUILDS_OUT };
    execFileSync(join(ROOT, 'node_modules', '.bin', 'wxt'), ['build', '-b', browser], {
      cwd: ROOT,
      env,
      stdio: 'pipe', // WXT speaks of chunks and sizes; what it says of an error is in the error
    });
    return join(BUILDS_OUT, name);
  };
  return {
    chrome: folder('chrome', 'chrome-mv3'),
    edge: folder('edge', 'edge-mv3'),
    firefox: folder('firefox', 'firefox-mv2'),
  };
}
