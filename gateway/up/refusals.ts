/**
 * Why a gateway may not be started on a public address. Facts in, problems out, each with its value and its fix; what is
 * read from disk to gather the facts is in facts.ts. On a private address nobody is at the door, and nothing is refused.
 */
import type { X509Certificate } from 'node:crypto';
import type { Problem } from '../config/problem.ts';
import type { Provider } from '../config/provider.ts';
import type { GatewaySettings } from '../config/settings.ts';
import { coturnFile } from '../render/coturn.ts';
import { isPublicAddress, relayFaults } from './relay.ts';
import { weaknessOf } from './secrets.ts';

export type PublicFacts = {
  readonly settings: GatewaySettings;
  readonly providers: readonly Provider[];
  /** For each provider the addresses its calls may come from, as rendering finds them. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** Null: the file cannot be read, or holds none. */
  readonly certificate: X509Certificate | null;
  /** Somebody has said that a reverse proxy on this machine carries TLS. */
  readonly isBehindProxy: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
};

export function refusalsOf(facts: PublicFacts): readonly Problem[] {
  const { settings } = facts;
  if (!isPublicAddress(settings.publicAddress)) return [];
  return [
    ...secretRefusals(settings),
    ...tlsRefusals(facts),
    ...originRefusals(settings),
    ...relayRefusals(settings),
    ...facts.providers.flatMap((provider) => sourceRefusals(provider, facts.sources)),
  ];
}

function secretRefusals({ sipCredentialSecret, turn }: GatewaySettings): readonly Problem[] {
  const secrets = [
    ['SIP_CREDENTIAL_SECRET', sipCredentialSecret],
    ['TURN_SECRET', turn?.secret ?? null],
  ] as const;
  return secrets.flatMap(([name, secret]) => {
    const weakness = secret === null ? null : weaknessOf(secret);
    return weakness ? [refuse(name, null, `${weakness}: write the output of \`openssl rand -hex 32\``)] : [];
  });
}

function tlsRefusals({ settings, certificate, isBehindProxy, now }: PublicFacts): readonly Problem[] {
  const { ports, certificateFile: file, realm } = settings;
  if (ports.wss === 0 && !isBehindProxy)
    return [
      refuse(
        'GATEWAY_WSS_PORT',
        '0',
        'browsers would have no TLS: set a port, or say `up --behind-proxy` when a proxy on this machine carries it',
      ),
    ];
  if (ports.wss === 0 && ports.sipTls === 0) return [];
  if (!certificate)
    return [
      refuse(
        'GATEWAY_CERTIFICATE_FILE',
        file,
        'cannot be read as a certificate (PEM): `up --acme EMAIL` gets one',
      ),
    ];
  const faults = [
    ...(Date.parse(certificate.validTo) <= now ? [`ended on ${certificate.validTo}: renew it`] : []),
    ...(certificate.checkHost(realm)
      ? []
      : [`does not name ${realm}: browsers refuse it; get one for GATEWAY_REALM`]),
    ...(certificate.checkIssued(certificate)
      ? [
          'is signed by itself: browsers refuse it and an extension cannot click through; `up --acme EMAIL` gets one',
        ]
      : []),
  ];
  return faults.map((fault) => refuse('GATEWAY_CERTIFICATE_FILE', file, fault));
}

function originRefusals({ allowedOrigins }: GatewaySettings): readonly Problem[] {
  const open = allowedOrigins.filter((origin) => origin.includes('*') || origin.startsWith('http://'));
  return open.map((origin) =>
    refuse(
      'GATEWAY_ALLOWED_ORIGINS',
      origin,
      'lets in pages that are not yours: name the extension, chrome-extension://<id>',
    ),
  );
}

function relayRefusals(settings: GatewaySettings): readonly Problem[] {
  const conf = coturnFile(settings);
  if (conf === null) return [];
  const own = [settings.listenAddress, settings.publicAddress, ...settings.mediaAddresses];
  return relayFaults(conf, own).map((fault) => refuse('TURN_SECRET', null, `would open a relay: ${fault}`));
}

/** A provider that we register at calls back on that registration; any other is known by where it calls from. */
function sourceRefusals(
  { name, inbound, mode, host }: Provider,
  sources: PublicFacts['sources'],
): readonly Problem[] {
  const isKnown = mode === 'register' || (sources.get(name) ?? []).length > 0;
  if (inbound.length === 0 || isKnown) return [];
  const fix =
    'has no address to take calls from: list the provider’s own under `sources`, or take `inbound` out';
  return [{ file: 'providers.yaml', line: null, about: `providers[${name}].sources`, value: host, fix }];
}

function refuse(about: string, value: string | null, fix: string): Problem {
  return { file: 'environment', line: null, about, value, fix };
}
