import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caps } from '../rules/caps.ts';
import { asking, CAPS } from './call.contract.ts';
import { openStore } from './openStore.ts';
import { type PostgresRig, startPostgres } from './postgresRig.ts';
import { storeContract } from './store.contract.ts';

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

test.each([
  ['concurrent', { concurrent: 7 }],
  ['calls-per-minute', { callsPerMinute: 7 }],
  ['minutes-per-day', { minutesPerDay: 7 * 60 }],
  ['spend-per-day', { spendMicrosPerDay: 7 * 60 * CAPS.rateMicrosPerMinute }],
])('of fifty calls at once over two instances %s lets seven through', async (cap, limit) => {
  const url = postgres.database();
  const stores = await Promise.all([openStore({ url }), openStore({ url })]);
  const caps: Caps = { ...CAPS, tenant: { ...CAPS.tenant, ...limit } };
  const asked = Array.from({ length: 50 }, (_, i) =>
    stores[i % 2]?.calls.reserve(asking({ sub: `agent${i % 5}` }), caps),
  );
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(7);
  const refusals = answers.flatMap((answer) => (!answer || answer.ok ? [] : [answer.refusal.cap]));
  expect(new Set(refusals)).toEqual(new Set([cap]));
  await Promise.all(stores.map((store) => store.close()));
});

test('a database that is not there is named, and its password is not', async () => {
  const refused = openStore({ url: 'postgres://someone:hunter2@127.0.0.1:1/offhook' });
  await expect(refused).rejects.toThrow('127.0.0.1:1/offhook cannot be used');
  await expect(openStore({ url: 'postgres://someone:hunter2@127.0.0.1:1/offhook' })).rejects.not.toThrow(
    'hunter2',
  );
});
