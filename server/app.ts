/**
 * The server as a function: a Request in, a Response out, no socket. Rooms are wired here; sockets and signals are
 * serve.ts, what a route does is in routes/.
 */
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { PlivoApi } from './plivo/api.ts';
import { answerRoute } from './routes/answer.ts';
import { callsRoute } from './routes/calls.ts';
import { checkRoute } from './routes/check.ts';
import { debugCallsRoute } from './routes/debugCalls.ts';
import { hangupRoute } from './routes/hangup.ts';
import { healthRoutes, metricsRoute } from './routes/health.ts';
import { openapiRoute } from './routes/openapi.ts';
import { problem } from './routes/problem.ts';
import { lockDown, tellRequest } from './routes/request.ts';
import type { Env, RouteDeps } from './routes/route.ts';
import { signInRoute } from './routes/signIn.ts';
import { sipCredentialsRoute } from './routes/sipCredentials.ts';
import { tokenRoute } from './routes/token.ts';
import { createOidc } from './signIn/oidc.ts';
import { createSignIn } from './signIn/signIn.ts';
import type { Store } from './store/store.ts';

export type AppDeps = {
  readonly config: Config;
  readonly store: Store;
  readonly plivo: PlivoApi;
  readonly clock: { now(): number };
  readonly log: Log;
  readonly metrics?: Metrics;
  /** How an identity provider's keys are fetched. */
  readonly fetch?: typeof globalThis.fetch;
};

const MAX_BODY_BYTES = 32 * 1024;

export function createApp(deps: AppDeps): Hono<Env> {
  const { log, metrics = createMetrics() } = deps;
  const routeDeps: RouteDeps = { ...deps, metrics, signIn: signInOf(deps) };
  const app = new Hono<Env>();
  app.use(tellRequest(log, metrics), lockDown());
  for (const path of ['/sign-in', '/token', '/check', '/calls', '/sip-credentials'])
    app.use(path, allowOrigins(deps.config.allowedOrigins));
  app.use(limitBody());
  const asked = [signInRoute, tokenRoute, sipCredentialsRoute, checkRoute, callsRoute, debugCallsRoute];
  for (const route of [...asked, answerRoute, hangupRoute, healthRoutes, metricsRoute])
    app.route('/', route(routeDeps));
  app.route('/', openapiRoute(app));
  app.notFound((c) => problem(c, 'not-found'));
  app.onError(async (error, c) => {
    (c.var.log ?? log).error({ err: error }, 'a request failed');
    const ready = await deps.store.ready();
    return ready
      ? problem(c, 'internal')
      : problem(c, 'unavailable', { detail: 'The database does not answer.' });
  });
  return app;
}

/** Reads the whole body before a route is asked. Who breaks off in the middle has sent a bad request, not found a fault. */
function limitBody(): MiddlewareHandler<Env> {
  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: (c) =>
      problem(c, 'bad-request', { status: 413, detail: `A body has at most ${MAX_BODY_BYTES} bytes.` }),
  });
  return (c, next) =>
    limit(c, next).catch(() => problem(c, 'bad-request', { detail: 'The body broke off.' }));
}

function signInOf({ config, store, clock, fetch }: AppDeps) {
  if (!config.oidc) return createSignIn(store.agents, null);
  const verify = createOidc(config.oidc, { now: () => clock.now(), ...(fetch && { fetch }) });
  return createSignIn(store.agents, { issuer: config.oidc.issuer, verify });
}

/** Exactly these; an origin that is not listed gets no header at all. */
function allowOrigins(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type'],
    exposeHeaders: ['Retry-After', 'X-Request-Id'],
    maxAge: 600,
  });
}
