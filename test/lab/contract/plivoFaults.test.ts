/** What Plivo's SDK gets wrong, and what the phone makes of it: the real SDK in Chromium, the lab behind it. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PlivoCredentials } from '../../../src/accounts/credentials.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { CallId } from '../../../src/call/state.ts';
import { NUMBERS } from '../../../src/phones/contractRig.ts';
import { type PlivoLab, startPlivoLab } from '../plivoLab.ts';
import { freePort, until } from '../process.ts';
import { type ContractBrowser, openContractBrowser } from './chromium.ts';
import { farSideOf, newPlivoPage, type PlivoAgent } from './plivoRig.ts';

let browser: ContractBrowser;
let plivo: PlivoLab;
let page: Page;
let agent: PlivoAgent;

beforeAll(async () => {
  [browser, plivo] = await Promise.all([openContractBrowser('plivoPage.ts'), startPlivoLab()]);
});
afterAll(async () => {
  await browser?.close();
  await plivo?.close();
});
afterEach(async () => {
  await agent?.evaluate((a) => a.phone.dispose());
  await page?.close();
  await plivo.lab.baresip.hangUp();
});

async function open(credentials: Partial<PlivoCredentials> = {}, renew?: () => Promise<PlivoCredentials>) {
  page = await newPlivoPage(browser, plivo, renew);
  const account = { ...(await plivo.token()), ...credentials };
  agent = await page.evaluateHandle((given) => globalThis.plivoPage.openAgent(given), account);
  return account;
}
async function signIn(credentials: Partial<PlivoCredentials> = {}, renew?: () => Promise<PlivoCredentials>) {
  const account = await open(credentials, renew);
  await agent.evaluate((a) => a.phone.connect());
  await lineEvent('lineReady');
  return account;
}
const lineEvent = (type: PhoneEvent['type']) =>
  agent.evaluate((a, name) => a.until(name, (event) => event.type === name), type);
const dial = (number: string = NUMBERS.answers) => agent.evaluate((a, to) => a.dial(to), number);
const eventOf = (callId: CallId, type: PhoneEvent['type']) =>
  agent.evaluate((a, [id, name]) => a.eventOf(id, name), [callId, type] as const);
const reported = (): Promise<PhoneEvent[]> => agent.evaluate((a) => a.reported);
const freshNeeded = () => agent.evaluate((a) => a.fresh.length);
async function live() {
  const callId = await dial();
  await eventOf(callId, 'callAnswered');
  return callId;
}
const nobodyTalks = () => until('no call is up', () => plivo.lab.baresip.calls().length === 0);

describe('signing in', () => {
  it('ends as server unreachable when no socket opens, and asks for a fresh document', async () => {
    await open({ servers: [`ws://127.0.0.1:${await freePort()}`] });
    await agent.evaluate((a) => a.phone.connect());
    expect(await lineEvent('lineFailed')).toMatchObject({ failure: { code: 'server-unreachable' } });
    expect(await freshNeeded()).toBe(1);
  });

  it('begins with a fresh token when the one at hand is over', async () => {
    await signIn({ expiresAt: Date.now() - 1_000 });
    expect((await reported()).map(({ type }) => type)).toEqual(['lineConnecting', 'lineReady']);
  });

  it('is refused in a document that has held the SDK', async () => {
    const credentials = await signIn();
    const second = page.evaluate((given) => globalThis.plivoPage.openAgent(given), credentials);
    await expect(second).rejects.toThrow('FreshDocumentNeeded');
  });
});

describe('a call', () => {
  it('sounds both ways, and the far side is played once', async () => {
    await signIn();
    await live();
    await until('packets go both ways', async () => {
      const { sent, received } = await agent.evaluate((a) => a.packets());
      return sent > 20 && received > 20;
    });
    expect(await agent.evaluate((a) => a.heard.length)).toBe(1);
    const audible = await page.$$eval('audio', (all) =>
      all
        .filter((each) => each instanceof HTMLAudioElement && !each.paused && !each.muted)
        .map(({ id }) => id),
    );
    expect(audible).toEqual([]);
  });

  it('that our server refuses ends with the reason, and no INVITE leaves', async () => {
    await signIn();
    const before = plivo.fake.calls.all().length;
    await page.route(`${plivo.server}/calls`, (route) =>
      route.fulfill({
        status: 403,
        headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', title: 'no', status: 403, code: 'number-forbidden' }),
      }),
    );
    expect(await eventOf(await dial(), 'callEnded')).toMatchObject({ failure: { code: 'number-forbidden' } });
    expect(plivo.fake.calls.all()).toHaveLength(before);
  });

  it('that is hung up right after it was dialled never stays up, whenever that is', async () => {
    await signIn();
    for (const delayMs of [0, 1, 3, 10, 20, 40, 80]) {
      const callId = await agent.evaluate(async (a, wait) => {
        const id = a.dial('+14155550142');
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        a.phone.hangUp(id);
        return id;
      }, delayMs);
      expect(await eventOf(callId, 'callEnded')).toMatchObject({ by: 'local' });
    }
    await live();
    await until('only that call is up', () => plivo.lab.baresip.calls().length === 1);
  });

  it('is not heard by a speech recogniser while it is muted', async () => {
    page = await newPlivoPage(browser, plivo);
    const credentials = await plivo.token();
    const started = await page.evaluateHandle(() => {
      const starts: string[] = [];
      const native = Reflect.get(globalThis, 'webkitSpeechRecognition');
      native.prototype.start = () => void starts.push('started');
      return starts;
    });
    agent = await page.evaluateHandle((given) => globalThis.plivoPage.openAgent(given), credentials);
    await agent.evaluate((a) => a.phone.connect());
    await lineEvent('lineReady');
    const callId = await live();
    await agent.evaluate((a, id) => a.phone.setMuted(id, true), callId);
    await eventOf(callId, 'callMuted');
    expect(await started.jsonValue()).toEqual([]);
  });

  it('stays muted while digits are sent', async () => {
    await signIn();
    const callId = await live();
    expect(await agent.evaluate((a) => a.sendsMicrophone())).toBe(true);
    await agent.evaluate((a, id) => {
      a.phone.setMuted(id, true);
      a.phone.sendDigits(id, '1#');
    }, callId);
    await eventOf(callId, 'callMuted');
    await page.waitForTimeout(1_000);
    expect(await agent.evaluate((a) => a.sendsMicrophone())).toBe(false);
  });

  it('leaves neither token nor number in localStorage', async () => {
    const { token } = await signIn();
    const callId = await live();
    await agent.evaluate((a, id) => a.phone.hangUp(id), callId);
    await eventOf(callId, 'callEnded');
    const kept = await page.evaluate(() => JSON.stringify(localStorage));
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(NUMBERS.answers.slice(1));
  });

  it('talks to nobody but the signalling server and our own', async () => {
    page = await newPlivoPage(browser, plivo);
    const contacted = new Set<string>();
    page.on('requestfinished', (request) => contacted.add(new URL(request.url()).host));
    page.on('websocket', (socket) => contacted.add(new URL(socket.url()).host));
    const credentials = await plivo.token();
    agent = await page.evaluateHandle((given) => globalThis.plivoPage.openAgent(given), credentials);
    await agent.evaluate((a) => a.phone.connect());
    await lineEvent('lineReady');
    const callId = await live();
    await agent.evaluate((a, id) => a.phone.hangUp(id), callId);
    await eventOf(callId, 'callEnded');
    const allowed = [plivo.lab.wsUrl, plivo.server, page.url()].map((url) => new URL(url).host);
    expect([...contacted].filter((host) => !allowed.includes(host))).toEqual([]);
    expect(contacted).toContain(new URL(plivo.lab.wsUrl).host);
  });

  it('is left alone when its token is renewed, and the next call carries the new one', async () => {
    const nowSeconds = Math.floor(Date.now() / 1000);
    let renewals = 0;
    // The SDK asks for the next token 60 s before it takes this one to be over; so does the phone, as it was told.
    const account = await signIn({ expiresAt: (nowSeconds + 3) * 1000 }, async () => {
      renewals += 1;
      return plivo.token();
    });
    const callId = await live();
    await until('the token is renewed', () => renewals > 0);
    expect((await reported()).filter(({ type }) => type.startsWith('line')).map(({ type }) => type)).toEqual([
      'lineConnecting',
      'lineReady',
    ]);
    expect((await reported()).some(({ type }) => type === 'callEnded')).toBe(false);
    expect(account.token).not.toBe('');
    await agent.evaluate((a, id) => a.phone.hangUp(id), callId);
    await eventOf(callId, 'callEnded');
  });
});

describe('an incoming call', () => {
  it('whose answer fails in silence ends as media failed, and the next call works', async () => {
    await signIn();
    await farSideOf(plivo).call();
    const offer = await lineEvent('callOffered');
    if (offer.type !== 'callOffered') return expect.unreachable();
    await agent.evaluate((a, id) => {
      const { setRemoteDescription } = RTCPeerConnection.prototype;
      RTCPeerConnection.prototype.setRemoteDescription = async () => {
        RTCPeerConnection.prototype.setRemoteDescription = setRemoteDescription;
        throw new DOMException('unusable', 'InvalidAccessError');
      };
      a.phone.answer(id, a.microphone);
    }, offer.callId);
    expect(await eventOf(offer.callId, 'callEnded')).toMatchObject({ failure: { code: 'media-failed' } });
    await nobodyTalks();
    await live();
    expect(await freshNeeded()).toBe(0);
  });

  it('opens no microphone while it rings', async () => {
    await signIn();
    const opened = await page.evaluateHandle(() => {
      const openings: string[] = [];
      navigator.mediaDevices.getUserMedia = async () => {
        openings.push('opened');
        return new MediaStream();
      };
      return openings;
    });
    await farSideOf(plivo).call();
    await lineEvent('callOffered');
    expect(await opened.jsonValue()).toEqual([]);
  });
});
