/**
 * An agent's call: may it go where X-PH-Dest says? With an intent, the rules and caps said yes within the last minute
 * and it is spent here. Without one (an older extension, a softphone) rules and caps are asked now, as POST /calls
 * would have asked them; a wrong or spent intent is refused, never replaced.
 */
import type { E164 } from '../../src/numbers/e164.ts';
import { maskNumber } from '../log.ts';
import type { CallStart } from '../plivo/webhook.ts';
import type { Agent } from '../store/store.ts';
import { mayCall, mayDialNumber } from './callRules.ts';
import type { RouteDeps } from './route.ts';
import type { Refusal, Verdict } from './verdict.ts';

/** As long as an agent's phone rings before it gives up; the store holds a call's place for longer than this. */
const RING_SECONDS = 60;

export async function dialDestination(start: CallStart, sub: string, deps: RouteDeps): Promise<Verdict> {
  const { config, store } = deps;
  const agent = await store.agents.bySub(sub);
  if (!agent) return { refusal: 'unknown-agent' };
  const { to } = start.destination;
  if (!to) return { refusal: 'no-destination' };
  const facts = { direction: 'outbound', to: maskNumber(to) };
  // The loop guard, before anything is spent: dialling our own number would bring us back here.
  if (to === `+${config.plivo.number}`) return { refusal: 'own-number', facts };
  const granted = await grant(start, to, agent, deps);
  if ('refusal' in granted) return { refusal: granted.refusal, facts };
  const { timeLimitSeconds } = granted;
  const dial = {
    do: 'dial-number',
    number: to.slice(1),
    callerId: config.plivo.number,
    timeoutSeconds: RING_SECONDS,
    timeLimitSeconds,
  } as const;
  return { instructions: [dial], facts };
}

type Granted = { readonly timeLimitSeconds: number } | { readonly refusal: Refusal };

async function grant(start: CallStart, to: E164, agent: Agent, deps: RouteDeps): Promise<Granted> {
  const { callUuid, intent } = start;
  const { config, store, clock } = deps;
  const now = clock.now();
  const answer = intent.asked ? mayDialNumber(to, config) : mayCall(to, config, now);
  if (!answer.ok) return { refusal: answer.code };
  const id = intent.asked ? intent.id : await reserveNow(callUuid, to, agent, deps);
  if (id === null) return { refusal: intent.asked ? 'intent-spent' : 'cap-reached' };
  const redeemed = await store.calls.redeem({ intent: id, to, sub: agent.sub, callUuid, now });
  return redeemed ?? { refusal: 'intent-spent' };
}

/** The call's own id stands for the CallId that was not sent, so that a repeated delivery is counted once. */
async function reserveNow(callUuid: string, to: E164, agent: Agent, deps: RouteDeps): Promise<string | null> {
  const { sub, tenant } = agent;
  const request = { sub, tenant, callId: `plivo:${callUuid}`, to, now: deps.clock.now() };
  const reserved = await deps.store.calls.reserve(request, deps.config.caps);
  return reserved.ok ? reserved.intent : null;
}
