/** POST /calls: an agent is about to call a number. Rules and caps say yes here, before any SIP is sent. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import {
  type IntentReply,
  type IntentRequest,
  intentReply,
  intentRequest,
  type ProblemCode,
} from '../../src/accounts/tokenContract.ts';
import { toE164 } from '../../src/numbers/e164.ts';
import { maskNumber } from '../log.ts';
import type { CapRefusal } from '../rules/caps.ts';
import { mayCall } from './callRules.ts';
import { describes } from './openapi.ts';
import { type ProblemDetails, problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';
import { signedIn } from './signedIn.ts';

const REFUSALS = [
  'bad-request',
  'not-signed-in',
  'number-invalid',
  'number-forbidden',
  'outside-hours',
  'cap-reached',
  'rate-limited',
] as const;

export function callsRoute(deps: RouteDeps) {
  const summary = 'May this agent call this number? A one-time intent';
  const describe = describes(summary, intentReply, REFUSALS, intentRequest);
  return new Hono<Env>().post('/calls', describe, signedIn(deps), async (c) => {
    const parsed = v.safeParse(intentRequest, await c.req.json().catch(() => null));
    if (parsed.success) return reserve(c, parsed.output, deps);
    const isNumber = parsed.issues.every(({ path }) => path?.[0].key === 'to');
    return isNumber
      ? problem(c, 'number-invalid', { detail: '"to" is a number as E.164 writes it: +442079460018.' })
      : problem(c, 'bad-request', { detail: 'Send JSON: {"to": number as E.164, "callId": UUID}.' });
  });
}

async function reserve(c: Context<Env>, { to, callId }: IntentRequest, deps: RouteDeps): Promise<Response> {
  const { config, store, clock, metrics } = deps;
  const { sub, tenant } = c.var.agent;
  const refuse = (code: ProblemCode, details: ProblemDetails) => {
    metrics.refusals.inc({ code });
    c.var.log.info({ to: maskNumber(to), code }, 'call refused');
    return problem(c, code, details);
  };
  const now = clock.now();
  const e164 = toE164(to);
  if (!e164) return refuse('number-invalid', {});
  const allowed = mayCall(e164, config, now);
  if (!allowed.ok) return refuse(allowed.code, { detail: allowed.detail });
  const reserved = await store.calls.reserve({ sub, tenant, callId, to, now }, config.caps);
  if (!reserved.ok) return refuse('cap-reached', capDetails(reserved.refusal));
  const reply: IntentReply = { intent: reserved.intent, expiresAt: reserved.expiresAt };
  return c.json(reply);
}

/** A place among the calls at the same time is free when one ends, which nobody can foresee. */
const CONCURRENT_RETRY_MS = 15_000;

function capDetails({ cap, scope, limit, retryAfterMs }: CapRefusal): ProblemDetails {
  const whose = scope === 'agent' ? 'This agent' : 'All agents together';
  return {
    detail: `${whose} reached the limit ${cap} (${cap === 'spend-per-day' ? limit / 1e6 : limit}).`,
    retryAfterMs: retryAfterMs ?? CONCURRENT_RETRY_MS,
  };
}
