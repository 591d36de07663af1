/**
 * Providers and agents → the tables that Kamailio's routes look things up in (kamailio/tables.cfg says what is in which),
 * as files of its db_text module.
 */
import type { Agent } from '../agents/agent.ts';
import type { InboundRoute, Provider } from '../config/provider.ts';
import type { GatewaySettings } from '../config/settings.ts';
import { certifiedFor } from './certificate.ts';
import { plans } from './plans.ts';

/** Of one htable: key → value. */
export type Table = ReadonlyMap<string, string>;

export const TABLES = ['provider', 'prefix', 'did', 'agent', 'origin', 'plan'] as const;
export type TableName = (typeof TABLES)[number];

export function tablesOf(
  settings: GatewaySettings,
  providers: readonly Provider[],
  agents: readonly Agent[],
): Readonly<Record<TableName, Table>> {
  return {
    provider: new Map([
      ...providers.flatMap((provider) => providerFields(provider, settings)),
      ...certificateEntries(providers),
    ]),
    prefix: prefixes(providers),
    did: new Map(providers.flatMap(({ name, inbound }) => inbound.map((route) => didEntry(name, route)))),
    agent: new Map(agents.flatMap(agentEntries)),
    origin: new Map(settings.allowedOrigins.map((origin) => [origin, '1'])),
    plan: plans(),
  };
}

function providerFields(provider: Provider, settings: GatewaySettings): (readonly [string, string])[] {
  const { name, host, port, transport, limits } = provider;
  const shown = (callerId: string) => (provider.numberFormat === 'e164' ? callerId : callerId.slice(1));
  const [first] = provider.callerIds;
  const fields: Readonly<Record<string, string | null>> = {
    address: `${host}:${port};transport=${transport}`,
    socket: socketOf(provider, settings),
    host,
    tls: transport === 'tls' ? '1' : null,
    username: provider.username || null,
    password: provider.mode === 'ip' ? null : provider.password,
    domain: provider.domain,
    media: provider.media,
    mode: provider.mode,
    format: provider.numberFormat,
    country: provider.homeCountry?.slice(1) ?? null,
    national: provider.nationalPrefix || null,
    from: provider.fromUser,
    headers:
      Object.entries(provider.headers)
        .map(([header, value]) => `${header}: ${value}\r\n`)
        .join('') || null,
    browserheaders: provider.browserHeaders.join(',') || null,
    refer: provider.refer ? '1' : null,
    calls: limits.calls === null ? null : String(limits.calls),
    duration: limits.maxDurationS === null ? null : String(limits.maxDurationS),
    callerid: first === undefined ? null : shown(first),
    ...Object.fromEntries(provider.callerIds.map((callerId) => [`callerid::${callerId}`, shown(callerId)])),
  };
  return Object.entries(fields).flatMap(([field, value]) =>
    value === null ? [] : [[`${name}::${field}`, value] as const],
  );
}

/**
 * By the name asked for, which is the host, and by the domain where none was asked for. A provider whose certificate nobody
 * checks does not loosen that for another one at its host.
 */
function certificateEntries(providers: readonly Provider[]): (readonly [string, string])[] {
  const overTls = providers.filter(({ transport }) => transport === 'tls');
  const checkedLast = overTls.toSorted((a, b) => Number(a.tls.verify) - Number(b.tls.verify));
  return checkedLast.flatMap(({ host, domain, tls }) =>
    [host, `@${domain}`].map(
      (name) => [`*::certificate::${name}`, tls.verify ? certifiedFor(host) : '^'] as const,
    ),
  );
}

/** The socket that requests to the provider leave from, so that it can call back there. */
export function socketOf({ transport }: Provider, { listenAddress, ports }: GatewaySettings): string {
  const port = { udp: ports.sipUdp, tcp: ports.sipTcp, tls: ports.sipTls }[transport];
  return `${transport}:${listenAddress}:${port}`;
}

/**
 * Every prefix with the providers to ask, in order: those whose prefix says most of the number first, and those of the
 * file's order among equals. A provider for a shorter prefix is who carries the call when the first one fails.
 */
function prefixes(providers: readonly Provider[]): Table {
  const all = new Set(providers.flatMap((provider) => provider.prefixes));
  return new Map([...all].map((prefix) => [prefix || '+', namesFor(prefix, providers).join(',')]));
}

function namesFor(prefix: string, providers: readonly Provider[]): readonly string[] {
  return providers
    .map(({ name, prefixes }) => {
      const fitting = prefixes
        .filter((candidate) => prefix.startsWith(candidate))
        .map(({ length }) => length);
      return { name, fits: fitting.length > 0 ? Math.max(...fitting) : -1 };
    })
    .filter(({ fits }) => fits >= 0)
    .sort((a, b) => b.fits - a.fits)
    .map(({ name }) => name);
}

function didEntry(provider: string, { did, target, ring }: InboundRoute): readonly [string, string] {
  const key = did === '*' ? `*::${provider}` : did.slice(1);
  if (target.kind === 'all') return [key, 'everyone'];
  const agents = target.kind === 'agent' ? [target.agent] : target.agents;
  return [key, `${ring}:${agents.join(',')}`];
}

function agentEntries({ name, ha1, provider }: Agent): (readonly [string, string])[] {
  return [
    ...(ha1 ? [[name, ha1] as const] : []),
    ...(provider ? [[`${name}::provider`, provider] as const] : []),
  ];
}
