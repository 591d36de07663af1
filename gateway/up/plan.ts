/**
 * What `up` does to a Debian or Ubuntu machine, as a list: pure, from what is there already. A second run finds everything
 * there and has an empty list; `--dry-run` prints it, host.ts carries it out.
 */
import { dirname, join, resolve } from 'node:path';
import type { GatewaySettings } from '../config/settings.ts';
import { TARGET, type Units, USER } from './units.ts';

export type HostFacts = {
  readonly installed: ReadonlySet<string>;
  readonly hasUser: boolean;
  readonly hasState: boolean;
  /** Whether the file of call records is there, where there is to be one. */
  readonly hasRecords: boolean;
  readonly hasCertificate: boolean;
  /** Unit files that are there: name → text. */
  readonly units: Units;
  readonly isRunning: boolean;
  /** Those of .env, the providers' and the agents' file that are there. */
  readonly inputs: readonly string[];
};

export type Step =
  | { readonly kind: 'run'; readonly title: string; readonly command: readonly string[] }
  | { readonly kind: 'write'; readonly title: string; readonly path: string; readonly text: string };

export type Wanted = {
  readonly settings: GatewaySettings;
  readonly units: Units;
  /** Where to ask for a certificate with; null: the given files are used. */
  readonly acmeEmail: string | null;
  /** What certbot runs after each renewal. */
  readonly deployHook: string;
};

export const PACKAGES = [
  'kamailio',
  'kamailio-websocket-modules',
  'kamailio-tls-modules',
  'kamailio-sqlite-modules',
  'rtpengine-daemon',
] as const;
/** They would start with the package, with a configuration that is not ours. */
const DISTRIBUTIONS_OWN = ['kamailio.service', 'rtpengine-daemon.service', 'coturn.service'];
const UNIT_FOLDER = '/etc/systemd/system';

export function planOf(facts: HostFacts, wanted: Wanted): readonly Step[] {
  return [
    ...packageSteps(facts, wanted),
    ...userSteps(facts, wanted),
    ...recordsSteps(facts, wanted),
    ...certificateSteps(facts, wanted),
    ...unitSteps(facts, wanted),
  ];
}

/** After the configuration was rendered; nothing that runs is touched. */
export function startSteps({ isRunning, inputs }: HostFacts, { settings }: Wanted): readonly Step[] {
  const state = resolve(settings.stateFolder);
  return [
    run('give the configuration to its user', 'chown', '--recursive', `${USER}:${USER}`, state),
    // They hold passwords, and `reload` is run as this user.
    ...(inputs.length === 0
      ? []
      : [
          run('let that user read what it is made of', 'chgrp', USER, ...inputs),
          run('and nobody else', 'chmod', 'g+r,o-rwx', ...inputs),
        ]),
    ...(isRunning ? [] : [run('start, now and at every boot', 'systemctl', 'enable', '--now', TARGET)]),
  ];
}

function packageSteps({ installed }: HostFacts, { settings, acmeEmail }: Wanted): readonly Step[] {
  const wanted = [...PACKAGES, ...(settings.turn ? ['coturn'] : []), ...(acmeEmail ? ['certbot'] : [])];
  const missing = wanted.filter((name) => !installed.has(name));
  if (missing.length === 0) return [];
  return [
    run('keep the distribution’s own services from starting', 'systemctl', 'mask', ...DISTRIBUTIONS_OWN),
    run('install', 'apt-get', 'install', '--yes', '--no-install-recommends', ...missing),
  ];
}

function userSteps({ hasUser, hasState }: HostFacts, { settings }: Wanted): readonly Step[] {
  const state = resolve(settings.stateFolder);
  const add = [
    'useradd',
    '--system',
    '--user-group',
    '--home-dir',
    state,
    '--shell',
    '/usr/sbin/nologin',
    USER,
  ];
  const make = ['install', '--directory', '--mode=0700', `--owner=${USER}`, `--group=${USER}`, state];
  return [
    ...(hasUser ? [] : [run('a user without a shell', ...add)]),
    ...(hasState ? [] : [run('a folder that only it reads', ...make)]),
  ];
}

/** Its folder may be anybody's, so the file itself is that user's. */
function recordsSteps({ hasRecords }: HostFacts, { settings: { cdrFile } }: Wanted): readonly Step[] {
  if (cdrFile === null || hasRecords) return [];
  const owner = [`--owner=${USER}`, `--group=${USER}`];
  const make = ['install', '-D', '--mode=0600', ...owner, '/dev/null', resolve(cdrFile)];
  return [run('a file for the records of calls', ...make)];
}

function certificateSteps({ hasCertificate }: HostFacts, wanted: Wanted): readonly Step[] {
  const { acmeEmail, settings, deployHook } = wanted;
  if (acmeEmail === null || hasCertificate || !settings.certificateFile) return [];
  const folder = dirname(settings.certificateFile);
  const ask = ['certbot', 'certonly', '--standalone', '--non-interactive', '--agree-tos', '-m', acmeEmail];
  return [
    run('a folder for the certificate', 'install', '--directory', '--mode=0750', `--group=${USER}`, folder),
    run('a certificate (port 80 must be free)', ...ask, '-d', settings.realm, '--deploy-hook', deployHook),
  ];
}

function unitSteps({ units: there }: HostFacts, { units }: Wanted): readonly Step[] {
  const changed = Object.entries(units).filter(([name, text]) => there[name] !== text);
  if (changed.length === 0) return [];
  const writes = changed.map(([name, text]): Step => {
    const path = join(UNIT_FOLDER, name);
    return { kind: 'write', title: `write ${path}`, path, text };
  });
  return [...writes, run('read the units again', 'systemctl', 'daemon-reload')];
}

function run(title: string, ...command: readonly string[]): Step {
  return { kind: 'run', title, command };
}

/** A line for `--dry-run`, as it could be typed. */
export function lineOfStep(step: Step): string {
  if (step.kind === 'write') return `write  ${step.path}`;
  const typed = step.command.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  return `run    ${typed.join(' ')}   # ${step.title}`;
}
