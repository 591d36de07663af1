/**
 * The WebSocket under JsSIP (RFC 7118), with what JsSIP's own lacks: a limit on opening, a limit on size, a guard
 * around its parser (it throws on one malformed message in forty), and a way to drop a socket that is open and dead.
 */
import type { Clock } from '../clock.ts';

/** Larger than any SIP message with an audio offer (about 6 kB) by an order of magnitude. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** A server that does not open in this time is treated as one that refuses. */
export const OPEN_WITHIN_MS = 5_000;

/** What a socket must have: the browser's WebSocket, or a fake. */
export type WebSocketLike = Pick<
  WebSocket,
  'readyState' | 'binaryType' | 'send' | 'close' | 'onopen' | 'onclose' | 'onmessage'
>;

export type SipSocketParts = {
  readonly clock: Clock;
  readonly openWebSocket: (url: string) => WebSocketLike;
  /** Something came from the server, whatever it was: text as it is, anything else as ''. */
  readonly heard: (text: string) => void;
  readonly said: (text: string) => void;
  /** True: the message waits, and `send` will be called when it may go. */
  readonly takes?: (message: string, send: () => void) => boolean;
};

/** JsSIP's Socket (lib/Socket.js); the three `on…` are set by its transport. */
export interface SipSocket {
  readonly url: string;
  readonly via_transport: string;
  readonly sip_uri: string;
  onconnect: () => void;
  ondisconnect: (error: boolean, code?: number, reason?: string) => void;
  ondata: (data: string | ArrayBuffer) => void;
  connect(): void;
  disconnect(): void;
  send(message: string): boolean;
  isConnected(): boolean;
  isConnecting(): boolean;
  /** Gives up on the socket at once; JsSIP learns of it as of any lost connection. Nothing when there is none. */
  drop(reason: string): void;
  /** Messages that were too large or that JsSIP could not digest. */
  refused(): number;
}

const OPEN = 1;
const CONNECTING = 0;

const sizeOf = (data: unknown): number =>
  typeof data === 'string'
    ? data.length
    : data instanceof ArrayBuffer
      ? data.byteLength
      : Number.POSITIVE_INFINITY;

const silence = (socket: WebSocketLike) => {
  socket.onopen = null;
  socket.onclose = null;
  socket.onmessage = null;
};

/** A socket to `url` (ws: or wss:), not opened yet. */
export function createSipSocket(
  url: string,
  { clock, openWebSocket, heard, said, takes }: SipSocketParts,
): SipSocket {
  const { host, protocol } = new URL(url);
  let current: WebSocketLike | null = null;
  let stopWaiting = () => {};
  let refused = 0;

  const release = () => {
    stopWaiting();
    const old = current;
    current = null;
    if (!old) return false;
    silence(old);
    old.close();
    return true;
  };
  const receive = (data: unknown) => {
    const isTooLarge = sizeOf(data) > MAX_MESSAGE_BYTES;
    heard(typeof data === 'string' && !isTooLarge ? data : '');
    if (isTooLarge) {
      refused += 1;
      return;
    }
    try {
      self.ondata(data as string | ArrayBuffer);
    } catch {
      refused += 1;
    }
  };
  const self: SipSocket = {
    url,
    via_transport: protocol === 'wss:' ? 'WSS' : 'WS',
    sip_uri: `sip:${host};transport=ws`,
    onconnect: () => {},
    ondisconnect: () => {},
    ondata: () => {},
    connect() {
      if (self.isConnected() || self.isConnecting()) return;
      release();
      const socket = openWebSocket(url);
      current = socket;
      socket.binaryType = 'arraybuffer';
      stopWaiting = clock.after(OPEN_WITHIN_MS, () => self.drop('not opened in time'));
      socket.onopen = () => {
        stopWaiting();
        self.onconnect();
      };
      socket.onclose = ({ wasClean, code, reason }) => {
        release();
        self.ondisconnect(!wasClean, code, reason);
      };
      socket.onmessage = ({ data }) => receive(data);
    },
    disconnect: () => void release(),
    send(message) {
      if (!self.isConnected()) return false;
      if (takes?.(message, () => self.send(message))) return true;
      current?.send(message);
      said(message);
      return true;
    },
    isConnected: () => current?.readyState === OPEN,
    isConnecting: () => current?.readyState === CONNECTING,
    drop(reason) {
      if (release()) self.ondisconnect(true, 4000, reason);
    },
    refused: () => refused,
  };
  return self;
}
