/** What every request gets: an id, a line in the log, a place in the metrics, and headers that lock it down. */
import { randomUUID } from 'node:crypto';
import { matchedRoutes } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Middleware } from './route.ts';

/** An id of a proxy in front is kept when it has the shape of one. */
const REQUEST_ID = /^[\w-]{8,64}$/;

export function tellRequest(log: Log, metrics: Metrics): Middleware {
  return async (c, next) => {
    const given = c.req.header('X-Request-Id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : randomUUID();
    const startedAt = performance.now();
    c.set('requestId', requestId);
    c.set('log', log.child({ requestId }));
    c.header('X-Request-Id', requestId);
    await next();
    const { method } = c.req;
    // The pattern, never the path: what a stranger asks for is neither a metric nor worth a line's length.
    const route = matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? 'none';
    const { status } = c.res;
    const tookMs = Math.round(performance.now() - startedAt);
    metrics.requests.observe({ method, route, status }, tookMs / 1000);
    c.var.log.info({ method, route, status, tookMs }, 'request');
  };
}

/** An interface, not a page: nothing of it may be run, framed, sniffed or kept. */
export function lockDown(): Middleware {
  const headers = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    // The extension reads across origins, by CORS; anything else gets nothing.
    crossOriginResourcePolicy: 'same-origin',
    strictTransportSecurity: 'max-age=31536000',
  });
  return (c, next) => {
    c.header('Cache-Control', 'no-store');
    return headers(c, next);
  };
}
