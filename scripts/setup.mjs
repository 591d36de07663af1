// Makes this checkout ready: packages, WXT's generated types and, when asked, Chromium and the SIP lab's programs.
// Plain JavaScript on Node ≥ 20 with nothing imported from node_modules: it is what creates node_modules.
// usage: node scripts/setup.mjs [--chromium] [--lab]      Running it again when all is there takes a moment.

import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LAB_PACKAGES = [
  'kamailio',
  'kamailio-websocket-modules',
  'kamailio-tls-modules',
  'kamailio-sqlite-modules',
  'rtpengine-daemon',
  'kamailio-utils-modules',
  'baresip-core',
  'postgresql',
  'coturn',
  'firefox-esr',
  'openssl',
  'iproute2',
  'util-linux',
];
const LAB_SERVICES = ['kamailio', 'rtpengine-daemon', 'postgresql', 'coturn'];
// dpkg asks this file before it starts a service; 101 means "not allowed" (Debian's invoke-rc.d policy).
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

const wanted = new Set(process.argv.slice(2));
// A Ctrl-C reaches the child and ends it; we stay to clean up after it.
process.on('SIGINT', () => {});

installPackages();
prepareTypes();
if (wanted.has('--chromium')) ensureChromium();
if (wanted.has('--lab')) ensureLab();

function installPackages() {
  // npm writes its own copy of the lock last, so that copy's age says whether the install was finished.
  if (modified('node_modules/.package-lock.json') >= modified('package-lock.json'))
    return say('packages', 'in place');
  say('packages', 'installing (half a minute)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci failed; its message is above.');
}

function prepareTypes() {
  const sources = ['wxt.config.ts', 'package-lock.json', ...inside('locales'), ...inside('entrypoints')];
  const newest = Math.max(...sources.map(modified));
  if (modified('.wxt/wxt.d.ts') >= newest) return say('types', 'in place');
  run(
    join(ROOT, 'node_modules/.bin/wxt'),
    ['prepare'],
    'wxt prepare failed; its message is above.',
    'ignore',
  );
  // WXT leaves a file alone when its text did not change, and its date is what the next run looks at.
  const now = new Date();
  utimesSync(join(ROOT, '.wxt/wxt.d.ts'), now, now);
  say('types', 'generated');
}

function ensureChromium() {
  const found = findChromium();
  if (found) return say('chromium', found);
  // Branded Chrome would be found on more machines, but it no longer takes --load-extension.
  installWithApt(
    'chromium',
    ['chromium'],
    'Install Chromium (not Google Chrome) and set CHROMIUM to its path.',
  );
  const installed = findChromium();
  if (!installed || spawnSync(installed, ['--version']).status !== 0)
    fail('Chromium was installed but does not run; set CHROMIUM to one that does.');
  say('chromium', installed);
}

function ensureLab() {
  const missing = missingLabPackages();
  if (missing.length === 0) return say('lab', 'in place');
  installWithApt('lab', missing, `Install these for the SIP lab: ${LAB_PACKAGES.join(', ')}.`);
  // The lab starts its own processes; the machine must not start others at its next boot.
  if (existsSync('/run/systemd/system')) spawnSync('systemctl', ['disable', '--now', ...LAB_SERVICES]);
  say('lab', 'installed');
}

/** The Debian packages that are not there; where there is no dpkg, the programs count. */
function missingLabPackages() {
  const query = spawnSync('dpkg-query', ['-W', `-f=\${Package} \${db:Status-Status}\n`, ...LAB_PACKAGES], {
    encoding: 'utf8',
  });
  if (query.error)
    return ['kamailio', 'rtpengine', 'baresip', 'openssl', 'unshare'].filter((name) => !onPath(name));
  const installed = new Set(query.stdout.split('\n').filter((line) => line.endsWith(' installed')));
  return LAB_PACKAGES.filter((name) => !installed.has(`${name} installed`));
}

function installWithApt(step, packages, byHand) {
  if (!onPath('apt-get') || process.getuid?.() !== 0) fail(byHand);
  say(step, `installing ${packages.join(' ')}`);
  const ownPolicy = !existsSync(SERVICE_POLICY);
  if (ownPolicy) writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const worked =
    apt(['update', '-qq']) && apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  if (ownPolicy) rmSync(SERVICE_POLICY);
  if (!worked) fail(`apt-get failed. ${byHand}`);
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function findChromium() {
  if (process.env.CHROMIUM) return onPath(process.env.CHROMIUM);
  return onPath('chromium') ?? onPath('chromium-browser');
}

/** @returns {string | undefined} the full path of a program, given its name or path */
function onPath(name) {
  const folders = name.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds since the epoch; 0 for a file that is not there. */
function modified(path) {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function inside(folder) {
  const entries = existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)) : [];
  return [folder, ...entries.map((entry) => join(folder, entry))];
}

function run(command, args, complaint, stdout = 'inherit') {
  // The newer Node that npm installs for WXT comes before the machine's own.
  const PATH = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const done = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, PATH },
    stdio: ['ignore', stdout, 'inherit'],
  });
  if (done.status !== 0) fail(complaint);
}

function say(step, text) {
  console.log(`setup: ${step} ${text}`);
}

function fail(sentence) {
  console.error(`setup: ${sentence}`);
  process.exit(1);
}
