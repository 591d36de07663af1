// What is looked for in a certificate, on certificates that openssl made.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certifiedFor } from './certificate.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-certificate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The DER in hexadecimal, as Kamailio's routes read it. */
function certificate(commonName: string, names: readonly string[]): string {
  const file = join(folder, 'certificate.pem');
  const alternatives = names.length > 0 ? ['-addext', `subjectAltName=${names.join()}`] : [];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', '/dev/null'];
  const asked = ['req', '-x509', ...key, '-subj', `/CN=${commonName}`, ...alternatives, '-out', file];
  execFileSync('openssl', asked, { stdio: 'ignore' });
  return new X509Certificate(readFileSync(file)).raw.toString('hex');
}
const isFor = (host: string, names: readonly string[], commonName = 'a provider') =>
  new RegExp(certifiedFor(host)).test(certificate(commonName, names));

describe('a certificate is for a host', () => {
  it.each([
    ['sip.acme.example', ['DNS:sip.acme.example']],
    ['sip.acme.example', ['DNS:www.acme.example', 'IP:192.0.2.1', 'DNS:sip.acme.example']],
    ['SIP.acme.example', ['DNS:sip.ACME.example']],
    ['sip.acme.example', ['DNS:*.acme.example']],
    ['192.0.2.7', ['DNS:sip.acme.example', 'IP:192.0.2.7']],
  ])('%s, that is among %s', (host, names) => expect(isFor(host, names)).toBe(true));
});

describe('a certificate is not for a host', () => {
  it.each([
    ['sip.acme.example', []],
    ['sip.acme.example', ['DNS:acme.example']],
    ['sip.acme.example', ['DNS:sip.acme.example.org']],
    ['sip.acme.example', ['DNS:evil-sip.acme.example']],
    ['sip.acme.example', ['DNS:*.sip.acme.example']],
    ['acme.example', ['DNS:*.example']],
    ['sip.acme.example', ['URI:sip:sip.acme.example', 'email:a@sip.acme.example']],
    ['192.0.2.7', ['IP:192.0.2.70', 'DNS:192.0.2.7']],
  ])('%s, that is not among %s', (host, names) => expect(isFor(host, names)).toBe(false));

  it('that only its common name says', () =>
    expect(isFor('sip.acme.example', [], 'sip.acme.example')).toBe(false));
});
