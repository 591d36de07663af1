/** The part of Plivo's REST API that the server uses, under /v1/Account/<auth id>/. Shapes as api.plivo.com answers. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type FakeCall, restCall } from './call.ts';
import type { Application, Calls } from './calls.ts';
import { type Faults, takeRestFault } from './faults.ts';
import { signToken } from './token.ts';
import { claimsFor, objectionTo, type TokenRequest } from './tokenRequest.ts';

export type RestOptions = {
  readonly authId: string;
  readonly authToken: string;
  readonly appId: string;
  readonly number: string;
  readonly tokenSecret: string;
  readonly application: () => Application;
  readonly calls: Calls;
  /** Has the SIP side end a live call. */
  readonly hangUp: (call: FakeCall) => Promise<void>;
  readonly faults: Faults;
  readonly now: () => number;
};

const LONGEST_PAGE = 20;

export function createRest(options: RestOptions): Hono {
  const rest = new Hono();
  guard(rest, options);
  addToken(rest, options);
  addCalls(rest, options);
  addConsole(rest, options);
  rest.notFound((c) => c.json(failure('not found'), 404));
  return rest;
}

const failure = (error: string) => ({ api_id: randomUUID(), error });
const NO_ACCESS =
  'Could not verify your access level for that URL. You have to login with proper credentials.';

/** The account's credentials, and before them what a test wants to go wrong. */
function guard(rest: Hono, { authId, authToken, faults, now }: RestOptions): void {
  const credentials = `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`;
  rest.use(async (c, next) => {
    c.header('date', new Date(now() + faults.clockAheadMs).toUTCString());
    const fault = takeRestFault(faults);
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault && fault.status !== 200)
      return c.json(failure(`Answered ${fault.status} on request.`), fault.status as ContentfulStatusCode);
    return c.req.header('authorization') === credentials ? next() : c.text(NO_ACCESS, 401);
  });
}

function addToken(rest: Hono, { authId, tokenSecret, faults, now }: RestOptions): void {
  rest.post('/JWT/Token/', async (c) => {
    const asked: unknown = await c.req.json().catch(() => null);
    const error = objectionTo(asked, authId, now() / 1000);
    if (error) return c.json(failure(error), 400);
    const claims = claimsFor(asked as TokenRequest, faults.token, now() / 1000);
    return c.json({ api_id: randomUUID(), token: signToken(claims, tokenSecret) });
  });
}

function addCalls(rest: Hono, { authId, calls, hangUp }: RestOptions): void {
  rest.get('/Call/', (c) => {
    const all = calls.all().toReversed();
    if (c.req.query('status') === 'live') {
      const live = all.filter(({ cause }) => !cause).map(({ callUuid }) => callUuid);
      return c.json({ api_id: randomUUID(), calls: live });
    }
    const limit = Math.min(Number(c.req.query('limit') ?? LONGEST_PAGE), LONGEST_PAGE);
    const offset = Number(c.req.query('offset') ?? 0);
    const done = all.filter(({ cause }) => cause);
    const objects = done.slice(offset, offset + limit).map((call) => restCall(call, authId));
    const meta = { limit, offset, next: null, previous: null, total_count: done.length };
    return c.json({ api_id: randomUUID(), meta, objects });
  });
  rest.get('/Call/:uuid/', (c) => {
    const call = calls.find(c.req.param('uuid'));
    if (!call) return c.json(failure('not found'), 404);
    return c.json({ api_id: randomUUID(), ...restCall(call, authId) });
  });
  rest.delete('/Call/:uuid/', async (c) => {
    const call = calls.find(c.req.param('uuid'));
    if (!call || call.cause) return c.json(failure('call not found'), 404);
    await hangUp(call);
    return c.body(null, 204);
  });
}

/** What a person sees in the console: the application's URLs, and which application the number belongs to. */
function addConsole(rest: Hono, { authId, appId, number, application }: RestOptions): void {
  rest.get('/Application/:id/', (c) => {
    if (c.req.param('id') !== appId) return c.json(failure('not found'), 404);
    const { answerUrl, answerMethod, hangupUrl, hangupMethod } = application();
    const urls = { answer_url: answerUrl, hangup_url: hangupUrl };
    const methods = { answer_method: answerMethod, hangup_method: hangupMethod };
    return c.json({ api_id: randomUUID(), app_id: appId, app_name: 'offhook', ...urls, ...methods });
  });
  rest.get('/Number/:number/', (c) => {
    if (c.req.param('number') !== number) return c.json(failure('not found'), 404);
    const belongsTo = `/v1/Account/${authId}/Application/${appId}/`;
    return c.json({
      api_id: randomUUID(),
      number,
      application: belongsTo,
      voice_enabled: true,
      active: true,
    });
  });
}
