/**
 * GET /sip-credentials: what an agent registers with at our own gateway for a while, and what its browser asks TURN with.
 * Minted here and checked there without anybody being asked: the two share a secret (gateway/agents/credentials.ts).
 */
import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { type SipCredentialsReply, sipCredentialsReply } from '../../src/accounts/gatewayContract.ts';
import type { GatewayConfig } from '../config.ts';
import { describes } from './openapi.ts';
import { problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';
import { signedIn } from './signedIn.ts';

const MINUTE_MS = 60_000;
const REFUSALS = ['not-signed-in', 'rate-limited', 'not-found', 'unavailable'] as const;

export function sipCredentialsRoute(deps: RouteDeps) {
  const { config, store, clock } = deps;
  const describe = describes('What this agent registers with at the gateway', sipCredentialsReply, REFUSALS);
  return new Hono<Env>().get('/sip-credentials', describe, signedIn(deps), async (c) => {
    const { gateway } = config;
    if (!gateway) {
      const detail =
        'This server knows no gateway. Set OFFHOOK_SIP_SERVER, OFFHOOK_SIP_DOMAIN and OFFHOOK_SIP_SECRET.';
      return problem(c, 'not-found', { detail });
    }
    const { sub } = c.var.agent;
    const taken = await store.limits.take(`sip:${sub}`, config.tokensPerMinute, MINUTE_MS, clock.now());
    if (!taken.ok) {
      const detail = `This agent has asked for ${config.tokensPerMinute} credentials within a minute.`;
      return problem(c, 'rate-limited', { detail, retryAfterMs: taken.retryAfterMs });
    }
    return c.json(mint(gateway, sub, clock.now()));
  });
}

function mint(gateway: GatewayConfig, agent: string, nowMs: number): SipCredentialsReply {
  const expires = Math.floor(nowMs / 1000) + gateway.ttlSeconds;
  const user = `${expires}:${agent}`;
  const { domain, server, turn } = gateway;
  // Kamailio's crypto_hmac_sha256 writes base64url.
  const password = createHmac('sha256', gateway.secret).update(user).digest('base64url');
  return {
    agent,
    user,
    password,
    domain,
    server,
    expiresAt: expires * 1000,
    ...(turn && {
      turn: { urls: [...turn.urls], username: user, credential: turnPassword(user, turn.secret) },
    }),
  };
}

/** coturn's use-auth-secret: "TURN REST API", draft-uberti-behave-turn-rest-00 §2.2. */
function turnPassword(user: string, secret: string): string {
  return createHmac('sha1', secret).update(user).digest('base64');
}
