// Daemons as children: one after the other, all or none, and none left when they are stopped.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Program } from './programs.ts';
import { startDaemons } from './start.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-daemons-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A daemon that is ready when it has written its process id, and runs until it is asked to end. */
const daemon = (name: Program['name'], script = 'setInterval(() => {}, 1000)'): Program => ({
  name,
  command: process.execPath,
  args: ['-e', `require('fs').writeFileSync('${name}.pid', String(process.pid)); ${script}`],
  folder,
  ready: async () => existsSync(join(folder, `${name}.pid`)) && pidOf(name) > 0,
});
const pidOf = (name: string) => Number(readFileSync(join(folder, `${name}.pid`), 'utf8'));
function isRunning(name: string): boolean {
  try {
    return process.kill(pidOf(name), 0);
  } catch {
    return false;
  }
}

describe('the daemons', () => {
  it('run together and are gone together', async () => {
    const daemons = await startDaemons([daemon('rtpengine'), daemon('kamailio')]);
    expect([isRunning('rtpengine'), isRunning('kamailio')]).toEqual([true, true]);
    await daemons.stop();
    expect([isRunning('rtpengine'), isRunning('kamailio')]).toEqual([false, false]);
  });

  it('do not run at all when one of them does not come up', async () => {
    const broken = { ...daemon('kamailio', 'process.exit(3)'), ready: async () => false };
    await expect(startDaemons([daemon('rtpengine'), broken])).rejects.toThrow('kamailio ended with 3');
    expect(isRunning('rtpengine')).toBe(false);
  });

  it('do not run at all when one of them is not installed', async () => {
    const missing = {
      ...daemon('kamailio'),
      command: join(folder, 'no-such-program'),
      ready: async () => false,
    };
    await expect(startDaemons([daemon('rtpengine'), missing])).rejects.toThrow('ENOENT');
    expect(isRunning('rtpengine')).toBe(false);
  });

  it('tell which of them ended by itself', async () => {
    const daemons = await startDaemons([daemon('rtpengine'), daemon('kamailio')]);
    process.kill(pidOf('kamailio'), 'SIGKILL');
    expect(await daemons.ended).toBe('kamailio');
    await daemons.stop();
    expect(isRunning('rtpengine')).toBe(false);
  });
});
