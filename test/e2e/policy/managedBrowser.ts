/** The real Chromium of a managed machine: it sees a policy folder of its own, and has no flag that grants anything. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { type Browser, chromiumPath } from '../../../demo/browser.ts';
import { openDevTools } from '../../../demo/devtools.ts';

/** In a mount namespace of its own, so that the machine's policies stay as they are. */
const IN_OWN_MOUNTS = ['unshare', '--mount', 'sh', '-c'];

/** `microphoneWav` stands in for the microphone's hardware, not for the permission to use it. */
export async function launchManagedBrowser(policyFolder: string, microphoneWav: string): Promise<Browser> {
  const dir = await mkdtemp(join(tmpdir(), 'offhook-managed-'));
  const profileDir = join(dir, 'profile');
  const executablePath = join(dir, 'chromium');
  const mount = `mount --bind '${policyFolder}' /etc/chromium && exec ${chromiumPath()} "$@"`;
  const start = [...IN_OWN_MOUNTS, `'${mount.replaceAll("'", `'\\''`)}'`, 'chromium', '"$@"'].join(' ');
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

/** False where this machine lets nobody mount (no root, a locked container). */
export function canMount(): boolean {
  const [name = '', ...args] = [...IN_OWN_MOUNTS, 'mount --bind /tmp /etc/chromium'];
  return spawnSync(name, args).status === 0;
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
