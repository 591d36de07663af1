/** A provider of the lab: a Kamailio of its own on a loopback address of its own, with the lab's telephone behind it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isBound, type LabProcess, startProgram } from '../process.ts';
import { writeConfig } from '../template.ts';

export type CarrierOptions = {
  /** The lab's run-time folder. */
  readonly folder: string;
  readonly name: string;
  /** 127.0.1.x: the gateway knows providers by their address. */
  readonly address: string;
  readonly telephonePort: number;
  readonly gatewayPort: number;
  readonly password: string;
  /** Whether INVITEs are challenged. */
  readonly challenges?: boolean;
  /** Whether its telephone takes SRTP only. */
  readonly srtp?: boolean;
  /** Whom its certificate is for, such as `IP:127.0.1.1` or `DNS:sip.acme.example`; its address when not given. */
  readonly certifiedFor?: readonly string[];
};

/** What a request looked like when it arrived, such as `{ method: 'INVITE', uri: …, pai: …, cseq: … }`. */
export type Seen = Readonly<Record<string, string>>;

export type Carrier = LabProcess & {
  readonly address: string;
  readonly port: number;
  readonly tlsPort: number;
  readonly username: string;
  readonly domain: string;
  /** PEM; it signs itself. */
  readonly certificateFile: string;
  /** Where on 127.0.0.1 it calls its customer. */
  readonly gatewayPort: number;
  /** Every request since it was started, oldest first. */
  seen(method?: string): readonly Seen[];
  /** Where a customer of this provider reaches the number: what the telephone dials. */
  reach(number: string): string;
};

export async function startCarrier(options: CarrierOptions): Promise<Carrier> {
  const { name, address } = options;
  const folder = join(options.folder, name);
  mkdirSync(join(folder, 'run'), { recursive: true });
  const [port, tlsPort] = [await freePort(), await freePort()];
  const [username, domain] = [`customer-of-${name}`, `${name}.offhook.test`];
  const certificateFile = certify(folder, options.certifiedFor ?? [`IP:${address}`]);
  writeConfig('gateway/carrier', folder, {
    FOLDER: folder,
    KEY: join(folder, 'key.pem'),
    CERTIFICATE: certificateFile,
    ADDRESS: address,
    PORT: port,
    TLS_PORT: tlsPort,
    DOMAIN: domain,
    USERNAME: username,
    PASSWORD: options.password,
    CHALLENGES: options.challenges ? 1 : 0,
    ANSWERING: options.srtp ? 'secure' : 'answering',
    TELEPHONE_PORT: options.telephonePort,
    GATEWAY_PORT: options.gatewayPort,
  });
  const run = join(folder, 'run');
  const process = await startProgram({
    name,
    command: 'kamailio',
    args: ['-f', join(folder, 'carrier.cfg'), '-DD', '-E', '-m', '32', '-M', '8', '-w', run, '-Y', run],
    folder: options.folder,
    ready: () => isBound(port, 'udp') && isBound(tlsPort, 'tcp'),
  });
  const log = join(options.folder, `${name}.log`);
  return {
    ...process,
    ...{ address, port, tlsPort, username, domain, certificateFile, gatewayPort: options.gatewayPort },
    seen: (method) => readSeen(log).filter((seen) => method === undefined || seen.method === method),
    reach: (number) => `sip:${number}@${address}:${port}`,
  };
}

function certify(folder: string, names: readonly string[]): string {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const alternatives = names.length > 0 ? ['-addext', `subjectAltName=${names.join()}`] : [];
  const asked = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
  ];
  const made = ['-subj', '/CN=a provider of the lab', ...alternatives, '-keyout', key, '-out', certificate];
  execFileSync('openssl', [...asked, ...made], { stdio: 'ignore' });
  return certificate;
}

function readSeen(log: string): readonly Seen[] {
  return [...readFileSync(log, 'utf8').matchAll(/SEEN (.*)\|$/gm)].map(([, fields = '']) =>
    Object.fromEntries(
      fields.split('|').map((field) => {
        const [key = '', ...value] = field.split('=');
        return [key, value.join('=').replace('<null>', '')];
      }),
    ),
  );
}
