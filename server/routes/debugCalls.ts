/** GET /debug/calls: why did it fail? The last calls as we recorded them and, when asked, as Plivo did. Admins only. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { maskNumber } from '../log.ts';
import type { ListedCall } from '../plivo/api.ts';
import type { CallRow } from '../store/store.ts';
import { describes } from './openapi.ts';
import { problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';
import { adminOnly, signedIn } from './signedIn.ts';

const LIMIT = 100;
const REFUSALS = ['not-signed-in', 'forbidden', 'rate-limited', 'upstream-failed'] as const;

const reply = v.object({ calls: v.array(v.record(v.string(), v.unknown())) });

/** `?source=plivo` asks Plivo's own list instead of our records. */
export function debugCallsRoute(deps: RouteDeps) {
  const describe = describes('The last calls, numbers masked', reply, REFUSALS);
  return new Hono<Env>().get('/debug/calls', describe, signedIn(deps), adminOnly, async (c) => {
    if (c.req.query('source') !== 'plivo') {
      return c.json({ calls: (await deps.store.calls.recent(LIMIT)).map(ourCall) });
    }
    const listed = await deps.plivo.listCalls();
    if (!listed.ok)
      return problem(c, 'upstream-failed', { detail: `Plivo’s list of calls: ${listed.failure}.` });
    return c.json({ calls: listed.value.map(theirCall) });
  });
}

function ourCall(call: CallRow) {
  return { ...call, from: maskNumber(call.from), to: maskNumber(call.to) };
}

function theirCall({ from_number, to_number, ...call }: ListedCall) {
  return { ...call, from_number: maskNumber(from_number ?? null), to_number: maskNumber(to_number ?? null) };
}
