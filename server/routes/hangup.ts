/** POST|GET /hangup: a call is over. Recorded once, however often Plivo tells it, and acknowledged when it is on disk. */
import { Hono } from 'hono';
import { parseCallEnd } from '../plivo/webhook.ts';
import { toXml } from '../plivo/xml.ts';
import { describesWebhook } from './openapi.ts';
import { problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';
import { webhook } from './webhook.ts';

const XML = { 'Content-Type': 'application/xml; charset=utf-8' };

export function hangupRoute(deps: RouteDeps) {
  const { store, clock } = deps;
  const handle = webhook('hangup', deps, async (c, { parameters }) => {
    const end = parseCallEnd(parameters);
    if (!end) return problem(c, 'bad-request', { detail: 'CallUUID is missing or not one.' });
    const isFirst = await store.calls.ended({ ...end, at: clock.now() });
    if (isFirst) {
      const { callUuid, durationSeconds, cause } = end;
      c.var.log.info({ callUuid, durationSeconds, cause }, 'call ended');
    }
    return c.body(toXml([]), 200, XML);
  });
  const describe = describesWebhook('A call is over', 'application/xml');
  return new Hono<Env>().get('/hangup', describe, handle).post('/hangup', describe, handle);
}
