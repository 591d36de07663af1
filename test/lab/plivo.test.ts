// The lab as phone.plivo.com: what Plivo's switch does with a browser's SIP, with the fake Plivo and our server behind it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDoctor } from '../../server/doctor/doctor.ts';
import { startTestApplication } from '../../server/fakePlivo/testApplication.ts';
import { signToken } from '../../server/fakePlivo/token.ts';
import { isWebhook } from '../../server/fakePlivo/wire.ts';
import { type PlivoLab, startPlivoLab } from './plivoLab.ts';
import { openPlivoPhone, type PlacedCall, type PlivoPhone } from './plivoPhone.ts';
import { until } from './process.ts';

const ANSWERS = '14155550142';
const RINGS = '14155550180';

let rig: PlivoLab;
let phone: PlivoPhone;

beforeAll(async () => {
  rig = await startPlivoLab();
});
afterAll(() => rig?.close());
beforeEach(async () => {
  phone = await openPhone();
});
afterEach(async () => {
  await rig.lab.baresip.hangUp();
  phone.close();
});

async function openPhone(): Promise<PlivoPhone> {
  return openPlivoPhone({ ...(await rig.token()), wsUrl: rig.lab.wsUrl });
}
const idle = () => until('the far side is idle', () => rig.lab.baresip.calls().length === 0);
const established = () =>
  until('the far side talks', () => rig.lab.baresip.calls()[0]?.state === 'established');

async function live(): Promise<PlacedCall> {
  const call = await phone.call(ANSWERS);
  await call.answered();
  await established();
  return call;
}

/** Places a call that another application than our server answers, with these instructions. */
async function answeredWith(instructions: string, place: () => Promise<PlacedCall>): Promise<PlacedCall> {
  const application = await startTestApplication(() => ({ xml: `<Response>${instructions}</Response>` }));
  const { answerUrl } = rig.fake.application();
  rig.fake.setApplication({ answerUrl: application.application.answerUrl });
  const call = await place();
  rig.fake.setApplication({ answerUrl });
  application.close();
  return call;
}

/** The delivered end of the call; that it is the only one is seen after everything under way was delivered. */
async function end({ callUuid }: PlacedCall) {
  const hangup = isWebhook('hangup', callUuid);
  const { params } = await rig.fake.wire.waitFor(hangup, AbortSignal.timeout(10_000));
  await rig.fake.calls.settled();
  expect(rig.fake.wire.entries.filter(hangup)).toHaveLength(1);
  return params;
}

describe('before anything else', () => {
  it('the ping is answered with 404, which the SDK takes for health', async () => {
    expect((await phone.ask('OPTIONS')).status).toBe(404);
  });

  it('the SDK learns its address', async () => {
    expect(await phone.ask('MESSAGE')).toMatchObject({ status: 200, content: '127.0.0.1' });
  });
});

describe('a registration', () => {
  const now = Math.floor(Date.now() / 1000);
  const jwt = async (spoilt: object) => {
    const [sub, iss] = (await rig.token()).username.split('_');
    const good = { iss, sub, nbf: now - 60, exp: now + 900, per: { voice: {} } };
    return signToken({ ...good, ...spoilt }, rig.fake.tokenSecret);
  };

  it('with a good token is accepted without a password', async () => {
    expect((await phone.register()).status).toBe(200);
  });

  it.each([
    ['that is over', { exp: now - 1 }, '10006'],
    ['of the future', { nbf: now + 60 }, '10005'],
    ['with legacy grants', { per: undefined, grants: {} }, '10008'],
    ['of another account', { iss: 'MAOTHER' }, '10003'],
  ])('with a token %s is refused with its code', async (_what, spoilt, code) => {
    const { status, headers } = await phone.register(await jwt(spoilt));
    expect([status, headers['x-plivo-jwt-error-code']]).toEqual([403, code]);
  });

  it('with garbage is refused with 10001', async () => {
    expect((await phone.register('garbage')).headers['x-plivo-jwt-error-code']).toBe('10001');
  });
});

describe('a call', () => {
  it('goes through the answer URL to the destination that its header names', async () => {
    const call = await live();
    expect(call.latest.headers['x-calluuid']).toMatch(/^[\w-]{36}$/);
    const { params } = await rig.fake.wire.waitFor(
      isWebhook('answer', call.callUuid),
      AbortSignal.timeout(5_000),
    );
    expect(params).toMatchObject({ 'X-PH-Dest': ANSWERS, To: rig.fake.number, Direction: 'inbound' });
    expect(rig.fake.calls.find(call.callUuid)?.dial?.numbers).toEqual([ANSWERS]);
    expect(rig.lab.baresip.calls()[0]?.peer).toContain(rig.fake.number);
    await call.hangUp();
    await end(call);
  });

  it('is over when the caller hangs up, and that is told once', async () => {
    const call = await live();
    expect((await call.hangUp()).status).toBe(200);
    await idle();
    expect(await end(call)).toMatchObject({ CallStatus: 'completed', HangupSource: 'Caller' });
  });

  it('is over when the far side hangs up, and that is told once', async () => {
    const call = await live();
    await rig.lab.baresip.hangUp();
    phone.answer(await phone.incoming('BYE'), 200);
    expect(await end(call)).toMatchObject({ CallStatus: 'completed', HangupSource: 'Callee' });
  });

  it.each([
    ['busy', '14155550186', 486, 'Q.850;cause=17;text="USER_BUSY"', 'busy'],
    ['not found', '14155550104', 404, 'Q.850;cause=1;text="UNALLOCATED_NUMBER"', 'failed'],
    ['declined', '14155550103', 603, 'Q.850;cause=21;text="CALL_REJECTED"', 'failed'],
    ['unavailable', '14155550150', 503, 'Q.850;cause=41;text="NORMAL_TEMPORARY_FAILURE"', 'failed'],
  ])('to somebody who is %s says so', async (_what, number, status, reason, callStatus) => {
    const call = await phone.call(number);
    expect(call.latest.status).toBe(status);
    expect(call.latest.headers.reason).toBe(reason);
    expect(await end(call)).toMatchObject({ CallStatus: callStatus });
  });

  it('given up while it rings stops the ringing', async () => {
    const call = await phone.call(RINGS);
    await until('the far side rings', () => rig.lab.baresip.calls()[0]?.state === 'ringing');
    await call.cancel();
    await idle();
    expect(await end(call)).toMatchObject({ CallStatus: 'cancel', HangupSource: 'Caller' });
  });

  it('carries digits to the far side', async () => {
    const call = await live();
    const from = rig.lab.baresip.events.length;
    expect((await call.sendDigit('5')).status).toBe(200);
    expect((await rig.lab.baresip.waitForEvent('CALL_DTMF_START', from)).param).toBe('5');
    await call.hangUp();
  });

  it('is cut by its time limit', async () => {
    const call = await answeredWith(`<Dial timeLimit="1"><Number>${ANSWERS}</Number></Dial>`, live);
    phone.answer(await phone.incoming('BYE'), 200);
    await idle();
    expect(await end(call)).toMatchObject({ HangupCause: 'ALLOTTED_TIMEOUT', HangupSource: 'Plivo' });
  });

  it('rings no longer than it may', async () => {
    const dial = `<Dial timeout="1"><Number>${RINGS}</Number></Dial>`;
    const call = await answeredWith(dial, () => phone.call(RINGS));
    expect(await end(call)).toMatchObject({ CallStatus: 'no-answer', HangupCauseName: 'No Answer' });
    await idle();
  });

  it.each([
    ['in conversation', ANSWERS],
    ['ringing', RINGS],
  ])('that is %s can be ended over the REST API', async (_what, number) => {
    const call = await phone.call(number);
    if (number === ANSWERS) await call.answered();
    await until('the far side has it', () => rig.lab.baresip.calls().length === 1);
    if (number === ANSWERS) await established();
    const { authId, authToken, apiUrl } = rig.fake;
    const authorization = `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`;
    const url = `${apiUrl}/v1/Account/${authId}/Call/${call.callUuid}/`;
    expect((await fetch(url, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
    await idle();
    await end(call);
  });

  it('whose answer URL fails is refused, and told all the same', async () => {
    const { answerUrl } = rig.fake.application();
    rig.fake.setApplication({ answerUrl: 'http://127.0.0.1:1/answer' });
    const call = await phone.call(ANSWERS);
    rig.fake.setApplication({ answerUrl });
    expect(call.latest.status).toBe(503);
    expect(await end(call)).toMatchObject({ HangupCauseName: 'Error Reaching Answer URL' });
  });
});

describe('a call from outside', () => {
  /** Calls the Plivo number; how the ringing ended, as our server is told. */
  async function ringing(during: () => Promise<void> = async () => {}) {
    const known = rig.fake.calls.all().length;
    await rig.lab.baresip.dial(rig.lab.agentUri.replace(/^sip:\w+/, `sip:${rig.fake.number}`));
    await during();
    await until('the call was noticed', () => rig.fake.calls.all().length > known);
    const action = isWebhook('action', rig.fake.calls.all()[known]?.callUuid);
    return (await rig.fake.wire.waitFor(action, AbortSignal.timeout(5_000))).params;
  }

  it('rings the registered endpoint, with an offer that the SDK can take', async () => {
    await phone.register();
    const result = await ringing(async () => {
      const invite = await phone.incoming('INVITE');
      expect(invite.headers['x-calluuid']).toMatch(/^[\w-]{36}$/);
      expect(invite.content).toContain('UDP/TLS/RTP/SAVPF 0\r\n');
      expect(invite.content).not.toContain('a=fmtp');
      phone.answer(invite, 486);
    });
    expect(result).toMatchObject({ DialStatus: 'busy', DialHangupCause: 'USER_BUSY' });
  });

  it('finds nobody when nobody is registered', async () => {
    await phone.unregister();
    expect(await ringing()).toMatchObject({ DialStatus: 'failed', DialHangupCause: 'SUBSCRIBER_ABSENT' });
  });
});

describe('a Plivo that is gone', () => {
  it('lets nobody in and carries no call, whatever it said last', async () => {
    const other = await startPlivoLab();
    const agent = await openPlivoPhone({ ...(await other.token()), wsUrl: other.lab.wsUrl });
    expect((await agent.register()).status).toBe(200);
    await other.fake.close();
    expect((await agent.register()).status).toBe(503);
    expect((await agent.call(ANSWERS)).latest.status).toBe(503);
    agent.close();
    await other.close();
  });
});

describe('the doctor', () => {
  it('finds nothing wrong here', async () => {
    const lines: string[] = [];
    const code = await runDoctor(rig.config, (line) => lines.push(line));
    expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([
      expect.stringContaining('ALLOWED_ORIGINS is empty'),
      'Nothing is wrong on this side.',
    ]);
    expect(code).toBe(0);
  });
});
