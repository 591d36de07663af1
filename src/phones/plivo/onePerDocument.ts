/**
 * Plivo's SDK lives once per document: a second client is the first one with the first one's options, and the
 * connections allowed for it stay the only ones allowed. Phones that were opened before it are named in that allowance
 * and stay beside it; a phone with other servers, or a second SDK, needs a fresh document. Apart from openSdk.ts so that
 * a SIP phone can ask without loading the SDK.
 */
import { FreshDocumentNeeded } from '../phone.ts';

/** Signalling servers of the phones that this document has held, other than Plivo's. */
const neighbours = new Set<string>();
let taken = false;

/** Throws FreshDocumentNeeded when the SDK's allowance, made before, does not name these servers. */
export function settle(servers: readonly string[]): void {
  if (!taken) for (const server of servers) neighbours.add(server);
  if (!servers.every((server) => neighbours.has(server)))
    throw new FreshDocumentNeeded('Plivo’s SDK was here first; open this phone in a document before it');
}

/** For the SDK, once: the servers that must stay reachable beside its own. */
export function takeDocument(): readonly string[] {
  if (taken) throw new FreshDocumentNeeded('this document has held Plivo’s SDK; open it in a new one');
  taken = true;
  return [...neighbours];
}
