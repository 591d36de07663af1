import { describe, expect, it } from 'vitest';
import { createManualClock } from '../fake/manualClock.ts';
import { createFarewells } from '../farewells.ts';
import { watchSockets } from './socketWatch.ts';

const SERVER = 'wss://client.plivo.com/signalling';

class Socket extends EventTarget {
  static readonly opened: Socket[] = [];
  readonly url: string;
  readonly sent: string[] = [];
  constructor(url: string) {
    super();
    this.url = url;
    Socket.opened.push(this);
  }
  send(message: string) {
    this.sent.push(message);
  }
}

function watched() {
  const told: string[] = [];
  const global = { WebSocket: Socket as unknown as typeof WebSocket };
  watchSockets(global, [SERVER], createFarewells(createManualClock()), {
    attempted: () => told.push('attempted'),
    closed: () => told.push('closed'),
    registered: () => told.push('registered'),
  });
  return { told, open: (url: string) => new global.WebSocket(url) as unknown as Socket };
}
const answer = (status: string, method: string) =>
  new MessageEvent('message', { data: `SIP/2.0 ${status}\r\nVia: x\r\nCSeq: 12 ${method}\r\n\r\n` });

describe('the SDK’s sockets', () => {
  it('tell of every attempt to reach the signalling server, and of no other', () => {
    const { told, open } = watched();
    open(SERVER);
    open('wss://insights.example.com/ws');
    expect(told).toEqual(['attempted']);
    expect(Socket.opened.at(-1)?.url).toBe('wss://insights.example.com/ws');
  });

  it('tell of a confirmed registration, not of other answers', () => {
    const { told, open } = watched();
    const socket = open(SERVER);
    socket.dispatchEvent(answer('401 Unauthorized', 'REGISTER'));
    socket.dispatchEvent(answer('200 OK', 'INVITE'));
    expect(told).toEqual(['attempted']);
    socket.dispatchEvent(answer('200 OK', 'REGISTER'));
    expect(told).toEqual(['attempted', 'registered']);
  });

  it('do not tell of an old one that closes after the next was opened', () => {
    const { told, open } = watched();
    const old = open(SERVER);
    const next = open(SERVER);
    old.dispatchEvent(new Event('close'));
    expect(told).toEqual(['attempted', 'attempted']);
    next.dispatchEvent(new Event('close'));
    expect(told.at(-1)).toBe('closed');
  });

  it('say a hang-up again that nobody confirmed, on the next connection, and no other', () => {
    const { open } = watched();
    const bye = 'BYE sip:x SIP/2.0\r\nCall-ID: a\r\nCSeq: 3 BYE\r\n\r\n';
    const heard = 'BYE sip:x SIP/2.0\r\nCall-ID: b\r\nCSeq: 3 BYE\r\n\r\n';
    const dead = open(SERVER);
    dead.send(heard);
    dead.dispatchEvent(
      new MessageEvent('message', { data: 'SIP/2.0 200 OK\r\nCall-ID: b\r\nCSeq: 3 BYE\r\n\r\n' }),
    );
    dead.send(bye);
    dead.send('INFO sip:x SIP/2.0\r\nCall-ID: a\r\nCSeq: 4 INFO\r\n\r\n');
    const next = open(SERVER);
    next.dispatchEvent(answer('200 OK', 'REGISTER'));
    expect(next.sent).toEqual([bye]);
  });
});
