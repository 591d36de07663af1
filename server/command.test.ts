/** `npm run server` as a person types it: what it prints and how it ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './command.ts';
import { ENVIRONMENT } from './routes/rig.ts';
import { hashAccessKey } from './signIn/accessKeys.ts';
import { openStore } from './store/openStore.ts';
import { serveWithoutAccount } from './withoutAccount.ts';

const folder = mkdtempSync(join(tmpdir(), 'offhook-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function type(words: string, env = {}) {
  const lines: string[] = [];
  const code = await runCommand(words.split(' ').filter(Boolean), env, (line) => lines.push(line));
  return { code, lines };
}

let files = 0;
function ownFile() {
  files += 1;
  return { ...ENVIRONMENT, DATABASE_FILE: join(folder, `${files}.sqlite`) };
}

describe('agents', () => {
  it('add shows a key once that signs in, and keeps its hash only', async () => {
    const env = ownFile();
    const { code, lines } = await type('agents add ada --admin', env);
    expect(code).toBe(0);
    const key = lines.at(-1) ?? '';
    const store = await openStore({ file: env.DATABASE_FILE });
    expect(await store.agents.byKeyHash(hashAccessKey(key))).toMatchObject({ name: 'ada', admin: true });
    expect(await store.agents.byKeyHash(key)).toBeNull();
    await store.close();
    expect((await type('agents list', env)).lines.join()).not.toContain(key);
  });

  it('are listed, and removed by name', async () => {
    const env = ownFile();
    expect((await type('agents list', env)).lines[0]).toContain('no agent yet');
    await type('agents add bob', env);
    expect((await type('agents list', env)).lines).toEqual([expect.stringMatching(/^bob\t[a-z0-9]{16}$/)]);
    expect((await type('agents remove bob', env)).code).toBe(0);
    expect(await type('agents remove bob', env)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('"bob"')],
    });
  });

  it('have one name each', async () => {
    const env = ownFile();
    await type('agents add bob', env);
    const again = await type('agents add bob', env);
    expect(again.code).toBe(1);
    expect(again.lines.join()).not.toContain('offhook_');
  });

  it.each([
    'agents',
    'agents add',
    'agents add --admin',
    'agents add a,b',
    'agents add bob --root',
    'agents rename a b',
  ])('"%s" is not understood, and the usage is shown', async (words) => {
    const { code, lines } = await type(words, ownFile());
    expect(code).toBe(64);
    expect(lines.join('\n')).toContain('agents add NAME [--admin]');
  });
});

describe('the start', () => {
  it('is refused with every problem of the environment at once', async () => {
    const { code, lines } = await type('', { ...ENVIRONMENT, PORT: 'x', PLIVO_NUMBER: '' });
    expect(code).toBe(78);
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toMatch(/PORT is "x"[\s\S]*PLIVO_NUMBER is missing[\s\S]*\.env\.example/);
  });

  it.each(['strat', 'start now', 'constructor', '--fake-plivo now'])(
    '"%s" is not understood',
    async (words) => {
      expect((await type(words, ownFile())).code).toBe(64);
    },
  );

  it('on a port that is taken says which', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const PORT = String((taken.address() as AddressInfo).port);
    const { code, lines } = await type('', { ...ownFile(), PORT });
    taken.close();
    expect(code).toBe(1);
    expect(lines[0]).toContain(`127.0.0.1:${PORT} (EADDRINUSE)`);
  });

  it('on a database that cannot be opened says which', async () => {
    const env = { ...ENVIRONMENT, DATABASE_FILE: join(folder, 'nowhere', 'x.sqlite') };
    const { code, lines } = await type('agents list', env);
    expect(code).toBe(1);
    expect(lines[0]).toContain('x.sqlite');
  });
});

describe('without an account', () => {
  it('needs no environment and gives a server and a key that work', async () => {
    const lines: string[] = [];
    const env = { PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: 'postgres://never@used.invalid/db' };
    const serving = await serveWithoutAccount(env, (line) => lines.push(line));
    const printed = (label: string) => lines.find((line) => line.startsWith(label))?.slice(12) ?? '';
    const headers = { authorization: `Bearer ${printed('Access key')}` };
    const reply = await fetch(`${printed('Server')}/token`, { headers });
    expect(await reply.json()).toMatchObject({
      plivoNumber: '14155550100',
      token: expect.stringMatching(/^eyJ/),
    });
    await serving.close();
    await expect(fetch(`${printed('Server')}/healthz`)).rejects.toThrow();
  });

  it('says what is wrong with the rest of the environment', async () => {
    const serving = serveWithoutAccount({ PORT: '0', RING_STRATEGY: 'random' }, () => {});
    await expect(serving).rejects.toThrow('RING_STRATEGY is "random"');
  });
});
