/** For tests: a certificate authority and certificates of its own making, at run time, by the openssl program. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Certificate = { readonly key: string; readonly cert: string };
export type Authority = {
  /** The authority's own certificate, PEM. */
  readonly cert: string;
  readonly certFile: string;
  issue(host: string, days?: number): Certificate;
  /** Removes every key. */
  close(): void;
};

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-authority-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'ignore', cwd: folder });
  openssl('req', '-x509', ...KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test authority');
  return {
    cert: readFileSync(at('ca.pem'), 'utf8'),
    certFile: at('ca.pem'),
    issue(host, days = 90) {
      openssl('req', ...KEY, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', `/CN=${host}`);
      writeFileSync(at('names'), `subjectAltName=DNS:${host}`);
      const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names'];
      openssl('x509', '-req', '-in', 'request.pem', '-out', 'cert.pem', '-days', String(days), ...signer);
      return { key: readFileSync(at('key.pem'), 'utf8'), cert: readFileSync(at('cert.pem'), 'utf8') };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
