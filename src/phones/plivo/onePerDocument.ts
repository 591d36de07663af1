/**
 * Plivo's SDK lives once per document: a second client is the first one with the first one's options, and the
 * connections allowed for it stay the only ones allowed. Whoever wants another phone afterwards, of whatever kind,
 * needs a fresh document. Apart from openSdk.ts so that a SIP phone can ask without loading the SDK.
 */
import { FreshDocumentNeeded } from '../phone.ts';

let taken = false;

/** Throws FreshDocumentNeeded when this document has held the SDK. */
export function expectFreshDocument(): void {
  if (taken) throw new FreshDocumentNeeded('this document has held Plivo’s SDK; open the phone in a new one');
}

export function takeDocument(): void {
  expectFreshDocument();
  taken = true;
}
