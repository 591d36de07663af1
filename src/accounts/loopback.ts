/** Hosts that only this machine is behind: there, and only there, an account may do without TLS. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** `hostname` as the URL class writes it: IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.includes(hostname);
}
