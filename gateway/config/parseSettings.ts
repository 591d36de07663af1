/**
 * The environment (with .env under it) → GatewaySettings, or every problem at once. A setting that is not set has the
 * default written here; .env.example says the same in words and is held to this table by a test.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Parsed, Problem } from './problem.ts';
import type { ClusterSettings, GatewaySettings, TurnSettings } from './settings.ts';
import { suggest } from './suggestion.ts';
import * as kind from './values.ts';
import type { Environment } from './yamlReader.ts';

type Setting = { readonly kind: kind.Kind<unknown>; readonly unset: string | null; readonly secret?: true };

const setting = (kind: kind.Kind<unknown>, unset: string | null): Setting => ({ kind, unset });
const secret = (kind: kind.Kind<unknown>): Setting => ({ kind, unset: '', secret: true });
const port = (unset: number) => setting(kind.wholeFrom(0, 65_535, 'a port (0: not offered)'), String(unset));
const count = (unset: number) => setting(kind.wholeFrom(1, 1_000_000, 'a whole number'), String(unset));

/** `unset: null`: it has to be set. `''`: nothing is set. */
export const SETTINGS = {
  GATEWAY_PUBLIC_ADDRESS: setting(kind.IPV4, null),
  GATEWAY_LISTEN_ADDRESS: setting(kind.orEmpty(kind.IPV4), ''),
  GATEWAY_REALM: setting(kind.HOST, null),
  GATEWAY_ALLOWED_ORIGINS: setting(kind.listOf(kind.ORIGIN), null),
  GATEWAY_CERTIFICATE_FILE: setting(kind.orEmpty(kind.PATH), ''),
  GATEWAY_KEY_FILE: setting(kind.orEmpty(kind.PATH), ''),
  GATEWAY_WSS_PORT: port(8443),
  GATEWAY_WS_PORT: port(0),
  GATEWAY_SIP_UDP_PORT: port(5060),
  GATEWAY_SIP_TCP_PORT: port(5060),
  GATEWAY_SIP_TLS_PORT: port(5061),
  GATEWAY_RTPENGINE_PORT: setting(kind.PORT, '22222'),
  GATEWAY_RTP_PORTS: setting(kind.PORT_RANGE, '30000-39999'),
  GATEWAY_CLUSTER_ADDRESS: setting(kind.orEmpty(kind.IPV4), ''),
  GATEWAY_CLUSTER_PORT: setting(kind.PORT, '5070'),
  GATEWAY_CLUSTER_PEERS: setting(kind.listOf(kind.IPV4), ''),
  GATEWAY_RTPENGINES: setting(kind.listOf(kind.RTPENGINE), ''),
  GATEWAY_MEDIA_ADDRESSES: setting(kind.listOf(kind.IPV4), ''),
  GATEWAY_PROVIDERS_FILE: setting(kind.PATH, 'providers.yaml'),
  GATEWAY_AGENTS_FILE: setting(kind.PATH, 'agents.yaml'),
  GATEWAY_STATE_FOLDER: setting(kind.PATH, '.gateway'),
  SIP_CREDENTIAL_SECRET: secret(kind.orEmpty(kind.SECRET)),
  TURN_SECRET: secret(kind.orEmpty(kind.SECRET)),
  TURN_PORT: port(3478),
  TURN_TLS_PORT: port(5349),
  TURN_RELAY_PORTS: setting(kind.PORT_RANGE, '40000-49999'),
  MAX_CALLS_PER_AGENT: count(4),
  MAX_CALLS_PER_HOUR_PER_AGENT: count(60),
  MAX_WEBSOCKETS_PER_ADDRESS: count(50),
  MAX_REQUESTS_PER_SECOND: count(30),
  MAX_CALL_SECONDS: setting(kind.wholeFrom(10, 86_400, 'seconds'), '14400'),
  DENY_PREFIXES: setting(kind.listOf(kind.PREFIX), ''),
  GATEWAY_CDR_FILE: setting(kind.orEmpty(kind.PATH), ''),
  GATEWAY_DATABASE_URL: secret(kind.orEmpty(kind.POSTGRES_URL)),
} as const satisfies Readonly<Record<string, Setting>>;

type Name = keyof typeof SETTINGS;
type Values = Readonly<Record<Name, unknown>>;

/** The process's environment with what .env adds to it; a variable that is set wins over the file. */
export function readEnvironment(envFile: string, environment: Environment = process.env): Environment {
  return existsSync(envFile) ? { ...parseEnv(readFileSync(envFile, 'utf8')), ...environment } : environment;
}

export function parseSettings(environment: Environment): Parsed<GatewaySettings> {
  const read = Object.entries(SETTINGS).map(([name, setting]) =>
    readSetting(name, setting, environment[name]),
  );
  const problems = [...read.flatMap(({ problem }) => problem ?? []), ...strangers(environment)];
  if (problems.length > 0) return { ok: false, problems };
  const settings = settingsOf(Object.fromEntries(read.map(({ name, value }) => [name, value])) as Values);
  const contradicting = contradictions(settings).map(([name, fix]) => problemOf(name, null, fix));
  return contradicting.length > 0 ? { ok: false, problems: contradicting } : { ok: true, value: settings };
}

type Read = { readonly name: string; readonly value: unknown; readonly problem?: Problem };

function readSetting(name: string, { kind, unset, secret }: Setting, given: string | undefined): Read {
  const text = given ?? unset;
  if (text === null)
    return { name, value: null, problem: problemOf(name, null, `is missing: ${kind.expects}`) };
  const value = kind.read(text);
  if (value !== null) return { name, value };
  return { name, value, problem: problemOf(name, secret ? null : text, kind.expects) };
}

/** Variables that look like ours and are not: a slip would otherwise leave a default standing in silence. */
function strangers(environment: Environment): readonly Problem[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('GATEWAY_') && !(name in SETTINGS))
    .map((name) => {
      const meant = suggest(name, Object.keys(SETTINGS));
      return problemOf(name, null, `no such setting; did you mean ${meant ?? 'one of .env.example'}?`);
    });
}

function problemOf(about: string, value: string | null, fix: string): Problem {
  return { file: 'environment', line: null, about, value, fix };
}

function settingsOf(values: Values): GatewaySettings {
  // The table above says of each name what it was read as.
  const text = (name: Name) => values[name] as string;
  const some = (name: Name) => (values[name] as string) || null;
  const number = (name: Name) => values[name] as number;
  const list = (name: Name) => values[name] as readonly string[];
  const [rtpFirst, rtpLast] = values.GATEWAY_RTP_PORTS as readonly [number, number];
  return {
    publicAddress: text('GATEWAY_PUBLIC_ADDRESS'),
    listenAddress: some('GATEWAY_LISTEN_ADDRESS') ?? text('GATEWAY_PUBLIC_ADDRESS'),
    ports: {
      wss: number('GATEWAY_WSS_PORT'),
      ws: number('GATEWAY_WS_PORT'),
      sipUdp: number('GATEWAY_SIP_UDP_PORT'),
      sipTcp: number('GATEWAY_SIP_TCP_PORT'),
      sipTls: number('GATEWAY_SIP_TLS_PORT'),
      rtpengine: number('GATEWAY_RTPENGINE_PORT'),
      rtpFirst,
      rtpLast,
    },
    allowedOrigins: list('GATEWAY_ALLOWED_ORIGINS'),
    certificateFile: some('GATEWAY_CERTIFICATE_FILE'),
    keyFile: some('GATEWAY_KEY_FILE'),
    realm: text('GATEWAY_REALM'),
    agentsFile: text('GATEWAY_AGENTS_FILE'),
    providersFile: text('GATEWAY_PROVIDERS_FILE'),
    sipCredentialSecret: some('SIP_CREDENTIAL_SECRET'),
    turn: turnOf(values),
    cluster: clusterOf(values),
    rtpengines: list('GATEWAY_RTPENGINES'),
    mediaAddresses: list('GATEWAY_MEDIA_ADDRESSES'),
    limits: {
      callsPerAgent: number('MAX_CALLS_PER_AGENT'),
      callsPerAgentPerHour: number('MAX_CALLS_PER_HOUR_PER_AGENT'),
      webSocketsPerAddress: number('MAX_WEBSOCKETS_PER_ADDRESS'),
      requestsPerSecond: number('MAX_REQUESTS_PER_SECOND'),
      maxDurationS: number('MAX_CALL_SECONDS'),
    },
    denyPrefixes: list('DENY_PREFIXES'),
    cdrFile: some('GATEWAY_CDR_FILE'),
    databaseUrl: some('GATEWAY_DATABASE_URL'),
    stateFolder: text('GATEWAY_STATE_FOLDER'),
  };
}

function turnOf(values: Values): TurnSettings | null {
  const [relayFirst, relayLast] = values.TURN_RELAY_PORTS as readonly [number, number];
  const secret = values.TURN_SECRET as string;
  const [port, tlsPort] = [values.TURN_PORT as number, values.TURN_TLS_PORT as number];
  return secret ? { secret, port, tlsPort, relayFirst, relayLast } : null;
}

function clusterOf(values: Values): ClusterSettings | null {
  const address = values.GATEWAY_CLUSTER_ADDRESS as string;
  const port = values.GATEWAY_CLUSTER_PORT as number;
  return address ? { address, port, peers: values.GATEWAY_CLUSTER_PEERS as readonly string[] } : null;
}

/** Linux's own limit for the name of a Unix socket (unix(7)). */
const LONGEST_SOCKET_PATH = 107;

/** What each setting alone does not show. */
function contradictions(settings: GatewaySettings): (readonly [Name, string])[] {
  const { ports, certificateFile, keyFile, sipCredentialSecret, turn, cluster } = settings;
  const found: (readonly [Name, string])[] = [];
  if (ports.wss === 0 && ports.ws === 0)
    found.push(['GATEWAY_WSS_PORT', 'browsers need a port: 8443, or GATEWAY_WS_PORT behind a proxy']);
  if ((ports.wss > 0 || ports.sipTls > 0) && (!certificateFile || !keyFile))
    found.push([
      'GATEWAY_CERTIFICATE_FILE',
      'TLS needs GATEWAY_CERTIFICATE_FILE and GATEWAY_KEY_FILE (PEM), or GATEWAY_WSS_PORT=0 and GATEWAY_SIP_TLS_PORT=0',
    ]);
  if (resolve(settings.stateFolder, 'run', 'kamailio.sock').length > LONGEST_SOCKET_PATH)
    found.push([
      'GATEWAY_STATE_FOLDER',
      'is too deep for a socket (sun_path, 107 characters): write a shorter path',
    ]);
  if (settings.allowedOrigins.length === 0)
    found.push([
      'GATEWAY_ALLOWED_ORIGINS',
      'any web page could register: write chrome-extension://<id of the extension>',
    ]);
  const reachable = [settings.listenAddress, settings.publicAddress, ...settings.mediaAddresses];
  if (cluster && reachable.includes(cluster.address))
    found.push([
      'GATEWAY_CLUSTER_ADDRESS',
      'is an address that others reach, and what listens there asks for no password: give the hosts a network of their own',
    ]);
  if (turn && turn.secret === sipCredentialSecret)
    found.push(['TURN_SECRET', 'is the same as SIP_CREDENTIAL_SECRET: make another, `openssl rand -hex 32`']);
  return found;
}
