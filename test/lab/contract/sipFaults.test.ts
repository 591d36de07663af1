/** What a broken network may do to calls on the SIP phone, and what it may not. JsSIP in Chromium, real sockets. */
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import type { JSHandle, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Exchange, openExchange } from '../../../demo/exchange/exchange.ts';
import type { SipCredentials } from '../../../src/accounts/credentials.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { CallId } from '../../../src/call/state.ts';
import { type ContractBrowser, openContractBrowser } from './chromium.ts';

type Agent = Awaited<ReturnType<typeof globalThis.contractPage.openAgent>>;

let browser: ContractBrowser;
let exchange: Exchange;
let page: Page;
let agent: JSHandle<Agent>;

const ofExchange = (
  user: { user: string; password: string },
  iceServers: SipCredentials['iceServers'] = [],
) => ({
  ...user,
  kind: 'sip' as const,
  servers: [exchange.wsUrl],
  domain: exchange.domain,
  iceServers,
});

async function signIn(iceServers: SipCredentials['iceServers'] = []) {
  page = await browser.newPage();
  const users = {
    agent: ofExchange(exchange.users.agent, iceServers),
    customer: ofExchange(exchange.users.customer),
  };
  agent = await page.evaluateHandle((both) => globalThis.contractPage.openAgent(both), users);
}

const live = (): Promise<CallId> => agent.evaluate((a) => a.live());
const reported = (): Promise<PhoneEvent[]> => agent.evaluate((a) => a.reported);
const eventOf = (callId: CallId, type: PhoneEvent['type']) =>
  agent.evaluate((a, [id, name]) => a.eventOf(id, name), [callId, type] as const);
/** The next line event of this type after those that were reported before. */
const lineEvent = (type: PhoneEvent['type'], after: number) =>
  agent.evaluate(
    (a, [name, known]) => a.until(name, (event) => a.reported.indexOf(event) >= known && event.type === name),
    [type, after] as const,
  );
const bye = () => exchange.waitFor(({ method }) => method === 'BYE', AbortSignal.timeout(6_000));

beforeAll(async () => {
  browser = await openContractBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  exchange = await openExchange();
});
afterEach(async () => {
  await page.close();
  await exchange.close();
});

describe('while the server is away', () => {
  it('a call goes on, the line comes back within 5 s, and the call can be held again', async () => {
    await signIn();
    const callId = await live();
    const before = (await reported()).length;
    const droppedAt = Date.now();
    exchange.dropSockets();
    await lineEvent('lineConnecting', before);
    await lineEvent('lineReady', before);
    expect(Date.now() - droppedAt).toBeLessThan(5_000);
    // The customer lost its socket too, and nobody can be asked to hold who is not there.
    await agent.evaluate((a) =>
      a.customer.until(
        'lineReady again',
        () => a.customer.reported.filter(({ type }) => type === 'lineReady').length > 1,
      ),
    );
    await agent.evaluate((a, id) => a.phone.hold(id), callId);
    await eventOf(callId, 'callHeld');
    expect((await reported()).filter(({ type }) => type === 'callEnded')).toEqual([]);
  });

  it('digits and hold do not end a call, and the hold comes about when the server is back', async () => {
    await signIn();
    const callId = await live();
    const before = (await reported()).length;
    exchange.silence(true);
    exchange.dropSockets();
    await lineEvent('lineConnecting', before);
    await agent.evaluate((a, id) => {
      a.phone.sendDigits(id, '12#');
      a.phone.hold(id);
    }, callId);
    exchange.silence(false);
    await eventOf(callId, 'callHeld');
    const since = (await reported()).slice(before).map(({ type }) => type);
    expect(since).not.toContain('callEnded');
  });

  it('a hang-up ends the call here at once and reaches the far side within 5 s of the return', async () => {
    await signIn();
    const callId = await live();
    const before = (await reported()).length;
    exchange.silence(true);
    exchange.dropSockets();
    await lineEvent('lineConnecting', before);
    await agent.evaluate((a, id) => a.phone.hangUp(id), callId);
    expect(await eventOf(callId, 'callEnded')).toMatchObject({ by: 'local' });
    const backAt = Date.now();
    exchange.silence(false);
    await bye();
    expect(Date.now() - backAt).toBeLessThan(5_000);
  });

  it('a dial ends as server unreachable, and no INVITE leaves later', async () => {
    await signIn();
    const before = (await reported()).length;
    exchange.silence(true);
    exchange.dropSockets();
    await lineEvent('lineConnecting', before);
    const callId = await agent.evaluate((a) => a.dial('+14155550142'));
    expect(await eventOf(callId, 'callEnded')).toMatchObject({ failure: { code: 'server-unreachable' } });
    exchange.silence(false);
    await lineEvent('lineReady', before);
    expect(exchange.received().filter(({ method }) => method === 'INVITE')).toEqual([]);
  });
});

describe('a server that goes silent while the socket stays open', () => {
  it('is found within 15 s, and the call survives it', async () => {
    await signIn();
    await live();
    const before = (await reported()).length;
    const silentAt = Date.now();
    exchange.silence(true);
    await lineEvent('lineConnecting', before);
    expect(Date.now() - silentAt).toBeLessThan(15_500);
    exchange.silence(false);
    await lineEvent('lineReady', before);
    expect((await reported()).filter(({ type }) => type === 'callEnded')).toEqual([]);
  });

  it('still learns of a hang-up that was said into the silence', async () => {
    await signIn();
    const callId = await live();
    const before = (await reported()).length;
    exchange.silence(true);
    await agent.evaluate((a, id) => a.phone.hangUp(id), callId);
    await eventOf(callId, 'callEnded');
    await lineEvent('lineConnecting', before);
    exchange.silence(false);
    await bye();
  });
});

describe('a STUN server that never answers', () => {
  it('delays no INVITE: click to wire stays within 50 ms at p95', { retry: 2 }, async () => {
    const deaf = createSocket('udp4');
    await new Promise<void>((resolve) => deaf.bind(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as AddressInfo;
    await signIn([{ urls: [`stun:127.0.0.1:${port}`] }]);
    const delaysMs = await agent.evaluate(async (a) => {
      const delays: number[] = [];
      const send = WebSocket.prototype.send;
      for (let round = 0; round < 20; round += 1) {
        const clickedAt = performance.now();
        const sent = new Promise<number>((resolve) => {
          WebSocket.prototype.send = function (data) {
            if (String(data).startsWith('INVITE')) resolve(performance.now() - clickedAt);
            send.call(this, data);
          };
        });
        const callId = a.dial('+14155550186');
        delays.push(await sent);
        await a.eventOf(callId, 'callEnded');
      }
      WebSocket.prototype.send = send;
      return delays;
    });
    deaf.close();
    const p95 = delaysMs.toSorted((a, b) => a - b)[18];
    expect(p95, `ms: ${delaysMs.map(Math.round).join(' ')}`).toBeLessThanOrEqual(50);
  });
});
