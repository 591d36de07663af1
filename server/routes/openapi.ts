/** GET /openapi.json, made from the routes themselves: what each says of itself here is what the document says. */
import { Hono } from 'hono';
import { describeRoute, openAPIRouteHandler, resolver } from 'hono-openapi';
import type { GenericSchema } from 'valibot';
import { type ProblemCode, problem } from '../../src/accounts/tokenContract.ts';
import { statusOf } from './problem.ts';
import type { Env, Middleware } from './route.ts';

/** Describes a route that answers with JSON, takes `body` where it is a POST, and refuses with one of `refusals`. */
export function describes(
  summary: string,
  answer: GenericSchema,
  refusals: readonly ProblemCode[] = [],
  body?: GenericSchema,
): Middleware {
  const json = { 'application/json': { schema: resolver(answer) } };
  const bearer = refusals.includes('not-signed-in') ? { security: [{ bearer: [] }] } : {};
  return describeRoute({
    summary,
    ...bearer,
    ...(body && { requestBody: { content: { 'application/json': { schema: resolver(body) } } } }),
    responses: { 200: { description: 'Done', content: json }, ...described(refusals) },
  });
}

/** Describes a webhook of Plivo: signed, and answered with what Plivo is to do. */
export function describesWebhook(summary: string, mediaType: string): Middleware {
  return describeRoute({
    summary,
    description: 'Plivo calls this, with its signature V3; anybody else is refused.',
    responses: {
      200: { description: 'Done', content: { [mediaType]: { schema: { type: 'string' } } } },
      ...described(['bad-request', 'forbidden']),
    },
  });
}

/** Describes a route that answers with plain text. */
export function describesText(summary: string, refusals: readonly ProblemCode[] = []): Middleware {
  const content = { 'text/plain': { schema: { type: 'string' as const } } };
  return describeRoute({
    summary,
    responses: { 200: { description: 'Done', content }, ...described(refusals) },
  });
}

/** One entry a status: two codes may share one. */
function described(refusals: readonly ProblemCode[]) {
  const content = { 'application/problem+json': { schema: resolver(problem) } };
  const byStatus = Object.groupBy(refusals, (code) => String(statusOf(code)));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes]) => [
      status,
      { description: codes?.join(', ') ?? '', content },
    ]),
  );
}

/** `app`: the one that holds all routes. */
export function openapiRoute(app: Hono<Env>): Hono<Env> {
  const documentation = {
    info: {
      title: 'Offhook server',
      version: '1',
      description: 'Tokens, call intents and webhooks for Plivo.',
    },
    components: { securitySchemes: { bearer: { type: 'http' as const, scheme: 'bearer' } } },
  };
  return new Hono<Env>().get('/openapi.json', openAPIRouteHandler(app, { documentation }));
}
