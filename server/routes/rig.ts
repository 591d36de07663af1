/** For tests: the whole app without a socket, a Plivo that answers as told, a clock moved by hand, the log to read. */

import { createApp } from '../app.ts';
import { type Environment, parseConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { PlivoApi } from '../plivo/api.ts';
import { NONCE_HEADER, type Parameters, SIGNATURE_HEADER, sign } from '../plivo/signature.ts';
import { hashAccessKey, makeAccessKey } from '../signIn/accessKeys.ts';
import { openStore } from '../store/openStore.ts';

export const AUTH_ID = 'MAEXAMPLE0000000000A';
export const PUBLIC_URL = 'https://calls.example.com';
export const NUMBER = '14155550100';
/** 2026-11-21 12:00 UTC, a Saturday. */
export const NOON = Date.UTC(2026, 10, 21, 12);

const authToken = `auth-${makeAccessKey()}`;

export const ENVIRONMENT: Environment = {
  PUBLIC_URL,
  PLIVO_AUTH_ID: AUTH_ID,
  PLIVO_AUTH_TOKEN: authToken,
  PLIVO_APP_ID: '12345678901234567',
  PLIVO_NUMBER: NUMBER,
  ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
};

export function configOf(changes: Environment = {}) {
  const result = parseConfig({ ...ENVIRONMENT, ...changes });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

export type Rig = Awaited<ReturnType<typeof createRig>>;

/** Two agents, `ada` (an admin) and `bob`, each with an access key. */
export async function createRig(
  changes: Environment = {},
  parts: { plivo?: Partial<PlivoApi>; fetch?: typeof fetch } = {},
) {
  const config = configOf(changes);
  const store = await openStore({ file: ':memory:' });
  const clock = { time: NOON, now: () => clock.time };
  const logged: string[] = [];
  const log = createLog('debug', { write: (line: string) => void logged.push(line) });
  const plivo: PlivoApi = {
    createToken: async () => ({ ok: true, value: 'aa.bb.cc' }),
    listCalls: async () => ({ ok: true, value: [] }),
    ...parts.plivo,
  };
  const app = createApp({ config, store, plivo, clock, log, ...(parts.fetch && { fetch: parts.fetch }) });
  const keys = { ada: makeAccessKey(), bob: makeAccessKey() };
  for (const name of ['ada', 'bob'] as const) {
    const agent = { sub: `${name}0`, name, tenant: 'default', admin: name === 'ada' };
    await store.agents.add(agent, hashAccessKey(keys[name]));
  }
  const ask = (path: string, init: RequestInit = {}) => app.request(`http://ignored.example${path}`, init);
  const as = (name: keyof typeof keys, path: string, init: RequestInit = {}) =>
    ask(path, { ...init, headers: { authorization: `Bearer ${keys[name]}`, ...init.headers } });
  return {
    app,
    store,
    config,
    clock,
    logged,
    keys,
    ask,
    as,
    /** A call of bob's to `to`, asked for beforehand. */
    reserve: (to: string, callId: string = crypto.randomUUID()) =>
      as('bob', '/calls', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to, callId }),
      }),
    deliver: (path: string, form: Readonly<Record<string, string>>, nonce = '1') =>
      app.request(signedRequest(path, Object.entries(form), nonce)),
  };
}

/** A webhook as Plivo sends it: a form, signed over the public URL. */
export function signedRequest(
  path: string,
  form: Parameters,
  nonce: string,
  method: 'GET' | 'POST' = 'POST',
): Request {
  const written = new URLSearchParams(form.map(([name, value]) => [name, value]));
  const { pathname, searchParams } = new URL(path, PUBLIC_URL);
  const url = `${PUBLIC_URL}${pathname}`;
  const body = method === 'POST' ? form : [];
  const query = [...searchParams, ...(method === 'GET' ? form : [])];
  const signature = sign({ method, url, query, body }, nonce, authToken);
  const target = new URL(path, 'http://127.0.0.1:3000');
  for (const [name, value] of method === 'GET' ? form : []) target.searchParams.append(name, value);
  return new Request(target, {
    method,
    headers: { [SIGNATURE_HEADER]: signature, [NONCE_HEADER]: nonce },
    ...(method === 'POST' && { body: written }),
  });
}
