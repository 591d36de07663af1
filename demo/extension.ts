/** Builds the extension as an administrator's managed install of the demo's host would be, and tells where it is. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Match pattern of the hosts that the demo and the tests turn Offhook on for. */
export const DEMO_HOSTS = 'http://127.0.0.1/*';

/** Resolves with the unpacked extension's folder. $OFFHOOK_EXTENSION names one that is built already. */
export async function buildExtension(): Promise<string> {
  if (process.env.OFFHOOK_EXTENSION) return process.env.OFFHOOK_EXTENSION;
  const out = resolve('out/extension');
  await run(resolve('node_modules/.bin/wxt'), ['build'], {
    env: { ...process.env, OFFHOOK_HOSTS: DEMO_HOSTS, OFFHOOK_OUT: out },
  });
  return resolve(out, 'chrome-mv3');
}
