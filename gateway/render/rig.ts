/** What the tests of rendering stand on: an installation on 127.0.0.1 in a folder of its own, with a certificate made for it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseProviders } from '../config/parseProviders.ts';
import { parseSettings } from '../config/parseSettings.ts';
import { describeProblem, type Parsed } from '../config/problem.ts';
import type { Provider } from '../config/provider.ts';
import type { GatewaySettings } from '../config/settings.ts';

export const SECRET = 'fictional-secret-of-the-tests-only-0123456789';

export function makeState(): string {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-gateway-'));
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...key, ...subject, ...files], { stdio: 'ignore' });
  return folder;
}

export function settingsIn(folder: string, changed: Readonly<Record<string, string>> = {}): GatewaySettings {
  return expectParsed(
    parseSettings({
      GATEWAY_PUBLIC_ADDRESS: '127.0.0.1',
      GATEWAY_REALM: 'gateway.offhook.test',
      GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      GATEWAY_CERTIFICATE_FILE: join(folder, 'certificate.pem'),
      GATEWAY_KEY_FILE: join(folder, 'key.pem'),
      GATEWAY_STATE_FOLDER: join(folder, 'state'),
      ...changed,
    }),
  );
}

export function providersOf(text: string): readonly Provider[] {
  return expectParsed(parseProviders(text, { file: 'providers.yaml', environment: {} }));
}

function expectParsed<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  return parsed.value;
}
