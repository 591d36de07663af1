import { describe, expect, it } from 'vitest';
import { createManualClock } from '../fake/manualClock.ts';
import { createSipSocket, MAX_MESSAGE_BYTES, OPEN_WITHIN_MS, type WebSocketLike } from './socket.ts';

type FakeWebSocket = { -readonly [Key in keyof WebSocketLike]: WebSocketLike[Key] } & { sent: unknown[] };

function fakeWebSocket(): FakeWebSocket {
  const socket: FakeWebSocket = {
    readyState: 0,
    binaryType: 'blob',
    onopen: null,
    onclose: null,
    onmessage: null,
    sent: [],
    send: (data: unknown) => void socket.sent.push(data),
    close: () => {
      socket.readyState = 3;
    },
  };
  return socket;
}

function opening(url = 'wss://sip.example.com:7443/ws') {
  const clock = createManualClock();
  const opened: FakeWebSocket[] = [];
  const seen = {
    heard: [] as string[],
    said: [] as string[],
    connects: 0,
    losses: [] as unknown[],
    data: [] as unknown[],
  };
  const socket = createSipSocket(url, {
    clock,
    openWebSocket: () => {
      const fake = fakeWebSocket();
      opened.push(fake);
      return fake;
    },
    heard: (text) => seen.heard.push(text),
    said: (text) => seen.said.push(text),
  });
  socket.onconnect = () => seen.connects++;
  socket.ondisconnect = (error, _code, reason) => seen.losses.push([error, reason]);
  socket.ondata = (data) => seen.data.push(data);
  socket.connect();
  const newest = () => opened.at(-1) as FakeWebSocket;
  const open = () => {
    newest().readyState = 1;
    newest().onopen?.call(newest() as never, {} as Event);
  };
  const receive = (data: unknown) => newest().onmessage?.call(newest() as never, { data } as MessageEvent);
  return { clock, socket, seen, opened, newest, open, receive };
}

describe('the SIP socket', () => {
  it.each([
    ['wss://sip.example.com:7443/ws', 'WSS', 'sip:sip.example.com:7443;transport=ws'],
    ['ws://127.0.0.1:8080', 'WS', 'sip:127.0.0.1:8080;transport=ws'],
  ])('tells JsSIP what %s means for SIP', (url, via, sipUri) => {
    const { socket } = opening(url);
    expect([socket.via_transport, socket.sip_uri]).toEqual([via, sipUri]);
  });

  it('opens once and carries messages both ways', () => {
    const { socket, seen, opened, open, receive, newest } = opening();
    socket.connect();
    expect(socket.send('too early')).toBe(false);
    open();
    expect(socket.send('REGISTER')).toBe(true);
    receive('SIP/2.0 200 OK');
    expect([opened.length, seen.connects]).toEqual([1, 1]);
    expect([newest().sent, seen.said, seen.data, seen.heard]).toEqual([
      ['REGISTER'],
      ['REGISTER'],
      ['SIP/2.0 200 OK'],
      ['SIP/2.0 200 OK'],
    ]);
  });

  it('gives up on a server that does not open in 5 s, and can try again', () => {
    const { clock, socket, seen, opened } = opening();
    clock.advance(OPEN_WITHIN_MS);
    expect(seen.losses).toEqual([[true, 'not opened in time']]);
    socket.connect();
    expect(opened).toHaveLength(2);
  });

  it('survives messages that JsSIP cannot digest, and counts them', () => {
    const { socket, seen, open, receive } = opening();
    open();
    socket.ondata = () => {
      throw new Error('parser');
    };
    receive('garbage');
    expect([socket.refused(), seen.losses]).toEqual([1, []]);
  });

  it('shows JsSIP nothing that is larger than 64 kB, and nothing that is neither text nor bytes', () => {
    const { socket, seen, open, receive } = opening();
    open();
    receive('x'.repeat(MAX_MESSAGE_BYTES + 1));
    receive(new ArrayBuffer(MAX_MESSAGE_BYTES + 1));
    receive({ odd: true });
    expect([socket.refused(), seen.data]).toEqual([3, []]);
    receive('x'.repeat(MAX_MESSAGE_BYTES));
    expect(seen.data).toHaveLength(1);
  });

  it('reports one loss when it is dropped, whatever the old socket says later', () => {
    const { socket, seen, open, newest } = opening();
    open();
    const old = newest();
    socket.drop('silent');
    old.onclose?.call(old as never, { wasClean: true, code: 1000, reason: '' } as CloseEvent);
    socket.drop('again');
    expect(seen.losses).toEqual([[true, 'silent']]);
    expect(old.readyState).toBe(3);
  });

  it('says nothing when JsSIP itself disconnects', () => {
    const { socket, seen, open } = opening();
    open();
    socket.disconnect();
    expect([seen.losses, socket.isConnected()]).toEqual([[], false]);
  });
});
