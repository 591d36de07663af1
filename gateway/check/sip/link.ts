/**
 * The way to a provider's door: UDP, TCP or TLS, messages in and out. A TLS peer is described and never judged here
 * (../certificate.ts does), so that an expired certificate can be told from a dead port.
 */
import { createSocket } from 'node:dgram';
import { connect as connectTcp, isIPv6, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls';
import { createFramer } from './framer.ts';
import { formatMessage, parseMessage, type SipMessage } from './message.ts';

export type Transport = 'udp' | 'tcp' | 'tls';

export type Door = {
  readonly transport: Transport;
  /** An IP address: names were resolved before. */
  readonly address: string;
  readonly port: number;
  /** The configured host, which a certificate must name and TLS asks for. */
  readonly host: string;
  /** PEM of further authorities to trust. */
  readonly ca: string | null;
};

export type LinkFailure = 'refused' | 'timed-out' | 'unreachable' | 'tls-too-old' | 'tls-failed' | 'closed';

export type Peer = {
  /** `TLSv1.3`. */
  readonly protocol: string;
  /** OpenSSL's word for what is wrong with the chain, or null. */
  readonly chainError: string | null;
  /** Node's sentence when the certificate names other hosts, or null. */
  readonly nameError: string | null;
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
};

export type Link = {
  readonly transport: Transport;
  readonly local: { readonly address: string; readonly port: number };
  /** Over TLS only. */
  readonly peer: Peer | null;
  send(message: SipMessage): void;
  close(): void;
};

export type Listener = {
  onMessage(message: SipMessage): void;
  /** Something came that is not SIP. */
  onMalformed(): void;
  /** The link is of no use any more. */
  onGone(failure: LinkFailure): void;
};

export type Opened =
  | { readonly ok: true; readonly link: Link }
  | { readonly ok: false; readonly failure: LinkFailure };

export function openLink(door: Door, listener: Listener, timeoutMs: number): Promise<Opened> {
  return door.transport === 'udp' ? openUdp(door, listener) : openStream(door, listener, timeoutMs);
}

/** A datagram socket opens towards anything; a closed port shows only in the answer to the first datagram. */
function openUdp({ address, port }: Door, listener: Listener): Promise<Opened> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  socket.on('message', (bytes) => {
    const message = parseMessage(bytes);
    if (message) listener.onMessage(message);
    else if (!/^[\r\n\0]*$/.test(bytes.toString('latin1'))) listener.onMalformed();
  });
  return new Promise((resolve) => {
    socket.once('error', (error) => {
      resolve({ ok: false, failure: failureOf(error) });
    });
    socket.connect(port, address, () => {
      socket.removeAllListeners('error');
      socket.on('error', (error) => listener.onGone(failureOf(error)));
      const link: Link = {
        transport: 'udp',
        local: socket.address(),
        peer: null,
        send: (message) => socket.send(formatMessage(message)),
        close: () => {
          socket.removeAllListeners('message');
          socket.close();
        },
      };
      resolve({ ok: true, link });
    });
  });
}

function openStream(door: Door, listener: Listener, timeoutMs: number): Promise<Opened> {
  const socket = door.transport === 'tls' ? tlsSocket(door) : connectTcp(door.port, door.address);
  return new Promise((resolve) => {
    const give = (failure: LinkFailure) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ok: false, failure });
    };
    const timer = setTimeout(() => give('timed-out'), timeoutMs);
    socket.once('error', (error) => give(failureOf(error)));
    socket.once('close', () => give('closed'));
    socket.once(door.transport === 'tls' ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error').removeAllListeners('close');
      resolve({ ok: true, link: streamLink(socket, door, listener) });
    });
  });
}

function tlsSocket({ address, port, host, ca }: Door): TLSSocket {
  return connectTls({
    host: address,
    port,
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    ...(ca === null ? {} : { ca }),
    minVersion: 'TLSv1.2',
    // What is wrong with it is told by `peer`; whoever sends a password looks there first.
    rejectUnauthorized: false,
  });
}

function streamLink(socket: Socket | TLSSocket, door: Door, listener: Listener): Link {
  const frame = createFramer();
  let closing = false;
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    const { messages, broken } = frame(chunk);
    for (const message of messages) listener.onMessage(message);
    if (!broken) return;
    listener.onMalformed();
    socket.destroy();
  });
  socket.on('error', () => {}); // 'close' follows and is what counts
  socket.on('close', () => {
    if (!closing) listener.onGone('closed');
  });
  return {
    transport: door.transport,
    local: { address: socket.localAddress ?? '0.0.0.0', port: socket.localPort ?? 0 },
    peer: 'getPeerCertificate' in socket ? describePeer(socket, door.host) : null,
    send: (message) => void socket.write(formatMessage(message)),
    close: () => {
      closing = true;
      socket.end();
      socket.destroySoon();
    },
  };
}

function describePeer(socket: TLSSocket, host: string): Peer {
  const certificate = socket.getPeerCertificate();
  const error: unknown = socket.authorizationError;
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    // A wrong name counts as an error of the chain only when the chain is good; it is told by itself.
    chainError: error && error !== 'ERR_TLS_CERT_ALTNAME_INVALID' ? String(error) : null,
    nameError: checkServerIdentity(host, certificate)?.message ?? null,
    validFrom: Date.parse(certificate.valid_from),
    validTo: Date.parse(certificate.valid_to),
  };
}

function failureOf(error: Error): LinkFailure {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ETIMEDOUT') return 'timed-out';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'closed';
  if (/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/.test(code)) return 'tls-too-old';
  return code.startsWith('ERR_SSL') || code === 'EPROTO' ? 'tls-failed' : 'unreachable';
}
