/** The real Chromium of a managed machine: it sees a policy folder of its own, and has no flag that grants anything. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { type Browser, chromiumPath } from '../../../demo/browser.ts';
import { openDevTools } from '../../../demo/devtools.ts';
import { writePrivateStart } from './privateMount.ts';

/** Where Chromium looks on Linux. */
const POLICIES = '/etc/chromium';

/** `microphoneWav` stands in for the microphone's hardware, not for the permission to use it. */
export async function launchManagedBrowser(policyFolder: string, microphoneWav: string): Promise<Browser> {
  const dir = await mkdtemp(join(tmpdir(), 'offhook-managed-'));
  const profileDir = join(dir, 'profile');
  const executablePath = join(dir, 'chromium');
  await writePrivateStart(executablePath, { program: chromiumPath(), folder: policyFolder, place: POLICIES });
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
