/** Kamailio: the gateway that browsers register at. Its routes are in kamailio/*.cfg; here it is filled in and started. */
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBound, type LabProcess, startProgram } from './process.ts';
import { writeConfig } from './template.ts';

export type KamailioOptions = {
  readonly folder: string;
  readonly domain: string;
  readonly user: string;
  readonly password: string;
  readonly ports: { readonly sip: number; readonly ws: number; readonly wss: number };
  readonly rtpenginePort: number;
  readonly carrierPort: number;
  /** The Plivo that it stands for as phone.plivo.com: where it asks, and the number that it answers for. */
  readonly plivo?: PlivoSwitch | undefined;
};

export type PlivoSwitch = { readonly switchUrl: string; readonly number: string };

export function startKamailio(options: KamailioOptions): Promise<LabProcess> {
  const { ports } = options;
  const folder = join(options.folder, 'kamailio');
  mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 });
  makeCertificate(folder);
  writeConfig('kamailio', folder, {
    FOLDER: folder,
    DOMAIN: options.domain,
    USER: options.user,
    PASSWORD: options.password,
    SIP_PORT: ports.sip,
    WS_PORT: ports.ws,
    WSS_PORT: ports.wss,
    RTPENGINE_PORT: options.rtpenginePort,
    CARRIER_PORT: options.carrierPort,
    PLIVO_SWITCH: options.plivo?.switchUrl ?? '',
    PLIVO_NUMBER: options.plivo?.number ?? '',
  });
  const run = join(folder, 'run');
  return startProgram({
    name: 'kamailio',
    command: 'kamailio',
    // In the foreground, logging to stderr, 64 MB shared and 8 MB private memory.
    args: [
      ...['-f', join(folder, 'gateway.cfg'), '-DD', '-E', '-m', '64', '-M', '8', '-w', run, '-Y', run],
      ...(options.plivo ? ['-A', 'WITH_PLIVO'] : []),
    ],
    folder: options.folder,
    ready: () => isBound(ports.ws, 'tcp') && isBound(ports.wss, 'tcp') && isBound(ports.sip, 'udp'),
  });
}

/**
 * The certificate's public key as Chromium's --ignore-certificate-errors-spki-list takes it: SHA-256, base64.
 * `folder`: the lab's run-time folder.
 */
export function certificateHash(folder: string): string {
  const { publicKey } = new X509Certificate(readFileSync(join(folder, 'kamailio', 'certificate.pem')));
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}

/** A certificate for 127.0.0.1 that signs itself: key.pem and certificate.pem in `folder`, which is there. */
export function makeCertificate(folder: string): void {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...key, ...subject, ...files], { stdio: 'ignore' });
}
