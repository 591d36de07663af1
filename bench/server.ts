/**
 * Our server under load beside a bare Hono route, in the same run on the same machine: GET /token (the agent found by
 * key, the rate limit, a token from upstream) and POST /answer (the signature, the nonce and the intent spent, on disk
 * before the answer). And its memory with 10,000 agents.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request } from 'autocannon';
import { AUTH_ID, ENVIRONMENT, NUMBER, signedRequest } from '../server/routes/rig.ts';
import { hashAccessKey, makeAccessKey, makeSub } from '../server/signIn/accessKeys.ts';
import { openStore } from '../server/store/openStore.ts';
import { quote } from './quote.ts';
import { type Load, load, medianLoad } from './server/load.ts';
import { type Running, run } from './server/processes.ts';
import { serverTable } from './server/table.ts';

const AGENTS = 10_000;
const ROUNDS = 7;
const REQUESTS = 1_000;
const PREPARED_AT_ONCE = 50;
const DESTINATION = '442079460018';
const UNLIMITED = '1000000';

type Agent = { readonly sub: string; readonly key: string };

/** The load is measured, not the limits. */
const environment = (file: string, upstream: Running) => ({
  ...ENVIRONMENT,
  PORT: '0',
  DATABASE_FILE: file,
  PLIVO_API_URL: upstream.url,
  MAX_RATE_PER_MINUTE: '0.001',
  ...Object.fromEntries(
    ['TOKENS_PER_MINUTE', 'REQUESTS_PER_MINUTE', ...capNames()].map((name) => [name, UNLIMITED]),
  ),
});

function capNames(): readonly string[] {
  const caps = ['CONCURRENT', 'CALLS_PER_MINUTE', 'MINUTES_PER_DAY', 'SPEND_PER_DAY'];
  return caps.flatMap((cap) => [`MAX_${cap}_PER_AGENT`, `MAX_${cap}_PER_TENANT`]);
}

async function makeAgents(file: string): Promise<readonly Agent[]> {
  const agents = Array.from({ length: AGENTS }, () => ({ sub: makeSub(), key: makeAccessKey() }));
  const store = await openStore({ file });
  await Promise.all(
    agents.map(({ sub, key }) =>
      store.agents.add({ sub, name: sub, tenant: 'default', admin: false }, hashAccessKey(key)),
    ),
  );
  await store.close();
  return agents;
}

/** Each round other agents, until all have had their turn. */
function turnOf(agents: readonly Agent[], round: number): readonly Agent[] {
  return Array.from({ length: REQUESTS }, (_, i) => agents[(round * REQUESTS + i) % AGENTS] as Agent);
}

const tokenRequest = ({ key }: Agent): Request => ({
  method: 'GET',
  path: '/token',
  headers: { authorization: `Bearer ${key}` },
});

/** An agent's call with an intent that was just given, as Plivo asks about it. */
async function answerRequest(server: Running, { sub, key }: Agent): Promise<Request> {
  const reserved = await fetch(`${server.url}/calls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ to: `+${DESTINATION}`, callId: randomUUID() }),
  });
  const { intent } = (await reserved.json()) as { intent: string };
  const form = {
    CallUUID: randomUUID(),
    From: `sip:${sub}_${AUTH_ID}@phone.plivo.com`,
    To: NUMBER,
    'X-PH-Dest': DESTINATION,
    'X-PH-Intent': intent,
  };
  const signed = signedRequest('/answer', Object.entries(form), randomUUID());
  const headers = Object.fromEntries(signed.headers);
  return { method: 'POST', path: '/answer', headers, body: await signed.text() };
}

/** One after the other, so that neither is measured while the other works. */
async function measureRound(server: Running, bare: Running, agents: readonly Agent[]) {
  const tokens = agents.map(tokenRequest);
  const answers: Request[] = [];
  for (let at = 0; at < agents.length; at += PREPARED_AT_ONCE) {
    const next = agents.slice(at, at + PREPARED_AT_ONCE);
    answers.push(...(await Promise.all(next.map((agent) => answerRequest(server, agent)))));
  }
  return {
    'GET /token, Offhook': await load(server.url, tokens),
    'GET /token, bare Hono': await load(bare.url, tokens),
    'POST /answer, Offhook': await load(server.url, answers),
    'POST /answer, bare Hono': await load(bare.url, answers),
  };
}

type Memory = { readonly megabytes: number };

async function measure(folder: string): Promise<Readonly<Record<string, Load | Memory>>> {
  const file = join(folder, 'offhook.sqlite');
  const agents = await makeAgents(file);
  const running: Running[] = [];
  const start = async (...started: Parameters<typeof run>) => {
    const one = await run(...started);
    running.push(one);
    return one;
  };
  try {
    const upstream = await start(['bench/server/main.ts', 'upstream']);
    const bare = await start(['bench/server/main.ts', 'bare']);
    const server = await start(['scripts/server.ts'], environment(file, upstream));
    const idle = { offhook: server.memory(), bare: bare.memory() };
    const rounds: Awaited<ReturnType<typeof measureRound>>[] = [];
    await measureRound(server, bare, turnOf(agents, 0)); // warms both: code is compiled, connections are made
    for (let round = 1; round <= ROUNDS; round += 1)
      rounds.push(await measureRound(server, bare, turnOf(agents, round)));
    await load(server.url, agents.map(tokenRequest));
    const names = Object.keys(rounds[0] ?? {}) as (keyof (typeof rounds)[number])[];
    const figures = names.map(
      (name) => [name, medianLoad(rounds.map((round) => round[name] as Load))] as const,
    );
    return {
      ...Object.fromEntries(figures),
      'memory idle, Offhook with 10,000 agents': { megabytes: idle.offhook },
      'memory idle, bare Hono': { megabytes: idle.bare },
      'memory after the load, Offhook': { megabytes: server.memory() },
      'memory after the load, bare Hono': { megabytes: bare.memory() },
    };
  } finally {
    for (const one of running.reverse()) await one.stop();
  }
}

/** Runs everything once and saves it in bench/results/server.json. */
export async function benchServer(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
  try {
    const figures = await measure(folder);
    mkdirSync('bench/results', { recursive: true });
    writeFileSync('bench/results/server.json', `${JSON.stringify(figures, null, 2)}\n`);
    quote('server', serverTable(figures));
    for (const [name, figure] of Object.entries(figures)) print(`${name.padEnd(40)} ${told(figure)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function told(figure: Load | Memory): string {
  if ('megabytes' in figure) return `${figure.megabytes} MB`;
  const { requestsPerSecond, p50, p99 } = figure;
  return `${String(requestsPerSecond).padStart(6)} requests/s   p50 ${p50} ms   p99 ${p99} ms`;
}
