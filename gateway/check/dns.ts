/**
 * Where a provider's name leads: A and AAAA, and what SRV and NAPTR say beside them (RFC 3263). The gateway calls host and
 * port as configured, so SRV and NAPTR are advice: they tell a port or transport that the provider would rather have.
 */
import { promises as dns, type NaptrRecord, type SrvRecord } from 'node:dns';
import { isIP } from 'node:net';
import type { Provider } from '../config/provider.ts';
import { failed, ok, type Result, warn } from './finding.ts';

/** An empty list: the name has no such record, or nobody answered. */
export type Resolver = {
  addresses(host: string): Promise<readonly string[]>;
  srv(name: string): Promise<readonly SrvRecord[]>;
  naptr(name: string): Promise<readonly NaptrRecord[]>;
};

const QUERY_MS = 2_000;

/** Addresses as the machine itself finds them (hosts file included), records by its name servers. */
export function systemResolver(): Resolver {
  const servers = new dns.Resolver({ timeout: QUERY_MS, tries: 2 });
  return {
    addresses: (host) =>
      dns.lookup(host, { all: true, order: 'ipv4first' }).then(
        (found) => found.map(({ address }) => address),
        () => [],
      ),
    srv: (name) => servers.resolveSrv(name).catch(() => []),
    naptr: (name) => servers.resolveNaptr(name).catch(() => []),
  };
}

export type Resolved = { readonly result: Result; readonly addresses: readonly string[] };

const SRV_NAMES = { udp: '_sip._udp', tcp: '_sip._tcp', tls: '_sips._tcp' } as const;
/** RFC 3263 §4.1. */
const SERVICES = { udp: 'SIP+D2U', tcp: 'SIP+D2T', tls: 'SIPS+D2T' } as const;

export async function resolveProvider(
  { host, port, transport }: Pick<Provider, 'host' | 'port' | 'transport'>,
  resolver: Resolver,
): Promise<Resolved> {
  if (isIP(host) !== 0) return { result: ok(`${host} is an address`), addresses: [host] };
  const [addresses, srv, naptr] = await Promise.all([
    resolver.addresses(host),
    resolver.srv(`${SRV_NAMES[transport]}.${host}`),
    resolver.naptr(host),
  ]);
  const [first] = [...srv].sort((one, other) => one.priority - other.priority || other.weight - one.weight);
  if (addresses.length === 0) return { result: noAddress(host, first), addresses };
  const found = [`${host} is ${addresses.join(', ')}`];
  if (first) found.push(`SRV names ${srv.map(({ name, port }) => `${name}:${port}`).join(', ')}`);
  if (naptr.length > 0) found.push(`NAPTR names ${naptr.map(({ service }) => service).join(', ')}`);
  const text = found.join('; ');
  if (first && !srv.some((one) => one.port === port))
    return {
      result: warn(text, `set port: ${first.port}, which the provider names for ${transport}`),
      addresses,
    };
  if (naptr.length > 0 && !naptr.some(({ service }) => service.toUpperCase() === SERVICES[transport]))
    return { result: warn(text, `set transport: the provider does not name ${transport}`), addresses };
  return { result: ok(text), addresses };
}

function noAddress(host: string, srv: SrvRecord | undefined): Result {
  if (!srv) return failed(`${host} has no address`, 'check host for slips, and this machine’s name servers');
  return failed(
    `${host} has no address, only SRV`,
    `set host: ${srv.name} and port: ${srv.port}, and domain: ${host}`,
  );
}
