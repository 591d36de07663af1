/** This machine: what is there, and carrying a plan out. The only file of `up` that touches anything. */
import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GatewaySettings } from '../config/settings.ts';
import type { HostFacts, Step } from './plan.ts';
import { PACKAGES } from './plan.ts';
import { TARGET, USER } from './units.ts';

const SYSTEMD = '/etc/systemd/system';

/** `Debian GNU/Linux 12 (bookworm)`, or null on any other family. */
export function debianName(osRelease = readText('/etc/os-release') ?? ''): string | null {
  const field = (name: string) => new RegExp(`^${name}="?([^"\\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
  const family = `${field('ID')} ${field('ID_LIKE')}`.split(' ');
  return family.includes('debian') || family.includes('ubuntu') ? field('PRETTY_NAME') : null;
}

export function hostFacts(settings: GatewaySettings, unitNames: readonly string[]): HostFacts {
  const candidates = [...PACKAGES, 'coturn', 'certbot'];
  const units = unitNames.flatMap((name) => {
    const text = readText(join(SYSTEMD, name));
    return text === null ? [] : [[name, text] as const];
  });
  return {
    installed: new Set(candidates.filter(isInstalled)),
    hasUser: succeeds('id', USER),
    hasState: existsSync(settings.stateFolder),
    hasRecords: settings.cdrFile !== null && existsSync(settings.cdrFile),
    hasCertificate: readCertificate(settings.certificateFile) !== null,
    units: Object.fromEntries(units),
    inputs: ['.env', settings.providersFile, settings.agentsFile, settings.keyFile]
      .flatMap((file) => (file === null ? [] : [resolve(file)]))
      .filter((file) => existsSync(file)),
    isRunning: succeeds('systemctl', 'is-active', '--quiet', TARGET),
  };
}

function isInstalled(name: string): boolean {
  const { stdout } = spawnSync('dpkg-query', ['--show', `--showformat=\${db:Status-Status}`, name], {
    encoding: 'utf8',
  });
  return stdout === 'installed';
}

function succeeds(command: string, ...words: readonly string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}

/** Null when there is none, or it is no certificate. */
export function readCertificate(file: string | null): X509Certificate | null {
  const text = file === null ? null : readText(file);
  try {
    return text === null ? null : new X509Certificate(text);
  } catch {
    return null;
  }
}

/** Throws with the command's name when one fails; the steps before it stay done, and a second run goes on there. */
export function carryOut(step: Step): void {
  if (step.kind === 'write') writeFileSync(step.path, step.text, { mode: 0o644 });
  else {
    const [command = '', ...words] = step.command;
    execFileSync(command, words, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
