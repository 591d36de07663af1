/**
 * How the server says no: application/problem+json (RFC 9457), one status and one title a code. Which code a situation
 * has is its route's business; the codes themselves are the token contract's.
 */
import type { Context } from 'hono';
import type { Problem, ProblemCode } from '../../src/accounts/tokenContract.ts';

type Meaning = {
  readonly status: 400 | 401 | 403 | 404 | 422 | 429 | 500 | 502 | 503;
  readonly title: string;
};

const MEANINGS = {
  'not-signed-in': { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'You may not do this' },
  'bad-request': { status: 400, title: 'The request is not understood' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'number-invalid': { status: 422, title: 'This is not a telephone number' },
  'number-forbidden': { status: 403, title: 'This number may not be called' },
  'outside-hours': { status: 403, title: 'Calls are not allowed at this time' },
  'cap-reached': { status: 429, title: 'A limit on calls is reached' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'upstream-failed': { status: 502, title: 'Plivo did not answer as it should' },
  unavailable: { status: 503, title: 'The server cannot work now' },
  internal: { status: 500, title: 'Something went wrong here' },
} as const satisfies Record<ProblemCode, Meaning>;

export type ProblemDetails = {
  /** Names the thing, the value and the fix; never a secret. */
  readonly detail?: string;
  readonly retryAfterMs?: number;
  /** Where a code has more than one status: 413, 415. */
  readonly status?: 413 | 415;
};

export function statusOf(code: ProblemCode): number {
  return MEANINGS[code].status;
}

export function problem(c: Context, code: ProblemCode, details: ProblemDetails = {}): Response {
  const { title, status } = MEANINGS[code];
  const { detail, retryAfterMs } = details;
  const body: Problem = {
    type: `urn:offhook:problem:${code}`,
    title,
    status: details.status ?? status,
    code,
    ...(detail !== undefined && { detail }),
  };
  if (retryAfterMs !== undefined)
    c.header('Retry-After', String(Math.max(1, Math.ceil(retryAfterMs / 1000))));
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(body), body.status as Meaning['status']);
}
