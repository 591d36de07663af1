/**
 * POST|GET /answer: Plivo has a call for the rented number and asks what to do. An agent's call goes where X-PH-Dest
 * says (outbound.ts), anybody else's rings the agents (inbound.ts). The same delivery again gets the same bytes.
 */
import { Hono } from 'hono';
import { type CallStart, parseCallStart } from '../plivo/webhook.ts';
import { type Instruction, toXml } from '../plivo/xml.ts';
import { ringAgents } from './inbound.ts';
import { describesWebhook } from './openapi.ts';
import { dialDestination } from './outbound.ts';
import { problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';
import { SPOKEN, type Verdict } from './verdict.ts';
import { webhook } from './webhook.ts';

const XML = { 'Content-Type': 'application/xml; charset=utf-8' };

export function answerRoute(deps: RouteDeps) {
  const handle = webhook('answer', deps, async (c, { parameters, query }) => {
    const start = parseCallStart(parameters, deps.config.plivo.authId);
    if (!start) return problem(c, 'bad-request', { detail: 'CallUUID is missing or not one.' });
    const step = Number(query.find(([name]) => name === 'ring')?.[1] ?? 0);
    const verdict = await decide(start, Number.isSafeInteger(step) ? step : 0, deps);
    const { callUuid, caller } = start;
    const agent = caller.kind === 'agent' ? caller.sub : undefined;
    c.var.log.info({ callUuid, agent, ...verdict.facts }, verdict.refusal ?? 'call routed');
    return c.body(toXml(instructionsOf(verdict)), 200, XML);
  });
  const describe = describesWebhook('What to do with a call', 'application/xml');
  return new Hono<Env>().get('/answer', describe, handle).post('/answer', describe, handle);
}

/** Who calls decides; a destination in the mouth of somebody who is not an agent is never followed. */
async function decide(start: CallStart, step: number, deps: RouteDeps): Promise<Verdict> {
  const { caller, destination, direction } = start;
  if (direction === 'outbound') return { refusal: 'not-ours' };
  if (caller.kind === 'agent') return dialDestination(start, caller.sub, deps);
  if (destination.asked) return { refusal: 'unknown-agent' };
  return ringAgents(start, step, deps);
}

function instructionsOf(verdict: Verdict): readonly Instruction[] {
  if (verdict.refusal === undefined) return verdict.instructions;
  return [{ do: 'speak', text: SPOKEN[verdict.refusal] }, { do: 'hang-up' }];
}
