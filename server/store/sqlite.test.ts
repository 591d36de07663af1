import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from './openStore.ts';
import { openSqlite } from './sqlite.ts';
import { storeContract } from './store.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'offhook-sqlite-'));
let count = 0;
const fresh = () => {
  count += 1;
  return { file: join(folder, `${count}.sqlite`) };
};

afterAll(() => rmSync(folder, { recursive: true }));

storeContract(fresh);

test('a file that cannot be opened is named', async () => {
  await expect(openStore({ file: join(folder, 'nowhere', 'x.sqlite') })).rejects.toThrow(
    /nowhere.*cannot be used/,
  );
});

test('the file is its owner’s alone', async () => {
  const { file } = fresh();
  await (await openStore({ file })).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('two processes that open a new file at once both find their tables', async () => {
  const { file } = fresh();
  const stores = await Promise.all([openStore({ file }), openStore({ file })]);
  expect(await stores[0]?.nonces.fresh('n', 1)).toBe(true);
  expect(await stores[1]?.nonces.fresh('n', 1)).toBe(false);
  await Promise.all(stores.map((store) => store.close()));
});

test('of writes that share a commit, one that fails takes back its own part only', async () => {
  const database = openSqlite(fresh().file);
  await database.all('CREATE TABLE t (a INTEGER)');
  const add = (value: number, fail: boolean) =>
    database.transaction('', async (sql) => {
      await sql.all('INSERT INTO t VALUES ($1)', [value]);
      if (fail) throw new Error('no');
    });
  const outcomes = await Promise.allSettled([
    add(1, false),
    add(2, true),
    database.all('nonsense'),
    add(3, false),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect((await database.all('SELECT a FROM t ORDER BY a')).map(({ a }) => a)).toEqual([1, 3]);
  await database.close();
  await expect(database.all('SELECT 1')).rejects.toThrow('closed');
});
