/** The real user agent on sockets and a clock that are moved by hand, with a server's answers at hand. For tests. */
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import { createManualClock } from '../fake/manualClock.ts';
import { CALL_ID, headerOf } from '../header.ts';
import { createConnection } from './connection.ts';
import type { WebSocketLike } from './socket.ts';

export const CREDENTIALS: SipCredentials = {
  kind: 'sip',
  servers: ['wss://one.example.com', 'wss://two.example.com', 'wss://three.example.com'],
  user: 'agent',
  domain: 'sip.example.com',
  password: 'canary',
  iceServers: [],
};

export class FakeSocket implements WebSocketLike {
  binaryType: BinaryType = 'blob';
  readyState: 0 | 1 | 3 = 0;
  onopen: WebSocketLike['onopen'] = null;
  onclose: WebSocketLike['onclose'] = null;
  onmessage: WebSocketLike['onmessage'] = null;
  readonly sent: string[] = [];
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
  send(message: string) {
    this.sent.push(message);
  }
  close() {
    this.readyState = 3;
  }
  opens() {
    this.readyState = 1;
    this.onopen?.call(this as never, {} as never);
  }
  fails() {
    this.readyState = 3;
    this.onclose?.call(this as never, { wasClean: false, code: 1006, reason: '' } as never);
  }
  says(message: string) {
    this.onmessage?.call(this as never, { data: message } as never);
  }
  /** What was sent of this method, oldest first. */
  requests = (method: string) => this.sent.filter((message) => message.startsWith(`${method} `));
  /** Answers the newest request of this method. */
  answers(method: string, status: string, ...headers: string[]) {
    const request = this.requests(method).at(-1) ?? '';
    const copied = ['Via', 'From', CALL_ID, 'CSeq'].map(
      (name) => `${name === CALL_ID ? 'Call-ID' : name}: ${headerOf(request, name)}`,
    );
    const to = `To: ${headerOf(request, 'To')};tag=server`;
    this.says([`SIP/2.0 ${status}`, ...copied, to, ...headers, 'Content-Length: 0', '', ''].join('\r\n'));
  }
  /** Confirms the newest REGISTER. */
  registers() {
    const contact = headerOf(this.requests('REGISTER').at(-1) ?? '', 'Contact');
    this.answers('REGISTER', '200 OK', `Contact: ${contact}`, 'Expires: 300');
  }
}

/** A line that has begun to connect: `last()` is the socket that is being opened. */
export function connectLine(change: Partial<SipCredentials> = {}) {
  const clock = createManualClock();
  const sockets: FakeSocket[] = [];
  const reported: PhoneEvent[] = [];
  const connection = createConnection({
    credentials: { ...CREDENTIALS, ...change },
    clock,
    instanceId: 'a0b1c2d3-0000-4000-8000-000000000001',
    openWebSocket: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket;
    },
    report: (event) => reported.push(event),
    refused: () => {},
    transportChanged: () => {},
    isTalking: () => false,
  });
  connection.line.connect();
  const last = () => sockets.at(-1) as FakeSocket;
  return {
    connection,
    clock,
    reported,
    last,
    host: () => new URL(last().url).hostname.split('.')[0],
    close() {
      connection.line.stop();
      connection.ua.stop();
    },
  };
}
