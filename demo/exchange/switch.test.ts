import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRig, type RawPhone, type Rig } from './rawPhone.ts';

let rig: Rig;

beforeEach(async () => {
  rig = await openRig();
});

afterEach(() => rig.close());

describe('numbers that answer by themselves', () => {
  it.each([
    ['+14155550186', 486],
    ['+442079460104', 404],
    ['+442079460103', 603],
    ['+14155550150', 503],
    ['+14155550123', 480],
    ['nobody', 404],
  ])('%s is answered %i', async (called, status) => {
    const agent = await rig.open('agent');
    const call = await agent.call(called, rig.exchange.users.agent.password);
    const refused = await agent.response(call.callId, 'INVITE');
    expect(refused.status).toBe(status);
    expect(refused.headers.to.params.tag).toBeTruthy();
  });

  it('…0180 rings until the caller gives up, then ends with 487', async () => {
    const agent = await rig.open('agent');
    const call = await agent.call('+14155550180', rig.exchange.users.agent.password);
    const ringing = await agent.response(call.callId, 'INVITE');
    expect(ringing.status).toBe(180);
    agent.request('CANCEL', call.uri, call);
    expect((await agent.response(call.callId, 'CANCEL')).status).toBe(200);
    const ended = await agent.response(call.callId, 'INVITE');
    expect(ended.status).toBe(487);
    expect(ended.headers.to.params.tag).toBe(ringing.headers.to.params.tag);
  });

  it('a call without the right password is refused', async () => {
    const agent = await rig.open('agent');
    const call = await agent.call('+14155550123', 'wrong');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(403);
  });
});

/** Agent calls the customer, who answers; both ends are confirmed. */
async function connect(agent: RawPhone, customer: RawPhone) {
  const call = await agent.call('+14155550123', rig.exchange.users.agent.password, {
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
    const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
    const { invite } = await connect(agent, customer);
    expect(invite.uri).toBe(customer.contact);
    expect(invite.content).toBe('v=0\r\n');
    expect(invite.headers['x-call-id']).toBe('abc-1');
    expect(invite.headers['proxy-authorization']).toBeUndefined();
    expect(invite.headers['max-forwards']).toBe('69');
    expect(invite.headers['record-route']).toHaveLength(1);
  });

  it('shows the caller only its own Via in every answer', async () => {
    const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
    const { call, ringing, answered } = await connect(agent, customer);
    for (const response of [ringing, answered]) {
      expect(response.headers.via.map(({ params }) => params.branch)).toEqual([call.branch]);
    }
  });

  it.each(['BYE', 'INFO', 'UPDATE', 'REFER'])(
    '%s reaches the far side and its answer comes back, both ways',
    async (method) => {
      const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
      const { call } = await connect(agent, customer);
      agent.request(method, customer.contact, { callId: call.callId, toTag: 'c1' });
      customer.answer(await customer.incoming(method), 200, 'c1');
      expect((await agent.response(call.callId, method)).status).toBe(200);
      customer.request(method, agent.contact, { callId: call.callId, toTag: 'a1' });
      agent.answer(await agent.incoming(method), 202, 'a1');
      expect((await customer.response(call.callId, method)).status).toBe(202);
    },
  );

  it('is handed over to nobody where the exchange does not do that', async () => {
    const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
    const { call } = await connect(agent, customer);
    rig.exchange.handsOver(false);
    agent.request('REFER', customer.contact, { callId: call.callId, toTag: 'c1' });
    expect((await agent.response(call.callId, 'REFER')).status).toBe(403);
  });

  it('to the customers by one of them rings at the others', async () => {
    const [one, other] = [await rig.openRegistered('customer'), await rig.openRegistered('customer')];
    const call = await one.call('+14155550123', rig.exchange.users.customer.password);
    other.answer(await other.incoming('INVITE'), 200, 'c2');
    expect((await one.response(call.callId, 'INVITE', 200)).status).toBe(200);
  });

  it('is held by a re-INVITE, which needs no password again', async () => {
    const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
    const { call } = await connect(agent, customer);
    agent.request('INVITE', customer.contact, { callId: call.callId, toTag: 'c1' });
    customer.answer(await customer.incoming('INVITE'), 200, 'c1');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(200);
  });

  it('whose re-INVITE is refused is confirmed by the exchange, and only once', async () => {
    const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
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
    const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
    const call = await agent.call('+14155550123', rig.exchange.users.agent.password);
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
    const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
    await agent.call('+14155550123', rig.exchange.users.agent.password);
    await customer.incoming('INVITE');
    agent.close();
    await customer.incoming('CANCEL');
  });

  it('ends with 480 when the customer vanishes while it rings', async () => {
    const [agent, customer] = [await rig.open('agent'), await rig.openRegistered('customer')];
    const call = await agent.call('+14155550123', rig.exchange.users.agent.password);
    await customer.incoming('INVITE');
    customer.close();
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(480);
  });

  it('can come from the customer to the agent', async () => {
    const [agent, customer] = [await rig.openRegistered('agent'), await rig.openRegistered('customer')];
    const call = await customer.call('agent', rig.exchange.users.customer.password);
    agent.answer(await agent.incoming('INVITE'), 603, 'a1');
    expect((await customer.response(call.callId, 'INVITE')).status).toBe(603);
  });
});

describe('a customer with two phones', () => {
  it('is connected on the one that answers first; the other stops ringing', async () => {
    const agent = await rig.open('agent');
    const [landline, mobile] = [await rig.openRegistered('customer'), await rig.openRegistered('customer')];
    const call = await agent.call('+14155550123', rig.exchange.users.agent.password);
    const [atLandline, atMobile] = [await landline.incoming('INVITE'), await mobile.incoming('INVITE')];
    mobile.answer(atMobile, 200, 'm1');
    expect((await agent.response(call.callId, 'INVITE')).headers.to.params.tag).toBe('m1');
    const cancel = await landline.incoming('CANCEL');
    expect(cancel.headers.reason).toContain('Call completed elsewhere');
    landline.answer(atLandline, 487, 'd1');
    await landline.incoming('ACK');
  });

  it('refuses for both when one declines for good', async () => {
    const agent = await rig.open('agent');
    const [landline, mobile] = [await rig.openRegistered('customer'), await rig.openRegistered('customer')];
    const call = await agent.call('+14155550123', rig.exchange.users.agent.password);
    const [atLandline, atMobile] = [await landline.incoming('INVITE'), await mobile.incoming('INVITE')];
    mobile.answer(atMobile, 603, 'm1');
    await landline.incoming('CANCEL');
    landline.answer(atLandline, 487, 'd1');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(603);
  });

  it('keeps ringing on one when the other is busy', async () => {
    const agent = await rig.open('agent');
    const [landline, mobile] = [await rig.openRegistered('customer'), await rig.openRegistered('customer')];
    const call = await agent.call('+14155550123', rig.exchange.users.agent.password);
    const [atLandline, atMobile] = [await landline.incoming('INVITE'), await mobile.incoming('INVITE')];
    mobile.answer(atMobile, 486, 'm1');
    await mobile.incoming('ACK');
    landline.answer(atLandline, 200, 'd1');
    expect((await agent.response(call.callId, 'INVITE')).status).toBe(200);
  });
});

describe('a lost network', () => {
  it('drops sockets; a call goes on between the same contacts once they have come back', async () => {
    const [agent, customer] = [await rig.openRegistered('agent'), await rig.openRegistered('customer')];
    const { call } = await connect(agent, customer);
    rig.exchange.dropSockets();
    expect(await Promise.all([agent.closed(), customer.closed()])).toEqual([1006, 1006]);
    const agentAgain = await rig.openRegistered('agent', agent.contact);
    const customerAgain = await rig.openRegistered('customer', customer.contact);
    agentAgain.request('BYE', customer.contact, { callId: call.callId, toTag: 'c1' });
    customerAgain.answer(await customerAgain.incoming('BYE'), 200, 'c1');
    expect((await agentAgain.response(call.callId, 'BYE')).status).toBe(200);
  });
});
