/** What the built extension asks of the browser is what README explains, and nothing in the build is fetched from afar. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const out = mkdtempSync(join(tmpdir(), 'offhook-build-'));
const built = join(out, 'chrome-mv3');

/** README's permission table: | `name` | reason | */
function explained(heading: string): string[] {
  const section = readFileSync('README.md', 'utf8').split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` *\|/gm)].map((match) => match[1] ?? '');
}

function manifest(): Record<string, string[]> & { host_permissions?: string[] } {
  return JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8'));
}

const textOf = (name: string) => readFileSync(join(built, name), 'utf8');

function scripts(): { name: string; text: string }[] {
  return readdirSync(built, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: textOf(name) }));
}

/** Every script that is there when these are: what they import, and what that imports, but nothing loaded later. */
function loadedWith(names: readonly string[], loaded = new Set<string>()): string[] {
  for (const name of names) {
    if (loaded.has(name)) continue;
    loaded.add(name);
    const imports = textOf(name).matchAll(/\b(?:import|from)\s*["'`]\.\/([\w.-]+\.js)["'`]/g);
    loadedWith(
      [...imports].map(([, file]) => `chunks/${file}`),
      loaded,
    );
  }
  return [...loaded];
}

const chunk = (name: string) => {
  const found = scripts().find((script) => script.name.startsWith(`chunks/${name}-`));
  return found?.name ?? expect.unreachable(`no chunk ${name}`);
};
const hostScripts = () => scriptsOf('offscreen.html');
const scriptsOf = (page: string) =>
  [...textOf(page).matchAll(/"\/(chunks\/[\w.-]+\.js)"/g)].map((match) => match[1] ?? '');
const gzipped = (names: readonly string[]) =>
  names.reduce((sum, name) => sum + gzipSync(textOf(name)).length, 0);

beforeAll(() => {
  execFileSync('wxt', ['build'], {
    stdio: 'pipe',
    // Vitest's own NODE_ENV would leave checks in that nobody ships.
    env: { ...process.env, NODE_ENV: 'production', OFFHOOK_OUT: out, OFFHOOK_HOSTS: '' },
  });
}, 120_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('the store build', () => {
  it('asks for exactly the permissions that README explains', () => {
    const { permissions = [], optional_host_permissions = [], host_permissions = [] } = manifest();
    const asked = [...permissions, ...optional_host_permissions, ...host_permissions];
    expect(asked.sort()).toEqual(explained('Permissions').sort());
  });

  it('has no site of its own: Siperb’s service and no other host, no content script in the manifest', () => {
    expect(manifest().host_permissions).toEqual(['https://api.siperb.com/*']);
    expect(manifest().content_scripts).toBeUndefined();
    expect(manifest().web_accessible_resources).toBeUndefined();
    expect(manifest().externally_connectable).toBeUndefined();
  });

  it('carries no remote code and builds none from text', () => {
    const remote =
      /import\(\s*["'`]https?:|importScripts\(|\bnew Function\b|\beval\(|src=["']https?:|https?:\/\/[^"'`\s]+\.m?js\b/;
    expect(
      scripts()
        .filter(({ text }) => remote.test(text))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('names none of the hosts that Plivo’s SDK reports to', () => {
    const telemetry = /\b(stats|nimbus|insights|cdn)\.plivo\.com|callstats\.io/;
    expect(
      scripts()
        .filter(({ text }) => telemetry.test(text))
        .map(({ name }) => name),
    ).toEqual([]);
    expect(textOf(chunk('plivobrowsersdk'))).toContain('wss://client.plivo.com');
  });

  it('loads no Plivo for a SIP account, which costs the host 90 kB gzipped at most', () => {
    const path = loadedWith([...hostScripts(), chunk('sipPhone')]);
    expect(path).not.toContain(chunk('plivoPhone'));
    expect(path).not.toContain(chunk('plivobrowsersdk'));
    expect(gzipped(path)).toBeGreaterThan(40_000);
    expect(gzipped(path)).toBeLessThanOrEqual(90_000);
  });

  it('carries no log of JsSIP’s, which writes whole SIP messages for whoever turns it on', () => {
    expect(textOf(chunk('sipPhone'))).not.toMatch(/useColors|formatArgs/);
  });

  it('loads Plivo’s SDK last, when a phone on it is opened, within 160 kB gzipped', () => {
    expect(loadedWith([...hostScripts(), chunk('plivoPhone')])).not.toContain(chunk('plivobrowsersdk'));
    expect(gzipped([chunk('plivobrowsersdk')])).toBeLessThanOrEqual(160_000);
  });

  it('opens the popup with 40 kB gzipped at most: the forms to sign in with come when somebody needs them', () => {
    const path = loadedWith(scriptsOf('popup.html'));
    expect(path).not.toContain(chunk('SignIn'));
    expect(gzipped(path)).toBeGreaterThan(20_000);
    expect(gzipped(path)).toBeLessThanOrEqual(40_000);
  });

  it('sends a frame no more than 15 kB gzipped until it could hold a number', () => {
    const frame = scripts().find(({ name }) => name.endsWith('content-scripts/frame.js'));
    expect(gzipSync(frame?.text ?? '').length).toBeGreaterThan(500);
    expect(gzipSync(frame?.text ?? '').length).toBeLessThanOrEqual(15_000);
  });

  // It carries the numbering plans of all countries (22 kB) and label words of thirty languages (12 kB).
  it('keeps the content script within 75 kB gzipped', () => {
    const page = scripts().find(({ name }) => name.endsWith('content-scripts/page.js'));
    expect(gzipSync(page?.text ?? '').length).toBeGreaterThan(1_000);
    expect(gzipSync(page?.text ?? '').length).toBeLessThanOrEqual(75_000);
  });
});
