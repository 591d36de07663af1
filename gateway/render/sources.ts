/** Which addresses a provider's calls may come from: what its host resolves to, and those its entry lists. */
import { lookup } from 'node:dns/promises';
import { isIPv4 } from 'node:net';
import type { Provider } from '../config/provider.ts';

export type Sources = {
  readonly sources: readonly (readonly [provider: string, addresses: readonly string[]])[];
  /** Providers whose host has no address now: they are called all the same, but cannot call us. */
  readonly unresolved: readonly string[];
};

/** `resolve`: the IPv4 addresses of a name; rejects when there are none. */
export async function findSources(providers: readonly Provider[], resolve = resolveIPv4): Promise<Sources> {
  const found = await Promise.all(
    providers.map(async ({ name, host, sources }) => {
      const own = isIPv4(host) ? [host] : await resolve(host).catch(() => []);
      return { name, isUnresolved: own.length === 0, addresses: [...new Set([...own, ...sources])] };
    }),
  );
  return {
    sources: found.map(({ name, addresses }) => [name, addresses]),
    unresolved: found.filter(({ isUnresolved }) => isUnresolved).map(({ name }) => name),
  };
}

async function resolveIPv4(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, family: 4 })).map(({ address }) => address);
}
