/** GET /token: a short-lived token of Plivo's for this agent's phone. Plivo makes it; we say for whom and how long. */
import { Hono } from 'hono';
import { type TokenReply, tokenReply } from '../../src/accounts/tokenContract.ts';
import type { PlivoFailure } from '../plivo/api.ts';
import { describes } from './openapi.ts';
import { problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';
import { signedIn } from './signedIn.ts';

const MINUTE_MS = 60_000;
/** A clock of ours that is a little ahead must not make tokens that are "not valid yet" at Plivo (10005). */
const CLOCK_SKEW_SECONDS = 60;
const REFUSALS = ['not-signed-in', 'rate-limited', 'upstream-failed', 'unavailable'] as const;

const REASONS = {
  unreachable: 'Plivo cannot be reached. Check this machine’s network and PLIVO_API_URL.',
  'timed-out': 'Plivo did not answer in time. Try again.',
  refused: 'Plivo refuses to make a token. Check PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN and PLIVO_APP_ID.',
  broken: 'Plivo has a fault of its own. Try again in a minute.',
  malformed: 'Plivo’s answer holds no token. Check PLIVO_API_URL.',
  'token-too-long': 'Plivo’s token is longer than the 500 characters its SDK can send.',
} as const satisfies Record<PlivoFailure, string>;

export function tokenRoute(deps: RouteDeps) {
  const { config, store, plivo, clock, metrics } = deps;
  const describe = describes('A token for this agent’s phone', tokenReply, REFUSALS);
  return new Hono<Env>().get('/token', describe, signedIn(deps), async (c) => {
    const { sub } = c.var.agent;
    const taken = await store.limits.take(`token:${sub}`, config.tokensPerMinute, MINUTE_MS, clock.now());
    if (!taken.ok) {
      const detail = `This agent has asked for ${config.tokensPerMinute} tokens within a minute.`;
      return problem(c, 'rate-limited', { detail, retryAfterMs: taken.retryAfterMs });
    }
    const now = Math.floor(clock.now() / 1000);
    const expires = now + config.tokenTtlSeconds;
    const result = await plivo.createToken({ sub, notBefore: now - CLOCK_SKEW_SECONDS, expires });
    metrics.tokens.inc({ outcome: result.ok ? 'made' : result.failure });
    if (!result.ok) {
      c.var.log.error({ failure: result.failure, upstreamStatus: result.status }, 'no token from Plivo');
      return problem(c, 'upstream-failed', { detail: REASONS[result.failure] });
    }
    const { authId, number, sipServers } = config.plivo;
    const reply: TokenReply = {
      token: result.value,
      username: `${sub}_${authId}`,
      plivoNumber: number,
      expiresAt: expires * 1000,
      ...(sipServers.length > 0 && { servers: [...sipServers] }),
    };
    return c.json(reply);
  });
}
