/**
 * A call from outside: whose phones ring, in which order. All of them in one step, or one a step; between steps Plivo
 * comes back to /answer?ring=<step> and tells how the last one ended.
 */
import { maskNumber } from '../log.ts';
import type { CallStart } from '../plivo/webhook.ts';
import { TENANT } from '../signIn/addAgent.ts';
import type { Agent } from '../store/store.ts';
import type { RouteDeps } from './route.ts';
import type { Verdict } from './verdict.ts';

/** How many phones one step rings. A whole company ringing helps nobody; INBOUND_AGENTS names those who should. */
const RING_AT_ONCE = 20;

export async function ringAgents(start: CallStart, step: number, deps: RouteDeps): Promise<Verdict> {
  const { config, store, clock } = deps;
  const { callUuid, caller } = start;
  if (start.calledNumber !== config.plivo.number) return { refusal: 'not-ours' };
  const from = caller.kind === 'outside' ? caller.number : null;
  const to = `+${config.plivo.number}`;
  // A step that was answered is a call that is over: there is nothing left to ring.
  if (start.dialStatus === 'completed') return { instructions: [{ do: 'hang-up' }] };
  const call = { callUuid, direction: 'inbound', sub: null, tenant: TENANT, from: from ?? '', to } as const;
  await store.calls.started({ ...call, now: clock.now() });
  const agents = stepsOf(await store.agents.list(), config.inbound)[step] ?? [];
  const facts = { direction: 'inbound', from: maskNumber(from), step, phones: agents.length };
  if (agents.length === 0) return { refusal: 'nobody-there', facts };
  const dial = {
    do: 'dial-users',
    uris: agents.map(({ sub }) => `sip:${sub}_${config.plivo.authId}@phone.plivo.com`),
    callerId: from,
    timeoutSeconds: config.inbound.timeoutSeconds,
    timeLimitSeconds: config.caps.callTimeLimitSeconds,
    action: `${config.publicUrl}/answer?ring=${step + 1}`,
  } as const;
  return { instructions: [dial], facts };
}

/** The agents of each step. Names that nobody has any more are passed over. */
function stepsOf(
  all: readonly Agent[],
  inbound: RouteDeps['config']['inbound'],
): readonly (readonly Agent[])[] {
  const byName = new Map(all.map((agent) => [agent.name, agent]));
  const wanted = inbound.agents.length === 0 ? [...byName.keys()].sort() : inbound.agents;
  const agents = wanted.flatMap((name) => byName.get(name) ?? []).slice(0, RING_AT_ONCE);
  return inbound.strategy === 'all' ? [agents] : agents.map((agent) => [agent]);
}
