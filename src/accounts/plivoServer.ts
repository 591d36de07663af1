/**
 * The client of our own server: five questions over fetch, each answered or refused as data. What the answers look like
 * is in tokenContract.ts and gatewayContract.ts; who the agent is and where a bearer comes from is in plivo.ts and oidc.ts.
 */
import * as v from 'valibot';
import type { Failure, FailureCode } from '../call/failure.ts';
import { type SipCredentialsReply, sipCredentialsReply } from './gatewayContract.ts';
import { isRedirect, noAnswer, parseJson, readShort, retryAfterMs } from './httpAnswer.ts';
import {
  type CheckReply,
  checkReply,
  type IntentReply,
  type IntentRequest,
  intentReply,
  type ProblemCode,
  problem,
  type SignInOffer,
  signInOffer,
  type TokenReply,
  tokenReply,
} from './tokenContract.ts';

/** `server`: base URL, https:// or http:// to loopback. `bearer`: an access key or an OIDC access token. */
export type ServerAccess = { readonly server: string; readonly bearer: string };

/** `retryAfterMs`: how long the server asks to be left alone. Details name no token, key or number. */
export type Refused = { readonly ok: false; readonly failure: Failure; readonly retryAfterMs?: number };

/** A token takes the server one request to Plivo; an agent waits for an intent with a finger on the button. */
const PATIENCE_MS = 10_000;

/** What a server's refusal means to the agent. */
const FAILURES: Readonly<Record<ProblemCode, FailureCode>> = {
  'not-signed-in': 'sign-in-expired',
  forbidden: 'forbidden',
  'bad-request': 'server-unusable', // it does not speak our contract
  'not-found': 'server-unusable',
  'number-invalid': 'number-invalid',
  'number-forbidden': 'number-forbidden',
  'outside-hours': 'outside-hours',
  'cap-reached': 'cap-reached',
  'rate-limited': 'rate-limited',
  'upstream-failed': 'server-failed',
  unavailable: 'server-failed',
  internal: 'server-failed',
};

/** How an agent of this server proves who they are. Needs no bearer. Never rejects. */
export async function fetchSignInOffer(
  server: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<{ readonly ok: true; readonly offer: SignInOffer } | Refused> {
  const answer = await ask({ server, path: '/sign-in' }, signInOffer, fetch, signal);
  return answer.ok ? { ok: true, offer: answer.value } : answer;
}

/** A new Plivo token. Never rejects. */
export async function fetchToken(
  access: ServerAccess,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<{ readonly ok: true; readonly reply: TokenReply } | Refused> {
  const answer = await ask({ ...access, path: '/token' }, tokenReply, fetch, signal);
  return answer.ok ? { ok: true, reply: answer.value } : answer;
}

/** What to register with at the gateway for a while. Never rejects. */
export async function fetchSipCredentials(
  access: ServerAccess,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<{ readonly ok: true; readonly value: SipCredentialsReply } | Refused> {
  return ask({ ...access, path: '/sip-credentials' }, sipCredentialsReply, fetch, signal);
}

/**
 * The server's yes to one call, good once and for 60 s. The same `callId` again yields the same intent. Never rejects;
 * whatever is not a yes means that nothing may be dialled.
 */
export async function requestIntent(
  access: ServerAccess,
  request: IntentRequest,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<({ readonly ok: true } & IntentReply) | Refused> {
  const answer = await ask({ ...access, path: '/calls', body: request }, intentReply, fetch, signal);
  return answer.ok ? { ok: true, ...answer.value } : answer;
}

/** What the server's doctor finds on its own side. Takes the server up to eight seconds. Never rejects. */
export async function fetchCheck(
  access: ServerAccess,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<{ readonly ok: true; readonly findings: CheckReply } | Refused> {
  const answer = await ask({ ...access, path: '/check' }, checkReply, fetch, signal);
  return answer.ok ? { ok: true, findings: answer.value } : answer;
}

type Question = {
  readonly server: string;
  readonly path: `/${string}`;
  readonly bearer?: string;
  readonly body?: object;
};
type Answer<Value> = { readonly ok: true; readonly value: Value } | Refused;

async function ask<Value>(
  question: Question,
  schema: v.GenericSchema<unknown, Value>,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Answer<Value>> {
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const response = await fetch(urlOf(question), { ...optionsOf(question), signal: patience });
    return await read(response, schema);
  } catch (error) {
    return refuse('server-unreachable', noAnswer(error, PATIENCE_MS));
  }
}

/** A server may live below a path: "https://tools.example.com/offhook". */
function urlOf({ server, path }: Question): string {
  return `${server.replace(/\/+$/, '')}${path}`;
}

function optionsOf({ bearer, body }: Question): RequestInit {
  return {
    method: body ? 'POST' : 'GET',
    headers: {
      accept: 'application/json, application/problem+json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    // Not followed, and told apart from a server that is gone: a redirect would carry the bearer elsewhere.
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  };
}

async function read<Value>(
  response: Response,
  schema: v.GenericSchema<unknown, Value>,
): Promise<Answer<Value>> {
  if (isRedirect(response)) return refuse('server-unusable', 'it redirects');
  const body = parseJson(await readShort(response));
  if (!response.ok) return refusal(response, body);
  const parsed = v.safeParse(schema, body);
  return parsed.success
    ? { ok: true, value: parsed.output }
    : refuse('server-unusable', 'the answer does not follow the contract');
}

/** The problem's code says why; a proxy in front of the server has only a status. */
function refusal(response: Response, body: unknown): Refused {
  const told = v.safeParse(problem, body);
  const code = told.success ? FAILURES[told.output.code] : codeOfStatus(response.status);
  const why = (told.success && (told.output.detail ?? told.output.title)) || 'no reason given';
  const waitMs = retryAfterMs(response);
  const refused = refuse(code, `${response.status}: ${why}`.slice(0, 300));
  return waitMs === null ? refused : { ...refused, retryAfterMs: waitMs };
}

function codeOfStatus(status: number): FailureCode {
  if (status === 401) return 'sign-in-expired';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-failed' : 'server-unusable';
}

function refuse(code: FailureCode, detail: string): Refused {
  return { ok: false, failure: { code, detail } };
}
