/** What every store must do with calls, on whatever database: a part of storeContract.ts. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Caps, Limits } from '../rules/caps.ts';
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

/** `opened`: the store of the test that runs. */
export function callContract(opened: () => Store): void {
  const reserve = (change: Partial<ReserveRequest> = {}, caps: Caps = CAPS) =>
    reserved(opened(), change, caps);
  const redeem = (intent: string, callUuid: string, change: object = {}) =>
    opened().calls.redeem({ intent, to: '+442079460018', sub: 'agent1', callUuid, now: NOW, ...change });

  describe('reservations', () => {
    test('the same click gets the same intent and counts once', async () => {
      const caps = capped({ concurrent: 1 });
      const request = asking();
      const first = await opened().calls.reserve(request, caps);
      expect(first.ok && first.intent).toMatch(/^[A-Za-z0-9]{16,64}$/);
      expect(await opened().calls.reserve({ ...request, now: NOW + 5_000 }, caps)).toEqual(first);
      expect(await opened().calls.reserve(asking(), caps)).toMatchObject({
        ok: false,
        refusal: { cap: 'concurrent' },
      });
    });

    test('the same click for another number is another call', async () => {
      const request = asking();
      const first = await opened().calls.reserve(request, CAPS);
      expect(await opened().calls.reserve({ ...request, to: '+442079460019' }, CAPS)).not.toEqual(first);
    });

    test('an intent is spent on one call, which may ask again', async () => {
      const intent = await reserve();
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
      expect(await redeem(await reserve(), 'u1', change)).toBeNull();
    });

    test('a call cannot spend two intents, nor one after its end', async () => {
      const [first, second] = [await reserve(), await reserve()];
      await redeem(first, 'u1');
      expect(await redeem(second, 'u1')).toBeNull();
      await opened().calls.ended(endOf('u2'));
      expect(await redeem(second, 'u2')).toBeNull();
    });

    test('an intent that was not used is free again after its minute', async () => {
      const caps = capped({ concurrent: 1 });
      await reserve({}, caps);
      await expect(reserve({ now: NOW + 59_999 }, caps)).rejects.toThrow('concurrent');
      expect(await reserve({ now: NOW + 60_001 }, caps)).toBeTruthy();
    });

    test('an intent whose place was given away is good for nobody, however slow its request was', async () => {
      const caps = capped({ concurrent: 1 });
      const late = await reserve({}, caps);
      const next = await reserve({ now: NOW + 60_001 }, caps);
      expect(await redeem(late, 'u1', { now: NOW + 59_999 })).toBeNull();
      expect(await redeem(next, 'u1', { now: NOW + 60_001 })).not.toBeNull();
    });

    test('a call whose end nobody told us has its place until ringing and time limit are over', async () => {
      const caps = { ...capped({ concurrent: 1 }), callTimeLimitSeconds: 60 };
      await redeem(await reserve({}, caps), 'u1', { now: NOW + 30_000 });
      await expect(reserve({ now: NOW + 209_999 }, caps)).rejects.toThrow('concurrent');
      expect(await reserve({ now: NOW + 210_000 }, caps)).toBeTruthy();
    });

    test('an open call counts for all it may last, an ended one for what it was', async () => {
      const caps = capped({ minutesPerDay: 60 });
      await redeem(await reserve({}, caps), 'u1');
      await expect(reserve({}, caps)).rejects.toThrow('minutes-per-day');
      await opened().calls.ended(endOf('u1', 600));
      expect(await redeem(await reserve({}, caps), 'u2')).toEqual({ timeLimitSeconds: 3000 });
    });

    test('an end that does not say how long the call was gives nothing back', async () => {
      const caps = capped({ minutesPerDay: 60 });
      await redeem(await reserve({}, caps), 'u1');
      const said = { durationSeconds: null, billSeconds: null };
      expect(await opened().calls.ended({ ...endOf('u1'), ...said })).toBe(true);
      await expect(reserve({}, caps)).rejects.toThrow('minutes-per-day');
      const spend = capped({ spendMicrosPerDay: 600_000 });
      await redeem(await reserve({ sub: 'agent2' }, spend), 'u2', { sub: 'agent2' });
      await opened().calls.ended({ ...endOf('u2'), ...said, durationSeconds: 1 });
      await expect(reserve({ sub: 'agent2' }, spend)).rejects.toThrow('spend-per-day');
    });

    test('spend is reserved and given back', async () => {
      const caps = capped({ spendMicrosPerDay: 100_000 });
      expect(await redeem(await reserve({}, caps), 'u1')).toEqual({ timeLimitSeconds: 600 });
      await expect(reserve({}, caps)).rejects.toThrow('spend-per-day');
      await opened().calls.ended(endOf('u1', 61));
      expect(await redeem(await reserve({}, caps), 'u2')).toEqual({ timeLimitSeconds: 480 });
    });

    test('a price above our rate counts; one below may be that of one leg, and does not', async () => {
      const caps = capped({ spendMicrosPerDay: 100_000 });
      await redeem(await reserve({}, caps), 'u1');
      await opened().calls.ended({ ...endOf('u1'), costMicros: 1 });
      await redeem(await reserve({}, { ...caps, callTimeLimitSeconds: 60 }), 'u2');
      await opened().calls.ended({ ...endOf('u2'), costMicros: 50_000 });
      expect(await redeem(await reserve({}, caps), 'u3')).toEqual({ timeLimitSeconds: 240 });
      const costs = (await opened().calls.recent(10)).map(({ callUuid, costMicros }) => [
        callUuid,
        costMicros,
      ]);
      expect(Object.fromEntries(costs)).toEqual({ u1: 1, u2: 50_000, u3: null });
    });

    test('another tenant’s calls count for nobody here', async () => {
      const caps: Caps = { ...CAPS, tenant: { ...PLENTY, concurrent: 1 } };
      await reserve({}, caps);
      await expect(reserve({ sub: 'agent2' }, caps)).rejects.toThrow('"scope":"tenant"');
      expect(await reserve({ sub: 'agent3', tenant: 'other' }, caps)).toBeTruthy();
    });
  });

  describe('calls', () => {
    test('an end is recorded once of 100 deliveries at once, and the one that was told so counts', async () => {
      await redeem(await reserve(), 'u1');
      const deliveries = Array.from({ length: 100 }, (_, i) => opened().calls.ended(endOf('u1', 60 + i)));
      const answers = await Promise.all(deliveries);
      expect(answers.filter(Boolean)).toHaveLength(1);
      const durationSeconds = 60 + answers.indexOf(true);
      expect(await opened().calls.recent(10)).toMatchObject([
        { callUuid: 'u1', direction: 'outbound', durationSeconds },
      ]);
    });

    test('a call from outside is recorded from its start to its end', async () => {
      const call = { callUuid: 'in1', direction: 'inbound', sub: null, tenant: 'default', now: NOW } as const;
      await opened().calls.started({ ...call, from: '+442079460018', to: '+442079460001' });
      await opened().calls.started({ ...call, from: '+442079460018', to: '+442079460001' });
      expect(await opened().calls.ended(endOf('in1'))).toBe(true);
      expect(await opened().calls.recent(10)).toMatchObject([{ from: '+442079460018', durationSeconds: 60 }]);
    });

    test('the end of a call that nobody knew is recorded all the same', async () => {
      expect(await opened().calls.ended(endOf('lost'))).toBe(true);
      expect(await opened().calls.ended(endOf('lost'))).toBe(false);
      expect(await opened().calls.recent(10)).toMatchObject([{ callUuid: 'lost', direction: null }]);
    });

    test('a start that comes after its end says who it was, and ends nothing again', async () => {
      await opened().calls.ended(endOf('in1'));
      const call = { callUuid: 'in1', direction: 'inbound', sub: null, tenant: 'default', now: NOW } as const;
      await opened().calls.started({ ...call, from: '+442079460018', to: '+442079460001' });
      expect(await opened().calls.recent(10)).toMatchObject([
        { direction: 'inbound', from: '+442079460018', durationSeconds: 60 },
      ]);
    });

    test('a reservation that was never used is no call', async () => {
      await reserve();
      expect(await opened().calls.recent(10)).toEqual([]);
    });
  });
}
