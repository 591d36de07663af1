/**
 * A machine for `up`: this one's programs with an /etc, a /srv and users of their own, which are gone with it. It has no
 * systemd: `systemctl` writes down what it is told, and a unit is started here, with what its file says and nothing else.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type LabProcess, startProgram } from '../process.ts';

/** Where this repository is seen there, and where its `.env` is. */
const [REPOSITORY, SITE] = ['/srv/offhook', '/srv/site'] as const;
const PATHS = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export type Machine = {
  /** A path there, as this process sees it. */
  seen(path: string): string;
  /** `npm run gateway -- …words` in the site's folder; `as`: another user than root. */
  type(words: readonly string[], as?: string): { readonly code: number | null; readonly printed: string };
  /** Any command there; rejects when it fails. */
  run(command: string, ...words: readonly string[]): string;
  /** What systemd was told, a line each. */
  told(): readonly string[];
  /** Starts what a unit of /etc/systemd/system says, as it says. */
  start(unit: string, ready: () => boolean | Promise<boolean>): Promise<LabProcess>;
  stop(): Promise<void>;
};

const MAKE = `
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work"
mount -t overlay -o "lowerdir=/etc,upperdir=$1/upper,workdir=$1/work" overlay /etc
mount -t tmpfs -o mode=755 tmpfs /srv
mkdir -p ${REPOSITORY} ${SITE} /srv/bin
mount --bind "$2" ${REPOSITORY}
echo made
exec sleep infinity`;

const SYSTEMCTL = `#!/bin/sh
echo "$@" >> /srv/systemctl.log
[ "$1" = is-active ] || exit 0
grep -q '^enable --now' /srv/systemctl.log\n`;

/** `folder`: the lab's run-time folder. */
export async function openMachine(folder: string): Promise<Machine> {
  const own = join(folder, 'machine');
  mkdirSync(own);
  const args = ['--mount', '--propagation', 'private', 'sh', '-e', '-c', MAKE, 'machine', own, resolve('.')];
  const log = join(folder, 'machine.log');
  const made = () => existsSync(log) && readFileSync(log, 'utf8').includes('made');
  const machine = await startProgram({ name: 'machine', command: 'unshare', args, folder, ready: made });
  const enter = ['--mount', `--target=${machine.pid()}`, '--'];
  const seen = (path: string) => join(`/proc/${machine.pid()}/root`, path);
  writeFileSync(seen('/srv/bin/systemctl'), SYSTEMCTL);
  chmodSync(seen('/srv/bin/systemctl'), 0o755);
  const node = process.execPath.replace(resolve('.'), REPOSITORY);
  const command = join(REPOSITORY, 'gateway', 'command.ts');
  return {
    seen,
    type(words, as = 'root') {
      const user = ['setpriv', `--reuid=${as}`, `--regid=${as}`, '--init-groups'];
      const env = ['env', `--chdir=${SITE}`, '-i', `PATH=/srv/bin:${dirname(node)}:${PATHS}`];
      const typed = [...enter, ...user, ...env, node, command, ...words];
      const { status, stdout, stderr } = spawnSync('nsenter', typed, { encoding: 'utf8' });
      return { code: status, printed: stdout + stderr };
    },
    run: (program, ...words) =>
      execFileSync('nsenter', [...enter, program, ...words], { encoding: 'utf8', stdio: 'pipe' }),
    told: () => readFileSync(seen('/srv/systemctl.log'), 'utf8').trimEnd().split('\n'),
    start(unit, ready) {
      const text = readFileSync(seen(`/etc/systemd/system/${unit}`), 'utf8');
      return startProgram({
        name: unit,
        command: 'nsenter',
        args: [...enter, 'unshare', '--mount', '--propagation', 'private', ...asUnit(parseUnit(text))],
        folder,
        ready,
      });
    },
    stop: () => machine.stop(),
  };
}

type Unit = {
  readonly user: string;
  readonly folder: string;
  readonly command: readonly string[];
  readonly writable: readonly string[];
  readonly capabilities: readonly string[];
};

/** What SANDBOX and setpriv do below. A unit that does not say it would be started otherwise than it is here. */
const SANDBOXED = ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'ProtectHome=yes', 'PrivateTmp=yes'];

function parseUnit(text: string): Unit {
  const missing = SANDBOXED.filter((line) => !text.split('\n').includes(line));
  if (missing.length > 0) throw new Error(`The unit does not say ${missing.join(', ')}.`);
  const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1] ?? '';
  const words = (key: string) => value(key).split(' ').filter(Boolean);
  return {
    user: value('User'),
    folder: value('WorkingDirectory'),
    command: words('ExecStart'),
    writable: words('ReadWritePaths'),
    capabilities: words('AmbientCapabilities').map((name) => name.replace('CAP_', '').toLowerCase()),
  };
}

const SANDBOX = `
cd "$1"; shift
writable=" "
while [ "$1" != -- ]; do mount --bind "$1" "$1"; writable="$writable$1 "; shift; done
findmnt --raw --noheadings --output TARGET | while read -r mount; do
  case "$mount" in /proc*|/sys*|/dev*) continue;; esac
  case "$writable" in *" $mount "*) ;; *) mount -o remount,bind,ro "$mount";; esac
done
for home in /home /root; do mount -t tmpfs -o mode=700 tmpfs "$home"; done
mount -t tmpfs -o mode=1777 tmpfs /tmp
shift
exec env -i PATH=${PATHS} "$@"`;

function asUnit({ user, folder, command, writable, capabilities }: Unit): string[] {
  const only = ['-all', ...capabilities.map((name) => `+${name}`)].join(',');
  const sets = ['inh-caps', 'ambient-caps', 'bounding-set'].map((set) => `--${set}=${only}`);
  const as = ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups', '--no-new-privs', ...sets];
  return ['sh', '-e', '-c', SANDBOX, 'unit', folder, ...writable, '--', ...as, ...command];
}
