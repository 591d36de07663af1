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

function scripts(): { name: string; text: string }[] {
  return readdirSync(built, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: readFileSync(join(built, name), 'utf8') }));
}

beforeAll(() => {
  execFileSync('wxt', ['build'], {
    stdio: 'pipe',
    env: { ...process.env, OFFHOOK_OUT: out, OFFHOOK_HOSTS: '' },
  });
}, 120_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('the store build', () => {
  it('asks for exactly the permissions that README explains', () => {
    const asked = [...(manifest().permissions ?? []), ...(manifest().optional_host_permissions ?? [])];
    expect(asked.sort()).toEqual(explained('Permissions').sort());
  });

  it('has no site of its own: no host permission, no content script in the manifest', () => {
    expect(manifest().host_permissions).toBeUndefined();
    expect(manifest().content_scripts).toBeUndefined();
    expect(manifest().web_accessible_resources).toBeUndefined();
    expect(manifest().externally_connectable).toBeUndefined();
  });

  it('carries no remote code and builds none from text', () => {
    const remote = /import\(\s*["']https?:|importScripts\(|\bnew Function\(|\beval\(|src=["']https?:/;
    expect(
      scripts()
        .filter(({ text }) => remote.test(text))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('keeps the content script within 75 kB gzipped', () => {
    const page = scripts().find(({ name }) => name.endsWith('content-scripts/page.js'));
    expect(gzipSync(page?.text ?? '').length).toBeGreaterThan(1_000);
    expect(gzipSync(page?.text ?? '').length).toBeLessThanOrEqual(75_000);
  });
});
