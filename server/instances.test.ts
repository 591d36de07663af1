/** Two servers on one PostgreSQL, as behind a load balancer: whichever is asked, the answer is the same server's. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { AUTH_ID, configOf, NUMBER, signedRequest } from './routes/rig.ts';
import { type Serving, serve } from './serve.ts';
import { addAgent } from './signIn/addAgent.ts';
import { type PostgresRig, startPostgres } from './store/postgresRig.ts';

let postgres: PostgresRig;
const servers: Serving[] = [];
let authorization = '';

beforeAll(async () => {
  postgres = await startPostgres();
  const changes = { PORT: '0', DATABASE_URL: postgres.database() };
  const config = configOf({ ...changes, MAX_CONCURRENT_PER_AGENT: '3', MAX_RATE_PER_MINUTE: '0.01' });
  for (const _ of ['one', 'another']) servers.push(await serve(config, createLog('silent')));
  const { store } = server(0);
  authorization = `Bearer ${await addAgent(store.agents, 'bob', false)}`;
});
afterAll(async () => {
  for (const one of servers) await one.close();
  await postgres?.close();
});

/** By turns. */
function server(turn: number): Serving {
  return servers[turn % servers.length] ?? expect.fail('no server');
}

function reserve(turn: number, callId: string = crypto.randomUUID()): Promise<Response> {
  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify({ to: '+442079460018', callId });
  return fetch(`${server(turn).url}/calls`, { method: 'POST', headers, body });
}

async function deliver(
  turn: number,
  path: '/answer' | '/hangup',
  form: Record<string, string>,
): Promise<string> {
  const signed = signedRequest(path, Object.entries(form), form.CallUUID ?? '');
  const body = await signed.text();
  return (await fetch(server(turn).url + path, { method: 'POST', headers: signed.headers, body })).text();
}

it('they share keys, intents, records and caps', async () => {
  const callId = crypto.randomUUID();
  const first = (await (await reserve(0, callId)).json()) as { intent: string };
  expect(await (await reserve(1, callId)).json()).toEqual(first);

  const sub = (await server(1).store.agents.list())[0]?.sub;
  const form = { CallUUID: 'call-00000001', From: `sip:${sub}_${AUTH_ID}@phone.plivo.com`, To: NUMBER };
  const asked = { ...form, 'X-PH-Dest': '442079460018', 'X-PH-Intent': first.intent };
  const answer = await deliver(1, '/answer', asked);
  expect(answer).toContain('<Number>442079460018</Number>');
  expect(await deliver(0, '/answer', asked)).toBe(answer);
  expect(await deliver(0, '/answer', { ...asked, CallUUID: 'call-00000002' })).toContain('<Speak>');

  const ends = Array.from({ length: 20 }, (_, turn) => deliver(turn, '/hangup', { ...form, Duration: '5' }));
  expect(new Set(await Promise.all(ends)).size).toBe(1);
  expect(await server(0).store.calls.recent(10)).toMatchObject([
    { callUuid: 'call-00000001', durationSeconds: 5 },
  ]);

  const replies = await Promise.all(Array.from({ length: 30 }, (_, turn) => reserve(turn)));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
});
