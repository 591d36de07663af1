/** What every store must do, on whatever database: one suite, run on each. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callContract, NOW, reserved } from './call.contract.ts';
import { type DatabaseConfig, openStore } from './openStore.ts';
import type { Store } from './store.ts';

const AGENT = { sub: 'agent1', name: 'Anna', tenant: 'default', admin: false };

/** `fresh`: where an empty database is; the suite opens and closes it. */
export function storeContract(fresh: () => DatabaseConfig): void {
  let config: DatabaseConfig;
  let store: Store;
  beforeEach(async () => {
    config = fresh();
    store = await openStore(config);
  });
  afterEach(() => store.close());

  describe('agents', () => {
    test('an agent is found by key, by sub, in the list, until removed', async () => {
      expect(await store.agents.add(AGENT, 'hash')).toBe('added');
      expect(await store.agents.byKeyHash('hash')).toEqual(AGENT);
      expect(await store.agents.bySub('agent1')).toEqual(AGENT);
      expect(await store.agents.list()).toEqual([AGENT]);
      expect(await store.agents.remove('Anna')).toBe(true);
      expect(await store.agents.remove('Anna')).toBe(false);
      expect(await store.agents.byKeyHash('hash')).toBeNull();
    });

    test('a name belongs to one agent', async () => {
      await store.agents.add(AGENT, 'hash');
      expect(await store.agents.add({ ...AGENT, sub: 'agent2' }, 'other')).toBe('name-taken');
    });

    test('someone from an identity provider is one agent, however often and however many at once', async () => {
      await store.agents.add(AGENT, 'hash');
      const asked = Array.from({ length: 8 }, () => store.agents.forOidc('https://id.example', 'u1', 'Anna'));
      const agents = await Promise.all(asked);
      expect(new Set(agents.map((agent) => agent?.sub)).size).toBe(1);
      expect(agents[0]?.sub).not.toBe('agent1');
      expect((await store.agents.list()).length).toBe(2);
    });

    test('someone from an identity provider who was removed does not come back with the next token', async () => {
      await store.agents.forOidc('https://id.example', 'u1', 'Anna');
      expect(await store.agents.remove('Anna')).toBe(true);
      expect(await store.agents.forOidc('https://id.example', 'u1', 'Anna')).toBeNull();
      expect(await store.agents.list()).toEqual([]);
      expect(await store.agents.add(AGENT, 'hash')).toBe('added');
    });
  });

  test('a limit is taken so often in a window, and again in the next', async () => {
    const take = (now: number) => store.limits.take('token:a', 2, 60_000, now);
    expect(await take(NOW)).toEqual({ ok: true });
    expect(await take(NOW + 1)).toEqual({ ok: true });
    expect(await take(NOW + 10_000)).toEqual({ ok: false, retryAfterMs: 50_000 });
    expect(await store.limits.take('token:b', 2, 60_000, NOW)).toEqual({ ok: true });
    expect(await take(NOW + 60_000)).toEqual({ ok: true });
  });

  test('a slower clock opens no window again that a faster one has closed', async () => {
    const take = (now: number) => store.limits.take('token:a', 1, 60_000, now);
    expect(await take(NOW + 60_000)).toEqual({ ok: true });
    expect(await take(NOW + 59_999)).toEqual({ ok: false, retryAfterMs: 60_001 });
  });

  test('a nonce is fresh once', async () => {
    expect(await store.nonces.fresh('n', NOW)).toBe(true);
    expect(await store.nonces.fresh('n', NOW)).toBe(false);
    expect(await store.nonces.fresh('m', NOW)).toBe(true);
  });

  callContract(() => store);

  test('what was written is there when the store is opened again', async () => {
    await store.agents.add(AGENT, 'hash');
    const intent = await reserved(store);
    const call = { intent, to: '+442079460018', sub: 'agent1', callUuid: 'u1', now: NOW };
    await store.calls.redeem(call);
    await store.close();
    store = await openStore(config);
    expect(await store.agents.byKeyHash('hash')).toEqual(AGENT);
    expect(await store.calls.redeem(call)).toEqual({ timeLimitSeconds: 3600 });
  });
}
