import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caps } from '../rules/caps.ts';
import { asking, CAPS } from './callContract.ts';
import { openStore } from './openStore.ts';
import { type PostgresRig, startPostgres } from './postgresRig.ts';
import { storeContract } from './storeContract.ts';

let postgres: PostgresRig;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

storeContract(() => ({ url: postgres.database() }));

test('two instances that start at once make the tables once', async () => {
  const url = postgres.database();
  const stores = await Promise.all([openStore({ url }), openStore({ url }), openStore({ url })]);
  expect(await Promise.all(stores.map((store) => store.ready()))).toEqual([true, true, true]);
  await Promise.all(stores.map((store) => store.close()));
});

test('fifty calls at once over two instances take each place once', async () => {
  const url = postgres.database();
  const stores = await Promise.all([openStore({ url }), openStore({ url })]);
  const caps: Caps = { ...CAPS, tenant: { ...CAPS.tenant, concurrent: 7 } };
  const asked = Array.from({ length: 50 }, (_, i) =>
    stores[i % 2]?.calls.reserve(asking({ sub: `agent${i % 5}` }), caps),
  );
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(7);
  await Promise.all(stores.map((store) => store.close()));
});

test('a database that is not there is named, and its password is not', async () => {
  const refused = openStore({ url: 'postgres://someone:hunter2@127.0.0.1:1/offhook' });
  await expect(refused).rejects.toThrow('127.0.0.1:1/offhook cannot be used');
  await expect(openStore({ url: 'postgres://someone:hunter2@127.0.0.1:1/offhook' })).rejects.not.toThrow(
    'hunter2',
  );
});
