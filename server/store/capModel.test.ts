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

test('of 400 days with late calls, lost ends and slow clocks none is accepted over a cap', async () => {
  let redeemed = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const outcome = await disorderlyDay(seed);
    redeemed += outcome.redeemed;
    expect({ seed, broken: outcome.broken }).toEqual({ seed, broken: null });
  }
  expect(redeemed).toBeGreaterThan(1_000);
}, 120_000);

/** Intents are spent at once, much later or never, by an instance whose clock may be behind; half of the ends get lost. */
async function disorderlyDay(seed: number): Promise<{ redeemed: number; broken: string | null }> {
  const random = randomFrom(seed);
  const caps = { ...randomCaps(random), callTimeLimitSeconds: 60 + Math.floor(random() * 240) };
  const store = await openStore({ file: ':memory:' });
  const books: BookedCall[] = [];
  const uuids = new Map<BookedCall, string>();
  const waiting: { intent: string; sub: string; reservedAt: number }[] = [];
  const pick = <T>(list: readonly T[]) => Math.floor(random() * list.length);

  const reserve = async (now: number) => {
    const sub = SUBS[pick(SUBS)] as string;
    const request = { sub, tenant: TENANT, callId: randomUUID(), to: '+442079460018', now };
    const answer = await store.calls.reserve(request, caps);
    if (answer.ok) waiting.push({ intent: answer.intent, sub, reservedAt: now });
  };
  const redeem = async (now: number) => {
    const [one] = waiting.splice(pick(waiting), 1);
    if (!one) return;
    const { intent, sub, reservedAt } = one;
    const callUuid = randomUUID();
    const slow = Math.max(reservedAt, now - Math.floor(random() * 30_000));
    const answer = await store.calls.redeem({ intent, to: '+442079460018', sub, callUuid, now: slow });
    if (!answer) return;
    const limitSeconds = answer.timeLimitSeconds;
    const call: BookedCall = { sub, tenant: TENANT, startedAt: reservedAt, limitSeconds, endedAt: null };
    books.push(call);
    uuids.set(call, callUuid);
  };
  /** A call that nobody ends is ended by its limit, a minute's ringing and the minute before its intent was spent. */
  const end = async (now: number) => {
    const open = books.filter(({ endedAt }) => endedAt === null);
    const over = open.filter((call) => now >= call.startedAt + (call.limitSeconds + 120) * 1000);
    for (const call of [...over, ...open.slice(0, random() < 0.3 ? 1 : 0)]) {
      if (call.endedAt !== null) continue;
      call.endedAt = now;
      if (random() < 0.5) continue;
      const seconds = Math.min(call.limitSeconds, Math.ceil((now - call.startedAt) / 1000));
      const told = { durationSeconds: seconds, billSeconds: seconds, cause: null, costMicros: null };
      await store.calls.ended({ callUuid: uuids.get(call) as string, at: now, ...told });
    }
  };

  let now = START;
  let broken: string | null = null;
  for (let step = 0; step < 60 && !broken; step += 1) {
    now += Math.floor(random() ** 4 * 90_000);
    await end(now);
    await (random() < 0.5 ? reserve : redeem)(now);
    broken = brokenCap(caps, books, now);
  }
  await store.close();
  return { redeemed: books.length, broken };
}
