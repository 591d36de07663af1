/**
 * Looks on while the SDK talks to its signalling servers. A connection that breaks and comes back within a second is
 * told by none of its events, neither are attempts that fail, and a BYE into a dead socket is never said again: so all
 * three are seen to where they happen, at the socket.
 */
import type { Farewells } from '../farewells.ts';
import { headerOf } from '../header.ts';
import type { SocketFacts } from './sdk.ts';

/** A 200 to a REGISTER (RFC 3261 §10.2). */
const isConfirmation = (message: string) =>
  /^SIP\/2\.0 200 /.test(message) && /^\d+\s+REGISTER$/.test(headerOf(message, 'CSeq'));

/** From now on `global.WebSocket` tells of every socket to one of `servers`; all others are left alone. */
export function watchSockets(
  global: { WebSocket: typeof WebSocket },
  servers: readonly string[],
  farewells: Farewells,
  facts: SocketFacts,
): void {
  let newest: WebSocket | null = null;

  const follow = (socket: WebSocket) => {
    const send = socket.send.bind(socket);
    socket.send = (data) => {
      farewells.sent(String(data));
      send(data);
    };
    socket.addEventListener('message', ({ data }) => {
      const message = String(data);
      farewells.received(message);
      if (!isConfirmation(message)) return;
      for (const farewell of farewells.unanswered()) send(farewell);
      facts.registered();
    });
    socket.addEventListener('close', () => newest === socket && facts.closed());
  };

  global.WebSocket = new Proxy(global.WebSocket, {
    construct(target, [url, protocols]) {
      const socket = new target(url, protocols);
      if (!servers.includes(String(url))) return socket;
      newest = socket;
      facts.attempted();
      follow(socket);
      return socket;
    },
  });
}
