/**
 * Looks on while the SDK talks to its signalling servers. A connection that breaks and comes back within a second is
 * told by none of its events, and neither are attempts that fail, so both are seen where they happen: at the socket.
 */
import type { SocketFacts } from './sdk.ts';

/** RFC 3261 §21.2.1 and §20.16: a 200 to a REGISTER. */
const isConfirmation = (message: unknown) =>
  typeof message === 'string' &&
  /^SIP\/2\.0 200 /.test(message) &&
  /^CSeq:\s*\d+\s+REGISTER\s*$/im.test(message);

/** From now on `global.WebSocket` tells of every socket to one of `servers`; all others are left alone. */
export function watchSockets(
  global: { WebSocket: typeof WebSocket },
  servers: readonly string[],
  facts: SocketFacts,
): void {
  let newest: WebSocket | null = null;
  global.WebSocket = new Proxy(global.WebSocket, {
    construct(target, [url, protocols]) {
      const socket = new target(url, protocols);
      if (!servers.includes(String(url))) return socket;
      newest = socket;
      facts.attempted();
      socket.addEventListener('close', () => newest === socket && facts.closed());
      socket.addEventListener('message', ({ data }) => isConfirmation(data) && facts.registered());
      return socket;
    },
  });
}
