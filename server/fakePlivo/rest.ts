/** The part of Plivo's REST API that the server uses, under /v1/Account/<auth id>/. Shapes as api.plivo.com answers. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
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

export function createRest(options: RestOptions): Hono {
  const { authId, authToken, appId, number, calls, faults } = options;
  const rest = new Hono();
  const credentials = `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`;

  rest.use(async (c, next) => {
    c.header('date', new Date(options.now() + faults.clockAheadMs).toUTCString());
    const fault = takeRestFault(faults);
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault && fault.status !== 200)
      return c.json(failure(`Answered ${fault.status} on request.`), fault.status as 500);
    if (c.req.header('authorization') !== credentials)
      return c.text(
        'Could not verify your access level for that URL. You have to login with proper credentials.',
        401,
      );
    return next();
  });

  rest.post('/JWT/Token/', async (c) => {
    const asked: unknown = await c.req.json().catch(() => null);
    const error = objectionTo(asked, authId, options.now() / 1000);
    if (error) return c.json(failure(error), 400);
    const claims = claimsFor(asked as TokenRequest, faults.token, options.now() / 1000);
    return c.json({ api_id: randomUUID(), token: signToken(claims, options.tokenSecret) });
  });

  rest.get('/Call/', (c) => {
    const all = [...calls.all()].reverse();
    if (c.req.query('status') === 'live') {
      const live = all.filter(({ cause }) => !cause).map(({ callUuid }) => callUuid);
      return c.json({ api_id: randomUUID(), calls: live });
    }
    const limit = Math.min(Number(c.req.query('limit') ?? 20), 20);
    const offset = Number(c.req.query('offset') ?? 0);
    const done = all.filter(({ cause }) => cause);
    const objects = done.slice(offset, offset + limit).map((call) => restCall(call, authId));
    const meta = { limit, offset, next: null, previous: null, total_count: done.length };
    return c.json({ api_id: randomUUID(), meta, objects });
  });

  rest.get('/Call/:uuid/', (c) => {
    const call = calls.find(c.req.param('uuid'));
    return call
      ? c.json({ api_id: randomUUID(), ...restCall(call, authId) })
      : c.json(failure('not found'), 404);
  });

  rest.delete('/Call/:uuid/', async (c) => {
    const call = calls.find(c.req.param('uuid'));
    if (!call || call.cause) return c.json(failure('call not found'), 404);
    await options.hangUp(call);
    return c.body(null, 204);
  });

  rest.get('/Application/:id/', (c) => {
    if (c.req.param('id') !== appId) return c.json(failure('not found'), 404);
    const { answerUrl, answerMethod, hangupUrl, hangupMethod } = options.application();
    const urls = { answer_url: answerUrl, hangup_url: hangupUrl };
    const methods = { answer_method: answerMethod, hangup_method: hangupMethod };
    return c.json({
      api_id: randomUUID(),
      app_id: appId,
      app_name: 'offhook',
      enabled: true,
      ...urls,
      ...methods,
    });
  });

  rest.get('/Number/:number/', (c) => {
    if (c.req.param('number') !== number) return c.json(failure('not found'), 404);
    const application = `/v1/Account/${authId}/Application/${appId}/`;
    return c.json({ api_id: randomUUID(), number, application, voice_enabled: true, active: true });
  });

  rest.notFound((c) => c.json(failure('not found'), 404));
  return rest;
}

const failure = (error: string) => ({ api_id: randomUUID(), error });
