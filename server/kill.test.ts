/**
 * The real server process, killed without warning while webhooks come in, again and again over one database file: what
 * it acknowledged is there, once. OFFHOOK_KILLS=1000 is the long run.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTH_ID, ENVIRONMENT, NUMBER, signedRequest } from './routes/rig.ts';
import { addAgent } from './signIn/addAgent.ts';
import { openStore } from './store/openStore.ts';
import type { CallRow } from './store/store.ts';

const KILLS = Number(process.env.OFFHOOK_KILLS ?? 20);
/** Deliveries on their way at the same time. */
const AT_ONCE = 8;
const MOST_ACKNOWLEDGED = 12;
const PLENTY = '1000000';

const folder = mkdtempSync(join(tmpdir(), 'offhook-kill-'));
const file = join(folder, 'offhook.sqlite');
const environment = {
  ...ENVIRONMENT,
  PORT: '0',
  DATABASE_FILE: file,
  MAX_CONCURRENT_PER_AGENT: PLENTY,
  MAX_CONCURRENT_PER_TENANT: PLENTY,
  MAX_CALLS_PER_MINUTE_PER_AGENT: PLENTY,
  MAX_CALLS_PER_MINUTE_PER_TENANT: PLENTY,
  MAX_MINUTES_PER_DAY_PER_AGENT: PLENTY,
  MAX_MINUTES_PER_DAY_PER_TENANT: PLENTY,
  MAX_RATE_PER_MINUTE: '0.001',
  CALL_TIME_LIMIT_SECONDS: '60',
};

type Delivery = {
  readonly path: '/answer' | '/hangup';
  readonly form: Readonly<Record<string, string>>;
  /** What the server said when it acknowledged, each time. */
  readonly answers: string[];
  /** What Plivo sends once this is acknowledged. */
  readonly after?: Delivery;
};

let sub = '';
beforeAll(async () => {
  const store = await openStore({ file });
  await addAgent(store.agents, 'bob', false);
  sub = (await store.agents.list())[0]?.sub ?? '';
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Life = { readonly url: string; readonly child: ChildProcessByStdio<null, Readable, null> };

async function live(): Promise<Life> {
  // Starting is most of a life: what was compiled once is kept.
  const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: join(folder, 'compiled'), ...environment };
  const child = spawn(process.execPath, ['scripts/server.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url = (JSON.parse(line) as { url?: string }).url;
    if (url !== undefined) break;
  }
  // The rest of its log goes nowhere, but it has to go: a full pipe would hold the server up.
  child.stdout.resume();
  if (url === undefined) throw new Error(`The server ended before it served (${child.exitCode}).`);
  return { url, child };
}

async function die({ child }: Life): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** True when it was acknowledged; false when the server was gone. */
async function deliver({ path, form, answers }: Delivery, url: string): Promise<boolean> {
  const nonce = `${path}${form.CallUUID}`.replace('/', '');
  const signed = signedRequest(path, Object.entries(form), nonce);
  const body = await signed.text();
  try {
    const reply = await fetch(url + path, { method: 'POST', headers: signed.headers, body });
    const text = await reply.text();
    if (reply.status !== 200) throw new Error(`${reply.status} ${text}`, { cause: 'refused' });
    answers.push(text);
    return true;
  } catch (error) {
    if (error instanceof Error && error.cause === 'refused') throw error;
    return false;
  }
}

/** Calls that are answered, then hung up; every fourth is only hung up. */
function nextCall(number: number): Delivery {
  const CallUUID = `call-${String(number).padStart(8, '0')}`;
  const form = { CallUUID, From: `sip:${sub}_${AUTH_ID}@phone.plivo.com`, To: NUMBER };
  const end = { ...form, Duration: String(number), HangupCauseName: 'Normal Hangup' };
  const hangup: Delivery = { path: '/hangup', form: end, answers: [] };
  if (number % 4 === 0) return hangup;
  return { path: '/answer', form: { ...form, 'X-PH-Dest': '442079460018' }, answers: [], after: hangup };
}

/** Delivers until so many are acknowledged, then kills; what was cut off comes again in the next life, as Plivo does. */
async function oneLife(waiting: Delivery[], next: () => Delivery, acknowledgements: number): Promise<void> {
  const life = await live();
  let acknowledged = 0;
  const worker = async () => {
    while (acknowledged < acknowledgements) {
      const delivery = waiting.shift() ?? next();
      const done = await deliver(delivery, life.url);
      if (!done) waiting.push(delivery);
      if (done && delivery.after) waiting.push(delivery.after);
      acknowledged += Number(done);
    }
    // The first one to see enough kills while the others are still on their way.
    life.child.kill('SIGKILL');
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    await die(life);
  }
}

describe(`a server that is killed ${KILLS} times under webhooks`, () => {
  it('has lost nothing that it acknowledged and doubled nothing that came again', {
    timeout: 3_600_000,
  }, async () => {
    const waiting: Delivery[] = [];
    const sent: Delivery[] = [];
    const next = () => {
      const call = nextCall(sent.length);
      sent.push(call);
      return call;
    };
    for (let kill = 0; kill < KILLS; kill += 1) {
      await oneLife(waiting, next, 1 + Math.floor(Math.random() * MOST_ACKNOWLEDGED));
    }
    const acknowledged = sent
      .flatMap((delivery) => (delivery.after ? [delivery, delivery.after] : [delivery]))
      .filter(({ answers }) => answers.length > 0);
    // Looked at before anything comes again: a second delivery would write what the first one lost.
    const rows = await recordsIn(file);
    const lost = acknowledged.filter(
      (delivery) => !isRecorded(delivery, rows.get(delivery.form.CallUUID ?? '')),
    );
    expect(lost).toEqual([]);

    // Once more, all of them: the answer to each is what it was before any kill, and no record is written twice.
    const last = await live();
    for (const delivery of acknowledged) await deliver(delivery, last.url);
    await die(last);
    const changed = acknowledged.filter(({ answers }) => answers.length < 2 || new Set(answers).size > 1);
    expect(changed).toEqual([]);
    expect([...(await recordsIn(file))].filter(([, records]) => records.length > 1)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
    console.error(`${KILLS} kills, ${acknowledged.length} acknowledged, ${lost.length} lost`);
  });
});

async function recordsIn(database: string): Promise<Map<string, CallRow[]>> {
  const store = await openStore({ file: database });
  const rows = await store.calls.recent(1_000_000);
  await store.close();
  return Map.groupBy(rows, ({ callUuid }) => callUuid ?? '');
}

/** An answered call has its destination, an ended one its length. */
function isRecorded({ path, form }: Delivery, records: readonly CallRow[] = []): boolean {
  const [record] = records;
  if (path === '/answer') return record?.to === '+442079460018' && record.sub === sub;
  return record?.endedAt !== null && record?.durationSeconds === Number(form.Duration);
}
