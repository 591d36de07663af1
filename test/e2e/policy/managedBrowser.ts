/** The real Chromium of a managed machine: it sees a policy folder of its own, and has no flag that grants anything. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { type Browser, chromiumPath } from '../../../demo/browser.ts';
import { openDevTools } from '../../../demo/devtools.ts';

/** Where Chromium looks on Linux. It is covered in a mount namespace, so that the machine's policies stay as they are. */
const POLICIES = '/etc/chromium';

/** `microphoneWav` stands in for the microphone's hardware, not for the permission to use it. */
export async function launchManagedBrowser(policyFolder: string, microphoneWav: string): Promise<Browser> {
  const dir = await mkdtemp(join(tmpdir(), 'offhook-managed-'));
  const profileDir = join(dir, 'profile');
  const executablePath = join(dir, 'chromium');
  const mount = `mount --bind '${policyFolder}' ${POLICIES} && exec ${chromiumPath()} "$@"`;
  const start = [...ownMounts(), `'${mount.replaceAll("'", `'\\''`)}'`, 'chromium', '"$@"'].join(' ');
  await writeFile(executablePath, `#!/bin/sh\nexec ${start}\n`, { mode: 0o755 });
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    ignoreDefaultArgs: true,
    args: flags(profileDir, microphoneWav),
    viewport: { width: 1280, height: 800 },
  });
  const devTools = await openDevTools(profileDir);
  return {
    context,
    devTools,
    profileDir,
    async close() {
      await context.close();
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The namespaces, with who we are in them where we are not root already. Throws where this machine permits none. */
function ownMounts(): readonly string[] {
  const enter = ['unshare', '--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), 'sh', '-c'];
  const [name = '', ...args] = [...enter, `mount --bind ${tmpdir()} ${POLICIES}`];
  const { status, stderr } = spawnSync(name, args, { encoding: 'utf8' });
  if (status === 0) return enter;
  throw new Error(`A policy folder of its own needs unshare --mount and ${POLICIES}: ${stderr}`);
}

function flags(profileDir: string, microphoneWav: string): string[] {
  return [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-component-update',
    '--disable-sync',
    '--disable-domain-reliability',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    // WebRTC between two browsers of one machine: gathering never completes without it.
    '--allow-loopback-in-peer-connection',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${microphoneWav}`,
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    `--user-data-dir=${profileDir}`,
  ];
}
