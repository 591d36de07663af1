import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openExchange } from './exchange.ts';
import { openRig, type Rig } from './rawPhone.ts';

let rig: Rig;

beforeEach(async () => {
  rig = await openRig();
});

afterEach(() => rig.close());

const soon = () => AbortSignal.timeout(3000);

describe('registration', () => {
  it('challenges first, then accepts the password of this run', async () => {
    const agent = await rig.open('agent');
    const { callId } = agent.request('REGISTER', `sip:${rig.exchange.domain}`, {
      to: `sip:agent@${rig.exchange.domain}`,
    });
    expect((await agent.response(callId, 'REGISTER')).status).toBe(401);
    const accepted = await agent.register(rig.exchange.users.agent.password);
    expect(accepted.status).toBe(200);
    expect(accepted.headers.contact).toEqual([expect.objectContaining({ uri: agent.contact })]);
  });

  it('refuses a wrong password', async () => {
    const agent = await rig.open('agent');
    expect((await agent.register('wrong')).status).toBe(403);
  });

  it('refuses to register one user with the name of another', async () => {
    const agent = await rig.open('agent');
    const { callId } = await agent.withCredentials(
      'REGISTER',
      `sip:${rig.exchange.domain}`,
      rig.exchange.users.agent.password,
      {
        to: `sip:customer@${rig.exchange.domain}`,
      },
    );
    expect((await agent.response(callId, 'REGISTER')).status).toBe(403);
  });

  it('forgets a contact that registers for zero seconds', async () => {
    const customer = await rig.openRegistered('customer');
    expect(
      (await customer.register(rig.exchange.users.customer.password, ['Expires: 0'])).headers.contact,
    ).toBeUndefined();
    const agent = await rig.open('agent');
    const call = await agent.call('+14155550123', rig.exchange.users.agent.password);
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(480);
  });

  it('makes new passwords for every run', async () => {
    const other = await openExchange();
    expect(other.users.agent.password).not.toBe(rig.exchange.users.agent.password);
    await other.close();
  });
});

describe('what is not a call', () => {
  it('answers OPTIONS itself', async () => {
    const agent = await rig.open('agent');
    const { callId } = agent.request('OPTIONS', `sip:${rig.exchange.domain}`);
    const alive = await agent.response(callId, 'OPTIONS');
    expect(alive.status).toBe(200);
    expect(alive.headers.allow).toContain('INVITE');
  });

  it('answers 481 to a BYE for a call that it does not know', async () => {
    const agent = await rig.open('agent');
    const { callId } = agent.request('BYE', 'sip:who@where.invalid', { toTag: 'x' });
    expect((await agent.response(callId, 'BYE')).status).toBe(481);
  });

  it('answers 405 to a method it does not serve', async () => {
    const agent = await rig.open('agent');
    const { callId } = agent.request('PUBLISH', `sip:${rig.exchange.domain}`);
    expect((await agent.response(callId, 'PUBLISH')).status).toBe(405);
  });

  it('answers a keep-alive ping with its pong', async () => {
    const agent = await rig.open('agent');
    const pong = new Promise((resolve) => agent.socket.once('message', (data) => resolve(data.toString())));
    agent.socket.send('\r\n\r\n');
    expect(await pong).toBe('\r\n');
  });

  it.each([
    ['words', 'hello'],
    ['JSON', '{"method":"INVITE"}'],
    ['no headers', 'INVITE sip:x SIP/2.0\r\n\r\n'],
    [
      'a CSeq without a number',
      'INVITE sip:x SIP/2.0\r\nVia: SIP/2.0/WS x;branch=1\r\nFrom: x\r\nTo: x\r\nCall-ID: 1\r\nCSeq: one INVITE\r\n\r\n',
    ],
    ['an impossible status', 'SIP/2.0 9999999 Odd\r\nVia: nothing\r\n\r\n'],
    ['zeroes', '\u0000'.repeat(1000)],
  ])('counts a malformed frame and lives on: %s', async (_what, frame) => {
    const agent = await rig.open('agent');
    agent.socket.send(frame);
    const { callId } = agent.request('OPTIONS', `sip:${rig.exchange.domain}`);
    expect((await agent.response(callId, 'OPTIONS')).status).toBe(200);
    expect(rig.exchange.malformed()).toBe(1);
  });

  it('closes a client that sends more than 64 kB in a frame', async () => {
    const agent = await rig.open('agent');
    agent.socket.send('x'.repeat(70_000));
    expect(await agent.closed()).toBe(1009);
  });

  it('speaks only to clients that ask for the sip subprotocol', async () => {
    const stranger = new WebSocket(rig.exchange.wsUrl, 'chat');
    await new Promise((resolve) => stranger.once('error', resolve));
    expect(stranger.readyState).not.toBe(stranger.OPEN);
  });
});

describe('what tests may see and do', () => {
  it('remembers requests with their time and headers, never the credentials', async () => {
    const before = Date.now();
    const agent = await rig.open('agent');
    const seen = rig.exchange.waitFor(
      ({ method, headers }) => method === 'INVITE' && headers['x-mark'] === '1',
      soon(),
    );
    await agent.call('+14155550186', rig.exchange.users.agent.password, { lines: ['X-Mark: 1'] });
    expect(Math.abs((await seen).at - before)).toBeLessThan(5000);
    const invites = rig.exchange.received().filter(({ method }) => method === 'INVITE');
    expect(invites[0]?.uri).toBe('sip:+14155550186@demo.offhook.test');
    expect(JSON.stringify(rig.exchange.received())).not.toContain('response=');
  });

  it('waits no longer than it is told', async () => {
    const stop = new AbortController();
    const waiting = rig.exchange.waitFor(() => false, stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('goes half-open: sockets stay and nothing is answered until it speaks again', async () => {
    const agent = await rig.open('agent');
    rig.exchange.silence(true);
    agent.request('OPTIONS', `sip:${rig.exchange.domain}`, { callId: 'unheard' });
    const ponged = new Promise((resolve) => agent.socket.once('pong', resolve));
    agent.socket.ping();
    await ponged; // frames are read in order, so the OPTIONS has been read as well
    rig.exchange.silence(false);
    agent.request('OPTIONS', `sip:${rig.exchange.domain}`, { callId: 'heard' });
    await agent.response('heard', 'OPTIONS');
    expect(rig.exchange.received().map(({ callId }) => callId)).toEqual(['heard']);
    expect(agent.inbox).toEqual([]);
  });
});
