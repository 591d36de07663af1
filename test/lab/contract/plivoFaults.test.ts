/** What Plivo's SDK gets wrong in a call, and what the phone makes of it: the real SDK in Chromium, the lab behind it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NUMBERS } from '../../../src/phones/contractRig.ts';
import type { PlivoLab } from '../plivoLab.ts';
import { until } from '../process.ts';
import {
  type DeskOptions,
  farSideOf,
  openDesk,
  openPlivoGround,
  type PlivoDesk,
  type PlivoGround,
} from './plivoRig.ts';

let ground: PlivoGround;
let plivo: PlivoLab;
let desk: PlivoDesk;

beforeAll(async () => {
  ground = await openPlivoGround();
  plivo = ground.plivo;
});
afterAll(() => ground?.close());
afterEach(async () => {
  await desk?.close();
  await plivo.lab.baresip.hangUp();
});

async function signIn(options: DeskOptions = {}) {
  desk = await openDesk(ground, options);
  await desk.connect();
}
const callsUp = () => plivo.lab.baresip.calls().length;

describe('a call', () => {
  it('sounds both ways, and the far side is played once', async () => {
    await signIn();
    await desk.live();
    await until('packets go both ways', async () => {
      const { sent, received } = await desk.agent.evaluate((a) => a.packets());
      return sent > 20 && received > 20;
    });
    expect(await desk.agent.evaluate((a) => a.heard.length)).toBe(1);
    const audible = await desk.page.$$eval('audio', (all) =>
      all
        .filter((each) => each instanceof HTMLAudioElement && !each.paused && !each.muted)
        .map(({ id }) => id),
    );
    expect(audible).toEqual([]);
  });

  it('that our server refuses ends with the reason, and no INVITE leaves', async () => {
    await signIn();
    const before = plivo.fake.calls.all().length;
    await desk.page.route(`${plivo.server}/calls`, (route) =>
      route.fulfill({
        status: 403,
        headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', title: 'no', status: 403, code: 'number-forbidden' }),
      }),
    );
    const ended = await desk.eventOf(await desk.dial(), 'callEnded');
    expect(ended).toMatchObject({ failure: { code: 'number-forbidden' } });
    expect(plivo.fake.calls.all()).toHaveLength(before);
  });

  it('that is hung up right after it was dialled never stays up, whenever that is', async () => {
    await signIn();
    for (const delayMs of [0, 1, 3, 10, 20, 40, 80]) {
      const callId = await desk.agent.evaluate(async (a, wait) => {
        const id = a.dial('+14155550142');
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        a.phone.hangUp(id);
        return id;
      }, delayMs);
      expect(await desk.eventOf(callId, 'callEnded')).toMatchObject({ by: 'local' });
    }
    await desk.live();
    await until('only that call is up', () => callsUp() === 1);
  });

  it('that is hung up when the SDK has taken it and has no session yet does not stay up', async () => {
    await signIn();
    const callId = await desk.agent.evaluate((a) => {
      const { clone } = MediaStreamTrack.prototype;
      // The microphone is copied right before the SDK is told to call.
      MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack) {
        MediaStreamTrack.prototype.clone = clone;
        queueMicrotask(() => a.phone.hangUp(id));
        return clone.call(this);
      };
      const id = a.dial('+14155550142');
      return id;
    });
    expect(await desk.eventOf(callId, 'callEnded')).toMatchObject({ by: 'local' });
    await desk.live();
    await until('only that call is up', () => callsUp() === 1);
  });

  it('is not heard by a speech recogniser while it is muted', async () => {
    await signIn({
      prepare: (page) =>
        page.evaluate(() => {
          const native = Reflect.get(globalThis, 'webkitSpeechRecognition');
          native.prototype.start = () => localStorage.setItem('recogniser', 'started');
        }),
    });
    const callId = await desk.live();
    await desk.agent.evaluate((a, id) => a.phone.setMuted(id, true), callId);
    await desk.eventOf(callId, 'callMuted');
    expect(await desk.page.evaluate(() => localStorage.getItem('recogniser'))).toBeNull();
  });

  it('stays muted while digits are sent', async () => {
    await signIn();
    const callId = await desk.live();
    expect(await desk.agent.evaluate((a) => a.sendsMicrophone())).toBe(true);
    await desk.agent.evaluate((a, id) => a.phone.setMuted(id, true), callId);
    // The SDK's own un-muting comes up to 400 ms after a digit.
    const open = await desk.agent.evaluate(async (a, id) => {
      a.phone.sendDigits(id, '1#');
      await a.rest();
      return a.sendsMicrophone();
    }, callId);
    expect(open).toBe(false);
  });

  it('leaves neither token nor number in localStorage', async () => {
    await signIn();
    const { token } = await plivo.token();
    await desk.hangUp(await desk.live());
    const kept = await desk.page.evaluate(() => JSON.stringify(localStorage));
    // The head of every token is the same.
    expect(kept).not.toContain(token.split('.')[0]);
    expect(kept).not.toContain(NUMBERS.answers.slice(1));
  });

  it('talks to nobody but the signalling server and our own', async () => {
    const contacted = new Set<string>();
    await signIn({
      prepare: async (page) => {
        // What the document's policy stops does not even become a request.
        page.on('request', (request) => contacted.add(new URL(request.url()).host));
        page.on('websocket', (socket) => contacted.add(new URL(socket.url()).host));
      },
    });
    await desk.hangUp(await desk.live());
    const { host: signalling } = new URL(plivo.lab.wsUrl);
    const allowed = [signalling, new URL(plivo.server).host, new URL(desk.page.url()).host];
    expect([...contacted].filter((host) => !allowed.includes(host))).toEqual([]);
    expect(contacted).toContain(signalling);
    const stun = await desk.agent.evaluate((a) => a.stunServers());
    expect(stun.map((url) => url.split(':')[1])).toEqual(['stun.plivo.com', 'stun-fb.plivo.com']);
  });
});

describe('an incoming call', () => {
  it('whose answer fails in silence ends as media failed, and the next call works', async () => {
    await signIn();
    await farSideOf(plivo).call();
    const offer = await desk.lineEvent('callOffered');
    if (offer.type !== 'callOffered') return expect.unreachable();
    await desk.agent.evaluate((a, id) => {
      const { setRemoteDescription } = RTCPeerConnection.prototype;
      RTCPeerConnection.prototype.setRemoteDescription = async () => {
        RTCPeerConnection.prototype.setRemoteDescription = setRemoteDescription;
        throw new DOMException('unusable', 'InvalidAccessError');
      };
      a.phone.answer(id, a.microphone);
    }, offer.callId);
    const ended = await desk.eventOf(offer.callId, 'callEnded');
    expect(ended).toMatchObject({ failure: { code: 'media-failed' } });
    await until('no call is up', () => callsUp() === 0);
    await desk.live();
    expect(await desk.freshNeeded()).toBe(0);
  });

  it('that is given up by its caller ends without a failure', async () => {
    await signIn();
    await farSideOf(plivo).call();
    const offer = await desk.lineEvent('callOffered');
    if (offer.type !== 'callOffered') return expect.unreachable();
    const { authId, authToken, apiUrl, calls } = plivo.fake;
    const callUuid = calls.all().at(-1)?.callUuid;
    const authorization = `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`;
    await fetch(`${apiUrl}/v1/Account/${authId}/Call/${callUuid}/`, {
      method: 'DELETE',
      headers: { authorization },
    });
    const ended = await desk.eventOf(offer.callId, 'callEnded');
    expect(ended).toEqual({ type: 'callEnded', callId: offer.callId, by: 'remote' });
  });

  it('opens no microphone while it rings', async () => {
    await signIn();
    const opened = await desk.page.evaluateHandle(() => {
      const openings: string[] = [];
      navigator.mediaDevices.getUserMedia = async () => {
        openings.push('opened');
        return new MediaStream();
      };
      return openings;
    });
    await farSideOf(plivo).call();
    await desk.lineEvent('callOffered');
    expect(await opened.jsonValue()).toEqual([]);
  });
});
