/**
 * Whom this document may talk to while it holds the SDK: its signalling servers, those of the phones beside it and our
 * own server, nobody else. The extension's own policy must stay wider, because a SIP account names its servers at run
 * time; a policy in a document can only take away (CSP Level 3, §3.3), for as long as the document lives, also from what
 * the SDK does by itself.
 */

/** Plivo's own: the SDK takes the second when the first does not answer. */
export const PLIVO_SERVERS = ['wss://client.plivo.com/signalling', 'wss://client-fb.plivo.com/signalling'];

/** A character that the policy's own grammar uses would end the list. */
function sourceOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return pathname === '/' ? origin : origin + pathname.replaceAll(/[;,]/g, encodeURIComponent);
}

/** `server` may live below a path, and all paths of its host are the same party. */
export function connectPolicy(signalling: readonly string[], server: string): string {
  return `connect-src 'self' ${[...signalling.map(sourceOf), `${new URL(server).origin}/`].join(' ')}`;
}

/** Takes effect at once. */
export function limitConnections(page: Document, policy: string): void {
  const meta = page.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = policy;
  page.head.append(meta);
}
