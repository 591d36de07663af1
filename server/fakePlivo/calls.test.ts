// A call through the fake as the SIP side and the application see it: asked, followed, ended, told once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFromPlivo } from '../plivo/signature.ts';
import { type FakePlivo, startFakePlivo } from './fakePlivo.ts';
import {
  type Answer,
  type Delivered,
  startTestApplication,
  type TestApplication,
} from './testApplication.ts';
import { signToken } from './token.ts';
import { isWebhook, type Webhook } from './wire.ts';

const DIAL =
  '<Response><Dial callerId="14155550100" timeLimit="600"><Number>442079460018</Number></Dial></Response>';
const NUMBER = '14155550100';

let fake: FakePlivo;
let application: TestApplication;
let answers: (delivered: Delivered) => Answer;

beforeEach(async () => {
  answers = () => ({ xml: DIAL });
  application = await startTestApplication((delivered) => answers(delivered));
  fake = await startFakePlivo({
    retryDelaysMs: [0, 0],
    application: application.application,
    number: NUMBER,
  });
});
afterEach(async () => {
  await fake.close();
  application.close();
});

const user = () => `agent7_${fake.authId}`;
function token() {
  const exp = Math.floor(Date.now() / 1000) + 900;
  const claims = { iss: fake.authId, sub: 'agent7', nbf: exp - 1000, exp, per: { voice: {} } };
  return signToken(claims, fake.tokenSecret);
}
const post = async (path: string, body = '') =>
  (await fetch(`${fake.sipSwitchUrl}/${path}`, { method: 'POST', body })).text();
const request = (method: string, headers: Record<string, string>, to = NUMBER) =>
  [
    `${method} sip:${to}@phone.plivo.com SIP/2.0`,
    `From: <sip:${user()}@phone.plivo.com>;tag=f1`,
    'Call-ID: c1',
    `CSeq: 7 ${method}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');
const invite = (headers: Record<string, string> = {}) =>
  post('call/browser', request('INVITE', { 'X-Plivo-Jwt': token(), ...headers }));
const uuidOf = (verdict: string) => /uuid=([\w-]+);/.exec(verdict)?.[1] ?? '';
const webhooks = (event: Webhook['event']) => fake.wire.entries.filter(isWebhook(event));

describe('an INVITE to the Plivo number', () => {
  it('asks the application, with the X-PH headers, and follows its Dial', async () => {
    const verdict = await invite({ 'X-PH-Dest': '442079460018', 'X-PH-Intent': 'abc123' });
    expect(verdict).toMatch(/^do=dial;uuid=[\w-]+;number=442079460018;caller=14155550100;limit=600;ring=0;$/);
    expect(Object.fromEntries(application.delivered[0]?.body ?? [])).toMatchObject({
      CallUUID: uuidOf(verdict),
      From: `sip:${user()}@phone.plivo.com`,
      To: NUMBER,
      Direction: 'inbound',
      CallStatus: 'ringing',
      'X-PH-Dest': '442079460018',
      'X-PH-Intent': 'abc123',
    });
  });

  it('signs what it delivers, and does not when a test wants a forger', async () => {
    const believed = ({ signature, nonce, query, body }: Delivered) =>
      isFromPlivo(
        { method: 'POST', url: `${application.url}/answer`, query, body },
        { signature, nonce },
        fake.authToken,
      );
    await invite();
    fake.faults.signature = true;
    await invite();
    expect(application.delivered.map(believed)).toEqual([true, false]);
  });

  it.each([
    ['<Hangup reason="busy"/>', 'status=486'],
    ['<Speak>No.</Speak><Hangup reason="rejected"/>', 'status=603'],
    ['<Speak>No.</Speak>', 'status=603'],
    ['<Play>https://example.com/a.mp3</Play>', 'status=503'],
  ])('is refused by %s', async (content, status) => {
    answers = () => ({ xml: `<Response>${content}</Response>` });
    const verdict = await invite();
    expect(verdict).toContain('do=refuse;');
    expect(verdict).toContain(status);
    await fake.calls.settled();
    expect(webhooks('hangup')).toHaveLength(1);
  });

  it('keeps what would have been spoken', async () => {
    answers = () => ({ xml: '<Response><Speak>Outside hours.</Speak><Hangup/></Response>' });
    expect(fake.calls.find(uuidOf(await invite()))?.spoken).toEqual(['Outside hours.']);
  });

  it('follows a redirect, but not in circles', async () => {
    answers = ({ path }) => ({
      xml: path === '/next' ? DIAL : `<Response><Redirect>${application.url}/next</Redirect></Response>`,
    });
    expect(await invite()).toContain('number=442079460018');
    answers = ({ path }) => ({ xml: `<Response><Redirect>${application.url}${path}</Redirect></Response>` });
    expect(await invite()).toContain('status=503');
  });

  it('is tried again while the application fails, with the same nonce', async () => {
    let failures = 2;
    answers = () => (failures-- > 0 ? { status: 500 } : { xml: DIAL });
    expect(await invite()).toContain('do=dial;');
    expect(webhooks('answer').map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 500],
      [3, 200],
    ]);
    expect(new Set(webhooks('answer').map(({ nonce }) => nonce)).size).toBe(1);
  });

  it('fails when the application never answers', async () => {
    fake.setApplication({ answerUrl: 'http://127.0.0.1:1/answer' });
    expect(await invite()).toContain('status=503');
    expect(webhooks('answer').map(({ status }) => status)).toEqual([null, null, null]);
  });

  it('without a token asks nobody', async () => {
    expect(await post('call/browser', request('INVITE', {}))).toContain('status=403');
    expect(application.delivered).toEqual([]);
  });

  it('to another number is busy and asks nobody', async () => {
    const elsewhere = request('INVITE', { 'X-Plivo-Jwt': token() }, '442079460018');
    expect(await post('call/browser', elsewhere)).toContain('status=486');
    expect(application.delivered).toEqual([]);
  });
});

describe('a call that was dialled', () => {
  it('tells its end once, however often the SIP side says so', async () => {
    const uuid = uuidOf(await invite());
    await post(`answered?uuid=${uuid}`);
    for (const source of ['Callee', 'Caller']) await post(`ended?uuid=${uuid}&source=${source}`);
    await fake.calls.settled();
    expect(webhooks('hangup')).toHaveLength(1);
    expect(webhooks('hangup')[0]?.params).toMatchObject({
      CallUUID: uuid,
      Event: 'Hangup',
      CallStatus: 'completed',
      HangupCause: 'NORMAL_CLEARING',
      HangupSource: 'Callee',
    });
  });

  it('that nobody took ends with the dialled side’s reason', async () => {
    const uuid = uuidOf(await invite());
    expect(await post(`failed?uuid=${uuid}&status=486`)).toContain(
      'status=486;phrase="Busy Here";q850=17;text=USER_BUSY;',
    );
    await fake.calls.settled();
    expect(webhooks('hangup')[0]?.params).toMatchObject({ CallStatus: 'busy', HangupCauseName: 'Busy Line' });
  });

  it('that nobody took goes on with what the action URL says', async () => {
    const user = (name: string) => `<User>sip:${name}_MA1@phone.plivo.com</User>`;
    const ring = (name: string, step: number) =>
      `<Response><Dial timeout="20" action="${application.url}/answer?ring=${step}">${user(name)}</Dial></Response>`;
    answers = ({ query }) => ({ xml: query.length === 0 ? ring('a', 1) : ring('b', 2) });
    const first = await invite();
    expect(first).toContain('users=a_MA1;');
    expect(await post(`failed?uuid=${uuidOf(first)}&status=480`)).toContain('users=b_MA1;');
    expect(webhooks('action')[0]?.params).toMatchObject({ DialStatus: 'failed', CallUUID: uuidOf(first) });
  });

  it('given up by its caller is cancelled', async () => {
    const uuid = uuidOf(await invite());
    await post(`ended?uuid=${uuid}&source=Caller`);
    await fake.calls.settled();
    expect(webhooks('hangup')[0]?.params).toMatchObject({
      CallStatus: 'cancel',
      Duration: '0',
      AnswerTime: '',
    });
  });
});

describe('the REST API', () => {
  const rest = (path: string, method = 'GET') => {
    const authorization = `Basic ${Buffer.from(`${fake.authId}:${fake.authToken}`).toString('base64')}`;
    return fetch(`${fake.apiUrl}/v1/Account/${fake.authId}/Call/${path}`, {
      method,
      headers: { authorization },
    });
  };

  it('lists a live call as live, and one that is over with its end', async () => {
    const uuid = uuidOf(await invite());
    expect(await (await rest('?status=live')).json()).toMatchObject({ calls: [uuid] });
    await post(`failed?uuid=${uuid}&status=404`);
    expect(await (await rest('?status=live')).json()).toMatchObject({ calls: [] });
    const over = { call_uuid: uuid, hangup_cause_name: 'Invalid Destination Address', call_duration: 0 };
    expect(await (await rest('')).json()).toMatchObject({ meta: { total_count: 1 }, objects: [over] });
    expect(await (await rest(`${uuid}/`)).json()).toMatchObject(over);
  });

  it('has the SIP side end a call, by its dialog or by its INVITE', async () => {
    const asked = async (answered: boolean) => {
      const control = { 'X-Control': application.url };
      const body = request('INVITE', { 'X-Plivo-Jwt': token() });
      const dialled = await fetch(`${fake.sipSwitchUrl}/call/browser`, {
        method: 'POST',
        headers: control,
        body,
      });
      const uuid = uuidOf(await dialled.text());
      if (answered) await post(`answered?uuid=${uuid}`);
      expect((await rest(`${uuid}/`, 'DELETE')).status).toBe(204);
      return application.delivered.at(-1)?.path.replace(uuid, 'uuid');
    };
    expect(await asked(true)).toBe('/hangup/uuid');
    expect(await asked(false)).toBe('/cancel/c1/7');
  });
});

describe('a REGISTER', () => {
  const register = (jwt: string) => post('register', request('REGISTER', { 'X-Plivo-Jwt': jwt }));

  it('is accepted with a good token and refused by the code of a bad one', async () => {
    expect(await register(token())).toBe('do=accept;');
    expect(await register('garbage')).toBe('do=refuse;code=10001;');
  });

  it('is refused as a test wishes', async () => {
    fake.faults.register = 10010;
    expect(await register(token())).toBe('do=refuse;code=10010;');
  });

  it('that is no SIP is an error', async () =>
    expect(await post('register', 'hello')).toBe('No SIP request.'));
});
