/** GET /healthz (the process runs), GET /readyz (it can work: the store answers), GET /metrics (Prometheus, admin only). */
import { Hono } from 'hono';
import { describesText } from './openapi.ts';
import { problem } from './problem.ts';
import type { Env, RouteDeps } from './route.ts';
import { adminOnly, signedIn } from './signedIn.ts';

export function healthRoutes({ store }: RouteDeps) {
  return new Hono<Env>()
    .get('/healthz', describesText('Does the process run?'), (c) => c.text('ok'))
    .get('/readyz', describesText('Can it work?', ['unavailable']), async (c) => {
      const ready = await store.ready().catch(() => false);
      return ready ? c.text('ready') : problem(c, 'unavailable', { detail: 'The database does not answer.' });
    });
}

export function metricsRoute(deps: RouteDeps) {
  const { registry } = deps.metrics;
  const describe = describesText('Counters for Prometheus', ['not-signed-in', 'forbidden']);
  return new Hono<Env>().get('/metrics', describe, signedIn(deps), adminOnly, async (c) =>
    c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType }),
  );
}
