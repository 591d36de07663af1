/** What every store must do, on whatever database: one suite, run on each. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Caps, Limits } from '../rules/caps.ts';
import { type DatabaseConfig, openStore } from './openStore.ts';
import type { ReserveRequest, Store } from './store.ts';

const PLENTY: Limits = {
  concurrent: 100,
  callsPerMinute: 1000,
  minutesPerDay: 10_000,
  spendMicrosPerDay: 1e12,
};
export const CAPS: Caps = {
  agent: PLENTY,
  tenant: PLENTY,
  callTimeLimitSeconds: 3600,
  rateMicrosPerMinute: 10_000,
};
const AGENT = { sub: 'agent1', name: 'Anna', tenant: 'default', admin: false };
export const NOW = Date.UTC(2026, 10, 21, 12);

export const asking = (change: Partial<ReserveRequest> = {}): ReserveRequest => ({
  sub: 'agent1',
  tenant: 'default',
  callId: randomUUID(),
  to: '+442079460018',
  now: NOW,
  ...change,
});

export async function reserved(
  store: Store,
  change: Partial<ReserveRequest> = {},
  caps: Caps = CAPS,
): Promise<string> {
  const answer = await store.calls.reserve(asking(change), caps);
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer.intent;
}

const endOf = (callUuid: string, durationSeconds = 60) => ({
  callUuid,
  at: NOW + 60_000,
  durationSeconds,
  billSeconds: durationSeconds,
  cause: 'NORMAL_CLEARING',
  costMicros: null,
});

const capped = (agent: Partial<Limits>): Caps => ({ ...CAPS, agent: { ...PLENTY, ...agent } });

/** `fresh`: where an empty database is; the suite opens and closes it. */
export function storeContract(fresh: () => DatabaseConfig): void {
  let config: DatabaseConfig;
  let store: Store;
  const redeem = (intent: string, callUuid: string, change: object = {}) =>
    store.calls.redeem({ intent, to: '+442079460018', sub: 'agent1', callUuid, now: NOW, ...change });
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
      expect(new Set(agents.map(({ sub }) => sub)).size).toBe(1);
      expect(agents[0]?.sub).not.toBe('agent1');
      expect((await store.agents.list()).length).toBe(2);
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

  test('a nonce is fresh once', async () => {
    expect(await store.nonces.fresh('n', NOW)).toBe(true);
    expect(await store.nonces.fresh('n', NOW)).toBe(false);
    expect(await store.nonces.fresh('m', NOW)).toBe(true);
  });

  describe('reservations', () => {
    test('the same click gets the same intent and counts once', async () => {
      const caps = capped({ concurrent: 1 });
      const request = asking();
      const first = await store.calls.reserve(request, caps);
      expect(first.ok && first.intent).toMatch(/^[A-Za-z0-9]{16,64}$/);
      expect(await store.calls.reserve({ ...request, now: NOW + 5_000 }, caps)).toEqual(first);
      expect(await store.calls.reserve(asking(), caps)).toMatchObject({
        ok: false,
        refusal: { cap: 'concurrent' },
      });
    });

    test('the same click for another number is another call', async () => {
      const request = asking();
      const first = await store.calls.reserve(request, CAPS);
      expect(await store.calls.reserve({ ...request, to: '+442079460019' }, CAPS)).not.toEqual(first);
    });

    test('an intent is spent on one call, which may ask again', async () => {
      const intent = await reserved(store);
      expect(await redeem(intent, 'u1')).toEqual({ timeLimitSeconds: 3600 });
      expect(await redeem(intent, 'u1', { now: NOW + 3_600_000 })).toEqual({ timeLimitSeconds: 3600 });
      expect(await redeem(intent, 'u2')).toBeNull();
    });

    test.each([
      ['another destination', { to: '+442079460019' }],
      ['another agent', { sub: 'agent2' }],
      ['a minute later', { now: NOW + 60_000 }],
      ['an intent nobody gave', { intent: 'ffffffffffffffffffffffffffffffff' }],
    ])('an intent is not good for %s', async (_what, change) => {
      expect(await redeem(await reserved(store), 'u1', change)).toBeNull();
    });

    test('a call cannot spend two intents, nor one after its end', async () => {
      const [first, second] = [await reserved(store), await reserved(store)];
      await redeem(first, 'u1');
      expect(await redeem(second, 'u1')).toBeNull();
      await store.calls.ended(endOf('u2'));
      expect(await redeem(second, 'u2')).toBeNull();
    });

    test('an intent that was not used is free again after its minute', async () => {
      const caps = capped({ concurrent: 1 });
      await reserved(store, {}, caps);
      await expect(reserved(store, { now: NOW + 59_999 }, caps)).rejects.toThrow('concurrent');
      expect(await reserved(store, { now: NOW + 60_001 }, caps)).toBeTruthy();
    });

    test('an open call counts for all it may last, an ended one for what it was', async () => {
      const caps = capped({ minutesPerDay: 60 });
      await redeem(await reserved(store, {}, caps), 'u1');
      await expect(reserved(store, {}, caps)).rejects.toThrow('minutes-per-day');
      await store.calls.ended(endOf('u1', 600));
      expect(await redeem(await reserved(store, {}, caps), 'u2')).toEqual({ timeLimitSeconds: 3000 });
    });

    test('spend is reserved and given back', async () => {
      const caps = capped({ spendMicrosPerDay: 100_000 });
      expect(await redeem(await reserved(store, {}, caps), 'u1')).toEqual({ timeLimitSeconds: 600 });
      await expect(reserved(store, {}, caps)).rejects.toThrow('spend-per-day');
      await store.calls.ended(endOf('u1', 61));
      expect(await redeem(await reserved(store, {}, caps), 'u2')).toEqual({ timeLimitSeconds: 480 });
    });

    test('another tenant’s calls count for nobody here', async () => {
      const caps: Caps = { ...CAPS, tenant: { ...PLENTY, concurrent: 1 } };
      await reserved(store, {}, caps);
      await expect(reserved(store, { sub: 'agent2' }, caps)).rejects.toThrow('"scope":"tenant"');
      expect(await reserved(store, { sub: 'agent3', tenant: 'other' }, caps)).toBeTruthy();
    });
  });

  describe('calls', () => {
    test('an end is recorded once of 100 deliveries, and the first one counts', async () => {
      await redeem(await reserved(store), 'u1');
      const deliveries = Array.from({ length: 100 }, (_, i) => store.calls.ended(endOf('u1', 60 + i)));
      const answers = await Promise.all(deliveries);
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.calls.recent(10)).toMatchObject([
        { callUuid: 'u1', direction: 'outbound', durationSeconds: 60 },
      ]);
    });

    test('a call from outside is recorded from its start to its end', async () => {
      const call = { callUuid: 'in1', direction: 'inbound', sub: null, tenant: 'default', now: NOW } as const;
      await store.calls.started({ ...call, from: '+442079460018', to: '+442079460001' });
      await store.calls.started({ ...call, from: '+442079460018', to: '+442079460001' });
      expect(await store.calls.ended(endOf('in1'))).toBe(true);
      expect(await store.calls.recent(10)).toMatchObject([{ from: '+442079460018', durationSeconds: 60 }]);
    });

    test('the end of a call that nobody knew is recorded all the same', async () => {
      expect(await store.calls.ended(endOf('lost'))).toBe(true);
      expect(await store.calls.ended(endOf('lost'))).toBe(false);
      expect(await store.calls.recent(10)).toMatchObject([{ callUuid: 'lost' }]);
    });

    test('a reservation that was never used is no call', async () => {
      await reserved(store);
      expect(await store.calls.recent(10)).toEqual([]);
    });
  });

  test('what was written is there when the store is opened again', async () => {
    await store.agents.add(AGENT, 'hash');
    await redeem(await reserved(store), 'u1');
    await store.close();
    store = await openStore(config);
    expect(await store.agents.byKeyHash('hash')).toEqual(AGENT);
    expect(await store.calls.recent(10)).toHaveLength(1);
  });
}
