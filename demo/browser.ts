/** Starts the real Chromium with the extension loaded, in a throw-away profile. Knows nothing of the phone. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { type DevTools, openDevTools } from './devtools.ts';

export type BrowserOptions = {
  readonly extensionDir?: string;
  /** A wav file that the fake microphone plays in a loop; without it the real microphone is used. */
  readonly microphoneWav?: string;
  readonly headless?: boolean;
  /** `false`: the microphone permission is refused. Default: granted without a prompt. */
  readonly microphone?: boolean;
  readonly extraArgs?: readonly string[];
  /** Joined to the profile's preferences before the browser starts. */
  readonly preferences?: object;
};

export type Browser = {
  readonly context: BrowserContext;
  readonly devTools: DevTools;
  readonly profileDir: string;
  close(): Promise<void>;
};

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'];

/** Chromium's path: $CHROMIUM, or where distributions put it. Branded Chrome does not take --load-extension any more. */
export function chromiumPath(): string {
  const found = [process.env.CHROMIUM, ...CANDIDATES].find((path) => path && existsSync(path));
  if (!found)
    throw new Error(
      'No Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.',
    );
  return found;
}

function flags(options: BrowserOptions, profileDir: string): string[] {
  return [
    ...(options.headless === false ? [] : ['--headless=new']),
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-domain-reliability',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    '--autoplay-policy=no-user-gesture-required',
    // WebRTC between two contexts of one machine: gathering never completes without it.
    '--allow-loopback-in-peer-connection',
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    `--user-data-dir=${profileDir}`,
    ...(options.microphone === false ? ['--deny-permission-prompts'] : ['--use-fake-ui-for-media-stream']),
    ...(options.microphoneWav
      ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${options.microphoneWav}`]
      : []),
    ...(options.extensionDir
      ? [`--disable-extensions-except=${options.extensionDir}`, `--load-extension=${options.extensionDir}`]
      : []),
    ...(options.extraArgs ?? []),
  ];
}

export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const profileDir = await mkdtemp(join(tmpdir(), 'offhook-profile-'));
  await mkdir(join(profileDir, 'Default'));
  // Without developer mode a reloaded unpacked extension stays blocked.
  const preferences = { extensions: { ui: { developer_mode: true } }, ...options.preferences };
  await writeFile(join(profileDir, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath: chromiumPath(),
    headless: options.headless !== false,
    ignoreDefaultArgs: true,
    args: flags(options, profileDir),
    viewport: options.headless === false ? null : { width: 1280, height: 800 },
  });
  const devTools = await openDevTools(profileDir);
  return {
    context,
    devTools,
    profileDir,
    async close() {
      await context.close();
      await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
