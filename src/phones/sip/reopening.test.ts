// A line that is replaced by another one: what the old one still says when it closes is not said of the new one.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import { createManualClock } from '../fake/manualClock.ts';
import type { Phone } from '../phone.ts';
import { CREDENTIALS, FakeSocket } from './fakeServer.ts';
import { openSipPhone } from './sipPhone.ts';

const HOUR_MS = 3_600_000;
const FIRST: SipCredentials = {
  ...CREDENTIALS,
  servers: ['wss://one.example.com'],
  expiresAt: HOUR_MS,
  from: { kind: 'gateway', server: 'https://calls.example.com', bearer: 'canary-key' },
};
const MOVED = { ...FIRST, servers: ['wss://two.example.com'], expiresAt: 2 * HOUR_MS };

/** A server that is there: without a sign of life the line would look for another one. */
class LivelySocket extends FakeSocket {
  override send(message: string) {
    super.send(message);
    if (message.startsWith('OPTIONS ')) this.answers('OPTIONS', '200 OK');
  }
}

class NoPeer {
  addTransceiver() {}
  close() {}
  createOffer = () => Promise.reject(new Error('no media here'));
}
let phone: Phone | undefined;
beforeEach(() => void vi.stubGlobal('RTCPeerConnection', NoPeer));
afterEach(async () => {
  vi.unstubAllGlobals();
  void phone?.dispose();
});

it('is ready for as long as the new one is, and nothing goes back to the old server', async () => {
  const clock = createManualClock();
  const sockets: FakeSocket[] = [];
  const reported: PhoneEvent[] = [];
  const openWebSocket = (url: string) => {
    const socket = new LivelySocket(url);
    sockets.push(socket);
    return socket;
  };
  const context = {
    report: (event: PhoneEvent) => void reported.push(event),
    playRemote: () => {},
    renew: async () => MOVED,
    needFreshDocument: () => {},
  };
  phone = openSipPhone(FIRST, context, { clock, openWebSocket });
  phone.connect();
  const [old] = sockets;
  old?.opens();
  old?.registers();
  clock.advance(0.8 * HOUR_MS);
  await vi.waitFor(() => expect(sockets).toHaveLength(2));
  sockets[1]?.opens();
  sockets[1]?.registers();
  old?.fails();
  clock.advance(60_000);
  expect(reported.map(({ type }) => type)).toEqual([
    'lineConnecting',
    'lineReady',
    'lineConnecting',
    'lineReady',
  ]);
  expect(sockets.map(({ url }) => url)).toEqual(['wss://one.example.com', 'wss://two.example.com']);
});
