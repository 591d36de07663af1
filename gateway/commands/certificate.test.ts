/** A renewed certificate: put in place whole, never with another's key, and read by what runs. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Authority, createAuthority } from '../check/fakeProvider/certificates.ts';
import { runCertificate, type Tell } from './certificate.ts';

let authority: Authority;
let folder: string;
beforeAll(() => {
  authority = createAuthority();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-certificate-'));
});
afterAll(() => authority.close());

const at = (name: string) => join(folder, name);

async function renew(changes: Record<string, string> = {}, tell: Partial<Tell> = {}) {
  const lines: string[] = [];
  const told: string[] = [];
  const code = await runCertificate(
    {
      GATEWAY_PUBLIC_ADDRESS: '203.0.113.5',
      GATEWAY_REALM: 'sip.example.com',
      GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      GATEWAY_CERTIFICATE_FILE: at('certificate.pem'),
      GATEWAY_KEY_FILE: at('key.pem'),
      TURN_SECRET: '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
      ...changes,
    },
    (line) => lines.push(line),
    {
      reloadKamailio: async () => void told.push('kamailio'),
      reloadCoturn: () => void told.push('coturn'),
      ...tell,
    },
  );
  return { code, told, lines };
}

function lineage(certificate: { key: string; cert: string }) {
  writeFileSync(at('fullchain.pem'), certificate.cert);
  writeFileSync(at('privkey.pem'), certificate.key);
  return { RENEWED_LINEAGE: folder };
}

describe('certificate', () => {
  it('puts certbot’s files in place, for the group alone, and has both daemons read them', async () => {
    const fresh = authority.issue('sip.example.com');
    const { code, told } = await renew(lineage(fresh));
    expect([code, told]).toEqual([0, ['kamailio', 'coturn']]);
    expect(readFileSync(at('certificate.pem'), 'utf8')).toBe(fresh.cert);
    expect(statSync(at('key.pem')).mode & 0o777).toBe(0o640);
    rmSync(folder, { recursive: true });
  });

  it('keeps what is there when the new key is another’s', async () => {
    await renew(lineage(authority.issue('sip.example.com')));
    const before = readFileSync(at('key.pem'), 'utf8');
    const [one, other] = [authority.issue('sip.example.com'), authority.issue('sip.example.com')];
    const { code, told, lines } = await renew(lineage({ cert: one.cert, key: other.key }));
    expect([code, told]).toEqual([1, []]);
    expect(lines[0]).toContain('is not the key of');
    expect(readFileSync(at('key.pem'), 'utf8')).toBe(before);
    rmSync(folder, { recursive: true });
  });

  it('has given files read again where they are', async () => {
    const { cert, key } = authority.issue('sip.example.com');
    writeFileSync(at('certificate.pem'), cert);
    writeFileSync(at('key.pem'), key);
    const down = { reloadKamailio: () => Promise.reject(new Error('ENOENT')) };
    expect((await renew()).lines).toEqual(['Read again by Kamailio and coturn.']);
    expect((await renew({}, down)).lines).toEqual(['Read again by coturn.']);
    rmSync(folder, { recursive: true });
  });

  it('says what cannot be read', async () => {
    const { code, lines } = await renew();
    expect(code).toBe(1);
    expect(lines[0]).toContain('certificate.pem');
    rmSync(folder, { recursive: true });
  });
});
