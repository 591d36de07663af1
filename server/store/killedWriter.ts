/**
 * The process that kill.test.ts kills: calls begin and end on a store, many at once, and each write is acknowledged on
 * standard output when it is durable. It first delivers two ends of the life before again, as Plivo would; the others are
 * left, so that this mends no loss of theirs.
 *
 *   node killedWriter.ts DATABASE LIFE
 *   reserved CALLID INTENT · ended CALLUUID first|again
 */
import { writeSync } from 'node:fs';
import type { Caps, Limits } from '../rules/caps.ts';
import { openStore } from './openStore.ts';

const AT_ONCE = 6;
const TO = '+442079460018';
const SUB = 'agent1';
const TENANT = 'default';
const UNLIMITED: Limits = {
  concurrent: 1e9,
  callsPerMinute: 1e9,
  minutesPerDay: 1e9,
  spendMicrosPerDay: 1e15,
};
const CAPS: Caps = {
  agent: UNLIMITED,
  tenant: UNLIMITED,
  callTimeLimitSeconds: 60,
  rateMicrosPerMinute: 10_000,
};

const [database = '', life = '0'] = process.argv.slice(2);
const store = await openStore(database.startsWith('postgres://') ? { url: database } : { file: database });

// Straight to the descriptor: a line that waits in this process dies with it.
const acknowledge = (line: string) => writeSync(1, `${line}\n`);

async function end(call: string): Promise<void> {
  const durationSeconds = Number(call.split('-')[1]);
  const said = { durationSeconds, billSeconds: 60, cause: null, costMicros: null };
  const isFirst = await store.calls.ended({ callUuid: call, at: Date.now(), ...said });
  acknowledge(`ended ${call} ${isFirst ? 'first' : 'again'}`);
}

async function callOnce(call: string): Promise<void> {
  const request = { sub: SUB, tenant: TENANT, callId: call, to: TO, now: Date.now() };
  const answer = await store.calls.reserve(request, CAPS);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  acknowledge(`reserved ${call} ${answer.intent}`);
  await store.calls.redeem({ ...request, intent: answer.intent, callUuid: call });
  await end(call);
}

let count = 0;
async function caller(): Promise<never> {
  for (;;) {
    count += 1;
    await callOnce(`${life}-${count}`);
  }
}

for (const again of [1, 2]) await end(`${Number(life) - 1}-${again}`);
await Promise.all(Array.from({ length: AT_ONCE }, caller));
