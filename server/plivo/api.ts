/**
 * The little of Plivo's REST interface that we use, over fetch: its own library cannot be pointed at another host for
 * calls. Failures are data; a status of 500 and above, or no answer, is tried once more. Who may ask for what is decided
 * in routes/.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';

export type PlivoFailure =
  | 'unreachable'
  | 'timed-out'
  | 'refused'
  | 'broken'
  | 'malformed'
  | 'token-too-long';
export type PlivoResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: PlivoFailure; readonly status?: number };

/** One call as Plivo lists it. */
export type ListedCall = v.InferOutput<typeof listedCall>;

export interface PlivoApi {
  /** A JWT for the Browser SDK. `notBefore`, `expires`: epoch seconds. */
  createToken(claims: { sub: string; notBefore: number; expires: number }): Promise<PlivoResult<string>>;
  /** The newest calls of the account, at most 20. */
  listCalls(): Promise<PlivoResult<readonly ListedCall[]>>;
}

export type PlivoAccount = {
  readonly authId: string;
  readonly authToken: string;
  readonly appId: string;
  readonly apiUrl: string;
};

export type PlivoApiOptions = {
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs?: number;
  /** Waits before the second try. */
  readonly pause?: (ms: number) => Promise<unknown>;
};

/** A token is asked for while an agent looks at "Signing in": two tries must fit into the 10 s it waits. */
const TIMEOUT_MS = 4_000;
const RETRY_AFTER_MS = 150;
/** The SDK leaves a longer token out of its INVITE. */
const MAX_TOKEN_LENGTH = 500;

const tokenAnswer = v.object({ token: v.pipe(v.string(), v.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)) });
const optionalText = v.optional(v.nullable(v.string()));
const listedCall = v.object({
  call_uuid: v.string(),
  call_direction: optionalText,
  from_number: optionalText,
  to_number: optionalText,
  call_state: optionalText,
  call_duration: v.optional(v.nullable(v.number())),
  hangup_cause_name: optionalText,
  initiation_time: optionalText,
});
const callList = v.object({ objects: v.array(listedCall) });

export function createPlivoApi(account: PlivoAccount, options: PlivoApiOptions = {}): PlivoApi {
  const base = `${account.apiUrl}/v1/Account/${account.authId}`;
  const ask = asker(account, options);
  return {
    async createToken({ sub, notBefore, expires }) {
      const per = { voice: { incoming_allow: true, outgoing_allow: true } };
      const claims = { iss: account.authId, sub, nbf: notBefore, exp: expires, per, app: account.appId };
      const result = await ask(`${base}/JWT/Token/`, tokenAnswer, claims);
      if (!result.ok) return result;
      const { token } = result.value;
      return token.length > MAX_TOKEN_LENGTH
        ? { ok: false, failure: 'token-too-long' }
        : { ok: true, value: token };
    },
    async listCalls() {
      const result = await ask(`${base}/Call/?limit=20`, callList);
      return result.ok ? { ok: true, value: result.value.objects } : result;
    },
  };
}

type Ask = <S extends v.GenericSchema>(
  url: string,
  schema: S,
  body?: unknown,
) => Promise<PlivoResult<v.InferOutput<S>>>;

function asker(account: PlivoAccount, options: PlivoApiOptions): Ask {
  const { fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS, pause = sleep } = options;
  const authorization = `Basic ${Buffer.from(`${account.authId}:${account.authToken}`).toString('base64')}`;
  const once: Ask = async (url, schema, body) => {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status } = response;
    if (!response.ok) return { ok: false, failure: status >= 500 ? 'broken' : 'refused', status };
    const parsed = v.safeParse(schema, await response.json().catch(() => null));
    return parsed.success ? { ok: true, value: parsed.output } : { ok: false, failure: 'malformed', status };
  };
  const tried: Ask = (...request) => once(...request).catch((error: unknown) => failed(error));
  return async (...request) => {
    const first = await tried(...request);
    if (first.ok || first.failure === 'refused' || first.failure === 'malformed') return first;
    await pause(RETRY_AFTER_MS * (1 + Math.random()));
    return tried(...request);
  };
}

function failed(error: unknown): { ok: false; failure: PlivoFailure } {
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  return { ok: false, failure: timedOut ? 'timed-out' : 'unreachable' };
}
