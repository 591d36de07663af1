/** Whose request is it, by address? Limits are counted on it. */
import { isIP } from 'node:net';
import type { Context } from 'hono';
import type { Env } from './route.ts';

/**
 * The socket's address; behind `trustedProxies` proxies the one that the outermost of them saw. Each proxy appends to
 * X-Forwarded-For, so only that many entries from the right were written by somebody we know. What is no address counts
 * as the proxy's own.
 */
export function clientAddress(c: Context<Env>, trustedProxies: number): string {
  const socket = c.env?.incoming?.socket?.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return socket;
  const forwarded = (c.req.header('X-Forwarded-For') ?? '').split(',').map((entry) => entry.trim());
  const seen = forwarded.at(-trustedProxies) ?? '';
  return isIP(seen) ? seen : socket;
}
