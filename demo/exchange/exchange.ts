/**
 * The demo's telephone exchange: SIP over WebSocket (RFC 7118) on loopback. Here are sockets and frames; what is done
 * with a message is switch.ts. It carries signalling only: the two browsers send each other their audio.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Connection, parseMessage, writeMessage } from './message.ts';
import { createSwitch } from './switch.ts';
import { createTraffic, type ReceivedRequest } from './traffic.ts';

export type { ReceivedRequest };

export type ExchangeUser = { readonly user: string; readonly password: string };

export type Exchange = {
  readonly wsUrl: string;
  readonly domain: string;
  readonly users: { readonly agent: ExchangeUser; readonly customer: ExchangeUser };
  /** Every request so far, oldest first. */
  received(): readonly ReceivedRequest[];
  /** The first request, past or to come, that the predicate takes. Rejects with the signal's reason. */
  waitFor(predicate: (request: ReceivedRequest) => boolean, signal: AbortSignal): Promise<ReceivedRequest>;
  /** Frames that were not SIP. */
  malformed(): number;
  /** Half-open: sockets stay, nothing is read from them and nothing said; new ones are not answered. */
  silence(on: boolean): void;
  /** Hands calls over by REFER, which it does at first, or to nobody, as many trunks. */
  handsOver(on: boolean): void;
  /** Cuts every client off without a close frame, as a lost network does. */
  dropSockets(): void;
  close(): Promise<void>;
};

export type ExchangeOptions = { readonly host?: string; readonly port?: number; readonly domain?: string };

const LONGEST_FRAME_BYTES = 64 * 1024; // a browser's largest offer is a few kB
const KEEP_ALIVE = /^(\r\n)+$/; // RFC 5626 §3.5.1: a ping is CRLF CRLF, its pong CRLF

/** Listens on loopback; port 0 takes a free one. Users `agent` and `customer` get passwords made for this run. */
export async function openExchange(options: ExchangeOptions = {}): Promise<Exchange> {
  const { host = '127.0.0.1', port = 0, domain = 'demo.offhook.test' } = options;
  const users = { agent: newUser('agent'), customer: newUser('customer') };
  const passwords = new Map(Object.values(users).map(({ user, password }) => [user, password]));
  const traffic = createTraffic();
  const server = createServer((_request, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_FRAME_BYTES,
    handleProtocols: () => 'sip',
  });
  const address = () => ({ host, port: (server.address() as AddressInfo).port });
  let handsOver = true;
  const switching = createSwitch({
    domain,
    passwords,
    customer: 'customer',
    address,
    handsOver: () => handsOver,
  });
  const held = new Set<Duplex>();
  let silent = false;
  let malformed = 0;

  function readMessage(text: string, connection: Connection): void {
    const message = parseMessage(text);
    if (message?.method !== undefined) traffic.note(message, text);
    try {
      if (message) switching.receive(message, connection);
      else malformed += 1;
    } catch {
      malformed += 1; // a header that parses but is not what its name promises
    }
  }

  function welcome(socket: WebSocket): void {
    const connection: Connection = {
      id: randomBytes(6).toString('hex'),
      send(message) {
        const text = silent || socket.readyState !== socket.OPEN ? null : writeMessage(message);
        if (text !== null) socket.send(text);
      },
    };
    socket.on('message', (data) => {
      const text = silent ? '' : data.toString();
      if (KEEP_ALIVE.test(text)) socket.send('\r\n');
      else if (!silent) readMessage(text, connection);
    });
    socket.on('error', () => {
      malformed += 1; // too long a frame, broken UTF-8: ws closes the socket itself
    });
    socket.on('close', () => switching.forget(connection));
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
    if (silent) held.add(stream);
    else if (offered.includes('sip')) sockets.handleUpgrade(request, stream, head, welcome);
    else stream.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });

  function release(): void {
    for (const stream of held) stream.destroy();
    held.clear();
  }

  function dropSockets(): void {
    for (const socket of sockets.clients) socket.terminate();
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

  return {
    wsUrl: `ws://${host}:${address().port}`,
    domain,
    users,
    received: traffic.received,
    waitFor: traffic.waitFor,
    malformed: () => malformed,
    silence(on) {
      silent = on;
      if (!on) release();
    },
    handsOver(on) {
      handsOver = on;
    },
    dropSockets,
    close() {
      release();
      dropSockets();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const newUser = (user: string): ExchangeUser => ({ user, password: randomBytes(12).toString('base64url') });
