/** Settings → coturn's configuration: a relay for browsers whose network lets no UDP through, to this gateway and nowhere else. */
import type { GatewaySettings } from '../config/settings.ts';

/** Of one relay, each way: three calls in G.711 with their SRTP, ICE and TURN headers, and useless for anything larger. */
const MOST_BYTES_PER_SECOND = 40_000;

/** Null when TURN is not offered. */
export function coturnFile(settings: GatewaySettings): string | null {
  const { turn, listenAddress, publicAddress, mediaAddresses, certificateFile, keyFile, realm } = settings;
  if (!turn) return null;
  const tls = turn.tlsPort > 0 && certificateFile && keyFile;
  const lines = [
    '# Generated from the settings by `npm run gateway -- render`: changes made here are lost.',
    `listening-ip=${listenAddress}`,
    `relay-ip=${listenAddress}`,
    ...(listenAddress === publicAddress ? [] : [`external-ip=${publicAddress}/${listenAddress}`]),
    `listening-port=${turn.port}`,
    ...(tls
      ? [`tls-listening-port=${turn.tlsPort}`, `cert=${certificateFile}`, `pkey=${keyFile}`]
      : ['no-tls', 'no-dtls']),
    `min-port=${turn.relayFirst}`,
    `max-port=${turn.relayLast}`,
    `realm=${realm}`,
    '# Users are <expiry>:<agent>, their password the base64 HMAC-SHA1 of that.',
    'use-auth-secret',
    `static-auth-secret=${turn.secret}`,
    'fingerprint',
    'no-cli',
    'no-multicast-peers',
    'no-tcp-relay',
    'no-rfc5780',
    'stale-nonce=600',
    'user-quota=12',
    `max-bps=${MOST_BYTES_PER_SECOND}`,
    '# rtpengine is the only peer there is: everything else would be a way around a firewall.',
    ...deniedPeers(),
    `allowed-peer-ip=${listenAddress}`,
    ...(listenAddress === publicAddress ? [] : [`allowed-peer-ip=${publicAddress}`]),
    ...mediaAddresses.map((address) => `allowed-peer-ip=${address}`),
  ];
  return lines.join('\n').concat('\n');
}

function deniedPeers(): readonly string[] {
  return [
    'denied-peer-ip=0.0.0.0-255.255.255.255',
    'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  ];
}
