/** A PostgreSQL of the test's own: Debian's server in a temporary folder, behind a Unix socket, gone when it is closed. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

export type PostgresRig = {
  /** A connection URL of a new, empty database. */
  database(): string;
  close(): Promise<void>;
};

const INSTALLED = '/usr/lib/postgresql';
const START_TIMEOUT_MS = 30_000;

/** Rejects with the package to install when there is no PostgreSQL. */
export async function startPostgres(): Promise<PostgresRig> {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), 'offhook-postgres-'));
  // PostgreSQL refuses to run as root: as root it is given its own user, otherwise it runs as whoever tests.
  const isRoot = process.getuid?.() === 0;
  const as = (command: string, args: readonly string[]): [string, string[]] =>
    isRoot
      ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args]]
      : [command, [...args]];
  if (isRoot) execFileSync('chown', ['postgres:postgres', folder]);
  const data = join(folder, 'data');
  const user = isRoot ? 'postgres' : userInfo().username;
  const env = { ...process.env, TZ: 'UTC', LC_ALL: 'C' };
  execFileSync(...as(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', user, '--no-sync']), {
    env,
    stdio: 'ignore',
  });
  const server = spawn(
    ...as(join(bin, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off']),
    {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const psql = (database: string, command: string) =>
    execFileSync(join(bin, 'psql'), ['-h', folder, '-U', user, '-d', database, '-qc', command], {
      stdio: 'ignore',
    });
  const close = async () => {
    // Fast shutdown: connections that a test forgot do not keep it.
    if (server.exitCode === null) server.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(server.stderr);
  } catch (error) {
    await close();
    throw error;
  }
  let count = 0;
  return {
    database() {
      count += 1;
      psql('postgres', `CREATE DATABASE test${count}`);
      return `postgres://${user}@/test${count}?host=${folder}`;
    },
    close,
  };
}

function binaries(): string {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(INSTALLED, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (!found)
    throw new Error(
      'PostgreSQL is not installed. Install Debian’s package postgresql, or run scripts/setup.mjs --lab.',
    );
  return found;
}

/** The server says on its log when it takes connections. */
function ready(log: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const patience = setTimeout(
      () => reject(new Error(`PostgreSQL did not start: ${said}`)),
      START_TIMEOUT_MS,
    );
    const settle = (work: () => void) => {
      clearTimeout(patience);
      work();
    };
    log.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready to accept connections')) settle(resolve);
    });
    log.once('end', () => settle(() => reject(new Error(`PostgreSQL ended: ${said}`))));
  });
}
