import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Exchange, openExchange } from './exchange.ts';
import { openRawPhone, type RawPhone } from './rawPhone.ts';

let exchange: Exchange;
let phones: RawPhone[];

beforeEach(async () => {
  exchange = await openExchange();
  phones = [];
});

afterEach(async () => {
  for (const phone of phones) phone.close();
  await exchange.close();
});

async function open(user: 'agent' | 'customer', contact?: string) {
  const phone = await openRawPhone(exchange, user, contact);
  phones.push(phone);
  return phone;
}

async function openRegistered(user: 'agent' | 'customer', contact?: string) {
  const phone = await open(user, contact);
  await phone.register(exchange.users[user].password);
  return phone;
}

const soon = () => AbortSignal.timeout(3000);

describe('registration', () => {
  it('challenges first, then accepts the password of this run', async () => {
    const agent = await open('agent');
    const { callId } = agent.request('REGISTER', `sip:${exchange.domain}`, {
      to: `sip:agent@${exchange.domain}`,
    });
    expect((await agent.response(callId, 'REGISTER')).status).toBe(401);
    const accepted = await agent.register(exchange.users.agent.password);
    expect(accepted.status).toBe(200);
    expect(accepted.headers.contact).toEqual([expect.objectContaining({ uri: agent.contact })]);
  });

  it('refuses a wrong password', async () => {
    const agent = await open('agent');
    expect((await agent.register('wrong')).status).toBe(403);
  });

  it('refuses to register one user with the name of another', async () => {
    const agent = await open('agent');
    const { callId } = await agent.withCredentials(
      'REGISTER',
      `sip:${exchange.domain}`,
      exchange.users.agent.password,
      {
        to: `sip:customer@${exchange.domain}`,
      },
    );
    expect((await agent.response(callId, 'REGISTER')).status).toBe(403);
  });

  it('forgets a contact that registers for zero seconds', async () => {
    const customer = await openRegistered('customer');
    expect(
      (await customer.register(exchange.users.customer.password, ['Expires: 0'])).headers.contact,
    ).toBeUndefined();
    const agent = await open('agent');
    const call = await agent.call('+14155550123', exchange.users.agent.password);
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(480);
  });

  it('makes new passwords for every run', async () => {
    const other = await openExchange();
    expect(other.users.agent.password).not.toBe(exchange.users.agent.password);
    await other.close();
  });
});

describe('numbers that answer by themselves', () => {
  it.each([
    ['+14155550186', 486],
    ['+442079460104', 404],
    ['+442079460103', 603],
    ['+14155550150', 503],
    ['+14155550123', 480],
    ['nobody', 404],
  ])('%s is answered %i', async (called, status) => {
    const agent = await open('agent');
    const call = await agent.call(called, exchange.users.agent.password);
    const refused = await agent.response(call.callId, 'INVITE');
    expect(refused.status).toBe(status);
    expect(refused.headers.to.params.tag).toBeTruthy();
  });

  it('…0180 rings until the caller gives up, then ends with 487', async () => {
    const agent = await open('agent');
    const call = await agent.call('+14155550180', exchange.users.agent.password);
    const ringing = await agent.response(call.callId, 'INVITE');
    expect(ringing.status).toBe(180);
    agent.request('CANCEL', call.uri, call);
    expect((await agent.response(call.callId, 'CANCEL')).status).toBe(200);
    const ended = await agent.response(call.callId, 'INVITE');
    expect(ended.status).toBe(487);
    expect(ended.headers.to.params.tag).toBe(ringing.headers.to.params.tag);
  });

  it('a call without the right password is refused', async () => {
    const agent = await open('agent');
    const call = await agent.call('+14155550123', 'wrong');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(403);
  });
});

/** Agent calls the customer, who answers; both ends are confirmed. */
async function connect(agent: RawPhone, customer: RawPhone) {
  const call = await agent.call('+14155550123', exchange.users.agent.password, {
    lines: ['X-Call-Id: abc-1', 'Content-Type: application/sdp'],
    body: 'v=0\r\n',
  });
  const invite = await customer.incoming('INVITE');
  customer.answer(invite, 180, 'c1');
  customer.answer(invite, 200, 'c1');
  const ringing = await agent.response(call.callId, 'INVITE', 180);
  const answered = await agent.response(call.callId, 'INVITE', 200);
  agent.request('ACK', customer.contact, { callId: call.callId, cseq: call.cseq, toTag: 'c1' });
  await customer.incoming('ACK');
  return { call, invite, ringing, answered };
}

describe('a call to the customer', () => {
  it('carries the body and the X- headers, and not the credentials', async () => {
    const [agent, customer] = [await open('agent'), await openRegistered('customer')];
    const { invite } = await connect(agent, customer);
    expect(invite.uri).toBe(customer.contact);
    expect(invite.content).toBe('v=0\r\n');
    expect(invite.headers['x-call-id']).toBe('abc-1');
    expect(invite.headers['proxy-authorization']).toBeUndefined();
    expect(invite.headers['max-forwards']).toBe('69');
    expect(invite.headers['record-route']).toHaveLength(1);
  });

  it('shows the caller only its own Via in every answer', async () => {
    const [agent, customer] = [await open('agent'), await openRegistered('customer')];
    const { call, ringing, answered } = await connect(agent, customer);
    for (const response of [ringing, answered]) {
      expect(response.headers.via.map(({ params }) => params.branch)).toEqual([call.branch]);
    }
  });

  it.each(['BYE', 'INFO', 'UPDATE', 'REFER'])(
    '%s reaches the far side and its answer comes back, both ways',
    async (method) => {
      const [agent, customer] = [await open('agent'), await openRegistered('customer')];
      const { call } = await connect(agent, customer);
      agent.request(method, customer.contact, { callId: call.callId, toTag: 'c1' });
      customer.answer(await customer.incoming(method), 200, 'c1');
      expect((await agent.response(call.callId, method)).status).toBe(200);
      customer.request(method, agent.contact, { callId: call.callId, toTag: 'a1' });
      agent.answer(await agent.incoming(method), 202, 'a1');
      expect((await customer.response(call.callId, method)).status).toBe(202);
    },
  );

  it('is held by a re-INVITE, which needs no password again', async () => {
    const [agent, customer] = [await open('agent'), await openRegistered('customer')];
    const { call } = await connect(agent, customer);
    agent.request('INVITE', customer.contact, { callId: call.callId, toTag: 'c1' });
    customer.answer(await customer.incoming('INVITE'), 200, 'c1');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(200);
  });

  it('whose re-INVITE is refused is confirmed by the exchange, and only once', async () => {
    const [agent, customer] = [await open('agent'), await openRegistered('customer')];
    const { call } = await connect(agent, customer);
    const again = agent.request('INVITE', customer.contact, { callId: call.callId, toTag: 'c1' });
    customer.answer(await customer.incoming('INVITE'), 491, 'c1');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(491);
    await customer.incoming('ACK');
    agent.request('ACK', customer.contact, { ...again, toTag: 'c1' });
    agent.request('BYE', customer.contact, { callId: call.callId, toTag: 'c1' });
    await customer.incoming('BYE');
    expect(customer.inbox.filter(({ method }) => method === 'ACK')).toEqual([]);
  });

  it('is cancelled before it is answered', async () => {
    const [agent, customer] = [await open('agent'), await openRegistered('customer')];
    const call = await agent.call('+14155550123', exchange.users.agent.password);
    const invite = await customer.incoming('INVITE');
    customer.answer(invite, 180, 'c1');
    await agent.response(call.callId, 'INVITE', 180);
    agent.request('CANCEL', call.uri, { ...call, lines: ['Reason: SIP;cause=487'] });
    expect((await agent.response(call.callId, 'CANCEL')).status).toBe(200);
    const cancel = await customer.incoming('CANCEL');
    expect(cancel.headers.via).toEqual([expect.objectContaining({ params: invite.headers.via[0]?.params })]);
    expect(cancel.headers.reason).toBe('SIP;cause=487');
    customer.answer(cancel, 200, 'c1');
    customer.answer(invite, 487, 'c1');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(487);
    await customer.incoming('ACK');
  });

  it('is cancelled at the customer when the caller vanishes', async () => {
    const [agent, customer] = [await open('agent'), await openRegistered('customer')];
    await agent.call('+14155550123', exchange.users.agent.password);
    await customer.incoming('INVITE');
    agent.close();
    await customer.incoming('CANCEL');
  });

  it('ends with 480 when the customer vanishes while it rings', async () => {
    const [agent, customer] = [await open('agent'), await openRegistered('customer')];
    const call = await agent.call('+14155550123', exchange.users.agent.password);
    await customer.incoming('INVITE');
    customer.close();
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(480);
  });

  it('can come from the customer to the agent', async () => {
    const [agent, customer] = [await openRegistered('agent'), await openRegistered('customer')];
    const call = await customer.call('agent', exchange.users.customer.password);
    agent.answer(await agent.incoming('INVITE'), 603, 'a1');
    expect((await customer.response(call.callId, 'INVITE')).status).toBe(603);
  });
});

describe('a customer with two phones', () => {
  it('is connected on the one that answers first; the other stops ringing', async () => {
    const agent = await open('agent');
    const [desk, mobile] = [await openRegistered('customer'), await openRegistered('customer')];
    const call = await agent.call('+14155550123', exchange.users.agent.password);
    const [atDesk, atMobile] = [await desk.incoming('INVITE'), await mobile.incoming('INVITE')];
    mobile.answer(atMobile, 200, 'm1');
    expect((await agent.response(call.callId, 'INVITE')).headers.to.params.tag).toBe('m1');
    const cancel = await desk.incoming('CANCEL');
    expect(cancel.headers.reason).toContain('Call completed elsewhere');
    desk.answer(atDesk, 487, 'd1');
    await desk.incoming('ACK');
  });

  it('refuses for both when one declines for good', async () => {
    const agent = await open('agent');
    const [desk, mobile] = [await openRegistered('customer'), await openRegistered('customer')];
    const call = await agent.call('+14155550123', exchange.users.agent.password);
    const [atDesk, atMobile] = [await desk.incoming('INVITE'), await mobile.incoming('INVITE')];
    mobile.answer(atMobile, 603, 'm1');
    await desk.incoming('CANCEL');
    desk.answer(atDesk, 487, 'd1');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(603);
  });

  it('keeps ringing on one when the other is busy', async () => {
    const agent = await open('agent');
    const [desk, mobile] = [await openRegistered('customer'), await openRegistered('customer')];
    const call = await agent.call('+14155550123', exchange.users.agent.password);
    const [atDesk, atMobile] = [await desk.incoming('INVITE'), await mobile.incoming('INVITE')];
    mobile.answer(atMobile, 486, 'm1');
    await mobile.incoming('ACK');
    desk.answer(atDesk, 200, 'd1');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(200);
  });
});

describe('what is not a call', () => {
  it('answers OPTIONS itself', async () => {
    const agent = await open('agent');
    const { callId } = agent.request('OPTIONS', `sip:${exchange.domain}`);
    const alive = await agent.response(callId, 'OPTIONS');
    expect(alive.status).toBe(200);
    expect(alive.headers.allow).toContain('INVITE');
  });

  it('answers 481 to a BYE for a call that it does not know', async () => {
    const agent = await open('agent');
    const { callId } = agent.request('BYE', 'sip:who@where.invalid', { toTag: 'x' });
    expect((await agent.response(callId, 'BYE')).status).toBe(481);
  });

  it('answers 405 to a method it does not serve', async () => {
    const agent = await open('agent');
    const { callId } = agent.request('PUBLISH', `sip:${exchange.domain}`);
    expect((await agent.response(callId, 'PUBLISH')).status).toBe(405);
  });

  it('answers a keep-alive ping with its pong', async () => {
    const agent = await open('agent');
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
    const agent = await open('agent');
    agent.socket.send(frame);
    const { callId } = agent.request('OPTIONS', `sip:${exchange.domain}`);
    expect((await agent.response(callId, 'OPTIONS')).status).toBe(200);
    expect(exchange.malformed()).toBe(1);
  });

  it('closes a client that sends more than 64 kB in a frame', async () => {
    const agent = await open('agent');
    agent.socket.send('x'.repeat(70_000));
    expect(await agent.closed()).toBe(1009);
  });

  it('speaks only to clients that ask for the sip subprotocol', async () => {
    const stranger = new WebSocket(exchange.wsUrl, 'chat');
    await new Promise((resolve) => stranger.once('error', resolve));
    expect(stranger.readyState).not.toBe(stranger.OPEN);
  });
});

describe('what tests may see and do', () => {
  it('remembers requests with their time and headers, never the credentials', async () => {
    const before = Date.now();
    const agent = await open('agent');
    const seen = exchange.waitFor(
      ({ method, headers }) => method === 'INVITE' && headers['x-mark'] === '1',
      soon(),
    );
    await agent.call('+14155550186', exchange.users.agent.password, { lines: ['X-Mark: 1'] });
    expect(Math.abs((await seen).at - before)).toBeLessThan(5000);
    const invites = exchange.received().filter(({ method }) => method === 'INVITE');
    expect(invites[0]?.uri).toBe('sip:+14155550186@demo.offhook.test');
    expect(JSON.stringify(exchange.received())).not.toContain('response=');
  });

  it('waits no longer than it is told', async () => {
    const stop = new AbortController();
    const waiting = exchange.waitFor(() => false, stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('goes half-open: sockets stay and nothing is answered until it speaks again', async () => {
    const agent = await open('agent');
    exchange.silence(true);
    agent.request('OPTIONS', `sip:${exchange.domain}`, { callId: 'unheard' });
    const ponged = new Promise((resolve) => agent.socket.once('pong', resolve));
    agent.socket.ping();
    await ponged; // frames are read in order, so the OPTIONS has been read as well
    exchange.silence(false);
    agent.request('OPTIONS', `sip:${exchange.domain}`, { callId: 'heard' });
    await agent.response('heard', 'OPTIONS');
    expect(exchange.received().map(({ callId }) => callId)).toEqual(['heard']);
    expect(agent.inbox).toEqual([]);
  });

  it('drops sockets; a call goes on between the same contacts once they have come back', async () => {
    const [agent, customer] = [await openRegistered('agent'), await openRegistered('customer')];
    const { call } = await connect(agent, customer);
    exchange.dropSockets();
    expect(await Promise.all([agent.closed(), customer.closed()])).toEqual([1006, 1006]);
    const agentAgain = await openRegistered('agent', agent.contact);
    const customerAgain = await openRegistered('customer', customer.contact);
    agentAgain.request('BYE', customer.contact, { callId: call.callId, toTag: 'c1' });
    customerAgain.answer(await customerAgain.incoming('BYE'), 200, 'c1');
    expect((await agentAgain.response(call.callId, 'BYE')).status).toBe(200);
  });
});
