/** Settings and providers → the generated part of Kamailio's configuration: settings.cfg, tls.cfg, addresses.list. */
import { createHash } from 'node:crypto';
import type { Provider } from '../config/provider.ts';
import type { GatewaySettings } from '../config/settings.ts';

/** Where the rendered files will be read from, as absolute paths. */
export type Folders = { readonly config: string; readonly run: string };

/** `routeSecret`: seals the calls' Record-Route; it stays the same for as long as a call may last. */
export function settingsFile(settings: GatewaySettings, folders: Folders, routeSecret: string): string {
  const { ports, limits } = settings;
  const words: Readonly<Record<string, string | number>> = {
    FOLDER: folders.config,
    RUN_FOLDER: folders.run,
    REALM: settings.realm,
    PUBLIC_ADDRESS: settings.publicAddress,
    LISTEN_ADDRESS: settings.listenAddress,
    ...ourselves(settings),
    WS_PORT: ports.ws,
    WSS_PORT: ports.wss,
    RTPENGINES: rtpengines(settings),
    ...clusterWords(settings),
    ROUTE_SECRET: routeSecret,
    // Digest is computed for unknown users as well, with a password that nobody can have.
    NOBODYS_HA1: createHash('md5').update(`nobody ${routeSecret}`).digest('hex'),
    SIP_CREDENTIAL_SECRET: settings.sipCredentialSecret ?? '',
    SOCKETS_PER_ADDRESS: limits.webSocketsPerAddress,
    CALLS_PER_AGENT: limits.callsPerAgent,
    CALLS_PER_AGENT_PER_HOUR: limits.callsPerAgentPerHour,
    REQUESTS_PER_SECOND: limits.requestsPerSecond,
    MAX_CALL_SECONDS: limits.maxDurationS,
    DENIED_NUMBERS: deniedNumbers(settings.denyPrefixes),
  };
  return [
    '# Generated from the settings by `npm run gateway -- render`: changes made here are lost.',
    // Numbers stand in expressions, text within text.
    ...Object.entries(words).map(([word, value]) =>
      typeof value === 'number' ? `#!define ${word} ${value}` : `#!substdef "!@${word}@!${value}!g"`,
    ),
    ...(settings.cdrFile || settings.databaseUrl ? ['#!define CALL_RECORDS'] : []),
    ...(settings.sipCredentialSecret ? ['#!define SHORT_LIVED'] : []),
    ...(settings.cluster ? ['#!define SEVERAL_HOSTS'] : []),
    `alias="${settings.realm}"`,
    ...(ports.wss > 0 || ports.sipTls > 0 ? ['enable_tls=yes'] : []),
    ...listeners(settings),
  ]
    .join('\n')
    .concat('\n');
}

/** Where we reach ourselves: stands for a browser in a Contact, whose own host exists nowhere. */
function ourselves({ listenAddress, ports }: GatewaySettings): { OURSELVES: string; OWN_PORT: number } {
  if (ports.sipUdp > 0) return { OURSELVES: `${listenAddress}:${ports.sipUdp}`, OWN_PORT: ports.sipUdp };
  const [transport, port] =
    ports.sipTcp > 0 ? (['tcp', ports.sipTcp] as const) : (['tls', ports.sipTls] as const);
  return { OURSELVES: `${listenAddress}:${port};transport=${transport}`, OWN_PORT: port };
}

/** One set: a call goes to one of them by weight, and to another when that one does not answer. */
function rtpengines({ rtpengines, cluster, ports }: GatewaySettings): string {
  const own = `udp:${cluster?.address ?? '127.0.0.1'}:${ports.rtpengine}`;
  return rtpengines.length > 0 ? rtpengines.join(' ') : own;
}

/** peers.cfg, for cluster.cfg: whom this Kamailio tells that it is here. */
export function peersFile({ cluster }: GatewaySettings): string {
  const lines = (cluster?.peers ?? []).map(
    (peer) => `modparam("dmq", "notification_address", "sip:${peer}:${cluster?.port}")`,
  );
  return ['# Generated: the other Kamailios.', ...lines].join('\n').concat('\n');
}

function clusterWords({ cluster }: GatewaySettings): Readonly<Record<string, string | number>> {
  return {
    REPLICATED: cluster ? 'dmqreplicate=1;' : '',
    CLUSTER_SOCKET: cluster ? `${cluster.address}:${cluster.port}` : '',
    CLUSTER_PORT: cluster?.port ?? 0,
    CLUSTER_PEERS: (cluster?.peers ?? []).map((peer) => peer.replaceAll('.', '[.]')).join('|'),
  };
}

/** SIP first: what is sent without a socket of its own leaves by the first that fits. */
function listeners({ listenAddress, publicAddress, ports, cluster }: GatewaySettings): readonly string[] {
  const advertised = (port: number) =>
    listenAddress === publicAddress ? '' : ` advertise ${publicAddress}:${port}`;
  const offered = [
    ['udp', ports.sipUdp],
    ['tcp', ports.sipTcp],
    ['tls', ports.sipTls],
    ['tls', ports.wss],
  ] as const;
  return [
    ...offered
      .filter(([, port]) => port > 0)
      .map(([protocol, port]) => `listen=${protocol}:${listenAddress}:${port}${advertised(port)}`),
    ...(cluster ? [`listen=udp:${cluster.address}:${cluster.port}`] : []),
    ...(ports.ws > 0 ? [`listen=tcp:127.0.0.1:${ports.ws}`] : []),
  ];
}

/** A POSIX regular expression; one that no E.164 number fits when nothing is denied. */
function deniedNumbers(prefixes: readonly string[]): string {
  return prefixes.length === 0 ? '^[^+]' : `^[+](${prefixes.map((prefix) => prefix.slice(1)).join('|')})`;
}

/** Read as needed; all of them in one file would be parsed by each of Kamailio's processes, 15 s of a start measured. */
const SYSTEM_AUTHORITIES = '/etc/ssl/certs';

/** The module tls's own file: our certificate, and a client profile for each provider that is called over TLS. */
export function tlsFile(
  { certificateFile, keyFile }: GatewaySettings,
  providers: readonly Provider[],
): string {
  const server = [
    '[server:default]',
    'method = TLSv1.2+',
    'verify_certificate = no',
    'require_certificate = no',
  ];
  const ours =
    certificateFile && keyFile ? [`certificate = ${certificateFile}`, `private_key = ${keyFile}`] : [];
  const clients = providers
    .filter(({ transport }) => transport === 'tls')
    // Found by its id. A profile needs a name too, and is found by that first: the name of a host that two providers share
    // would give one of them the other's.
    .flatMap(({ name, tls }) => [
      ...['[client:any]', `server_id = ${name}`, `server_name = ${name}.invalid`],
      ...verification(tls),
    ]);
  return [...server, ...ours, '[client:default]', ...verification({ verify: true, caFile: null }), ...clients]
    .join('\n')
    .concat('\n');
}

function verification({ verify, caFile }: Provider['tls']): readonly string[] {
  const method = 'method = TLSv1.2+';
  if (!verify) return [method, 'verify_certificate = no', 'require_certificate = no'];
  return [
    method,
    'verify_certificate = yes',
    'require_certificate = yes',
    caFile ? `ca_list = ${caFile}` : `ca_path = ${SYSTEM_AUTHORITIES}`,
  ];
}

/** Where providers' requests may come from: `group address mask port tag`, one a line (module permissions). */
export function addressesFile(
  sources: readonly (readonly [provider: string, addresses: readonly string[]])[],
): string {
  const lines = sources.flatMap(([provider, addresses]) =>
    addresses.map((source) => {
      const [address, mask = '32'] = source.split('/');
      return `1 ${address} ${mask} 0 ${provider}`;
    }),
  );
  return ['# Generated: who may send us calls.', ...lines].join('\n').concat('\n');
}
