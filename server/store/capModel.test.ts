import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type BookedCall, brokenCap, decideOn, randomCaps, randomFrom } from './capModel.ts';
import { openStore } from './openStore.ts';

const START = Date.UTC(2026, 10, 21);
const SUBS = ['a1', 'a2', 'a3'];
const TENANT = 'default';

/** One random sequence: people call, hang up, let time pass. `place` decides; the books are judged after each yes. */
async function wander(
  seed: number,
  steps: number,
  place: (
    caps: ReturnType<typeof randomCaps>,
    sub: string,
    now: number,
    books: BookedCall[],
  ) => Promise<number | null>,
  hangUp: (call: BookedCall, index: number, now: number) => Promise<void>,
): Promise<{ accepted: number; broken: string | null }> {
  const random = randomFrom(seed);
  const caps = randomCaps(random);
  const books: BookedCall[] = [];
  let now = START;
  let accepted = 0;
  for (let step = 0; step < steps; step += 1) {
    now += Math.floor(random() ** 6 * 3_600_000);
    const open = books.findIndex(({ endedAt }) => endedAt === null);
    for (const [index, call] of books.entries()) {
      const isOver = call.endedAt === null && now >= call.startedAt + call.limitSeconds * 1000;
      if (!isOver) continue;
      call.endedAt = call.startedAt + call.limitSeconds * 1000;
      await hangUp(call, index, now);
    }
    const call = books[open];
    if (call && call.endedAt === null && random() < 0.35) {
      call.endedAt = now;
      await hangUp(call, open, now);
      continue;
    }
    const sub = SUBS[Math.floor(random() * SUBS.length)] as string;
    const limitSeconds = await place(caps, sub, now, books);
    if (limitSeconds === null) continue;
    accepted += 1;
    books.push({ sub, tenant: TENANT, startedAt: now, limitSeconds, endedAt: null });
    const broken = brokenCap(caps, books, now);
    if (broken) return { accepted, broken };
  }
  return { accepted, broken: null };
}

test('of 100,000 random sequences none is accepted over a cap', async () => {
  let accepted = 0;
  for (let seed = 1; seed <= 100_000; seed += 1) {
    const outcome = await wander(
      seed,
      8,
      async (caps, sub, now, books) => {
        const decision = decideOn(caps, books, sub, TENANT, now);
        return decision.ok ? decision.timeLimitSeconds : null;
      },
      async () => undefined,
    );
    accepted += outcome.accepted;
    if (outcome.broken) expect({ seed, ...outcome }).toBeNull();
  }
  expect(accepted).toBeGreaterThan(100_000);
}, 120_000);

test('of 600 long sequences on a real database none is accepted over a cap', async () => {
  let accepted = 0;
  for (let seed = 1; seed <= 600; seed += 1) {
    const store = await openStore({ file: ':memory:' });
    const uuids: string[] = [];
    const outcome = await wander(
      seed,
      40,
      async (caps, sub, now) => {
        const request = { sub, tenant: TENANT, callId: randomUUID(), to: '+442079460018', now };
        const answer = await store.calls.reserve(request, caps);
        if (!answer.ok) return null;
        const callUuid = randomUUID();
        uuids.push(callUuid);
        const redeemed = await store.calls.redeem({ ...request, intent: answer.intent, callUuid });
        return redeemed?.timeLimitSeconds ?? null;
      },
      async (call, index, now) => {
        const seconds = Math.ceil(((call.endedAt ?? now) - call.startedAt) / 1000);
        const end = { durationSeconds: seconds, billSeconds: seconds, cause: null, costMicros: null };
        await store.calls.ended({ callUuid: uuids[index] as string, at: now, ...end });
      },
    );
    await store.close();
    accepted += outcome.accepted;
    if (outcome.broken) expect({ seed, ...outcome }).toBeNull();
  }
  expect(accepted).toBeGreaterThan(600);
}, 120_000);
