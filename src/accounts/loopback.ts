/** Hosts that only this machine is behind: there, and only there, an account may do without TLS. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Names and addresses. The URL class also takes "${user}" for a host. */
const HOST = /^[\w-]+(?:\.[\w-]+)*\.?$|^\[[\da-f:.]+\]$/i;

/** `hostname` as the URL class writes it: IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.includes(hostname);
}

/** An address that requests may be sent below: no user, query or fragment; unencrypted to this computer only. */
export function isBaseUrl(text: string): boolean {
  return isPlain(text, 'https:', 'http:');
}

/** A WebSocket's address: no user or fragment; unencrypted to this computer only. */
export function isWebSocketUrl(text: string): boolean {
  return isPlain(text, 'wss:', 'ws:', true);
}

function isPlain(text: string, secure: string, open: string, mayAsk = false): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || hash || (search && !mayAsk) || !HOST.test(hostname)) return false;
  return protocol === secure || (protocol === open && isLoopback(hostname));
}
