// Runs everything that says whether this checkout is good and adds it up in the last line: group by group, and those of a
// group at the same time.
// usage: node scripts/test.ts [types|lint|unit|server|house|e2e|lab]…      Without a name: all of them, in that order.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ownNetwork } from './ownNetwork.ts';

type Count = { readonly passed: number; readonly failed: number };

const ROOT = join(import.meta.dirname, '..');
const EXTENSION_OUT = join(ROOT, 'out', 'extension');
const reports = mkdtempSync(join(tmpdir(), 'offhook-test-'));
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
};

const steps: Record<string, () => Count | Promise<Count>> = {
  types: async () => sum([await command('tsc'), await command('tsc', '-p', 'tsconfig.pure.json')]),
  lint: async () => sum([await command('biome', 'check'), await command('knip')]),
  unit: () => vitest('unit'),
  server: () => vitest('server'),
  house: () => vitest('house', { later: true }),
  e2e: () => onExtension(() => vitest('e2e')),
  lab: () => onExtension(lab),
};
/** Telephones and browsers wait more than they work: half of the lab, the other half and the browsers at once. */
const LAB_PARTS = 2;
/**
 * What runs at the same time, one group after the other: where one waits, the other works. Each part of the lab has a
 * network of its own, so nobody disturbs the other.
 */
const GROUPS: readonly (readonly string[])[] = [
  ['types', 'lint'],
  ['unit'],
  ['server', 'house'],
  ['e2e', 'lab'],
];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in steps));
if (unknown) throw new Error(`There is no step "${unknown}"; there are ${Object.keys(steps).join(', ')}.`);

const counts: Count[] = [];
for (const group of GROUPS) {
  const wanted = group.filter((name) => asked.length === 0 || asked.includes(name));
  counts.push(...(await Promise.all(wanted.map(report))));
}
const total = sum(counts);
rmSync(reports, { recursive: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function report(name: string): Promise<Count> {
  console.log(`\n— ${name}`);
  const count = (await steps[name]?.()) ?? sum([]);
  console.log(`— ${name}: ${count.passed} passed, ${count.failed} failed`);
  return count;
}

/** One program is one check. */
async function command(name: string, ...args: string[]): Promise<Count> {
  const passed = await succeeds(name, args, true);
  if (!passed) console.log(`${[name, ...args].join(' ')} failed`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

async function lab(): Promise<Count> {
  const enter = ownNetwork();
  if (enter.length === 0) return vitest('lab');
  const parts = Array.from({ length: LAB_PARTS }, (_, part) => `${part + 1}/${LAB_PARTS}`);
  return sum(await Promise.all(parts.map((part) => vitest('lab', { inside: enter, part, later: true }))));
}

type How = {
  /** The command that vitest is started by, when it must not run in the machine's own network. */
  readonly inside?: readonly string[];
  /** "1/2" of its files. */
  readonly part?: string;
  readonly later?: boolean;
};

async function vitest(
  project: string,
  { inside = [], part = '1/1', later = false }: How = {},
): Promise<Count> {
  const file = join(reports, `${project}-${part.replace('/', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const options = ['--project', project, '--shard', part, ...reporters];
  const [name = '', ...args] = [...inside, 'vitest', 'run', ...options];
  return countOf(file, await succeeds(name, args, later));
}

/** `later`: what it says is told in one piece when it has ended. */
function succeeds(name: string, args: readonly string[], later: boolean): Promise<boolean> {
  const said: Buffer[] = [];
  const child = spawn(name, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', later ? 'pipe' : 'inherit', 'inherit'],
  });
  child.stdout?.on('data', (piece: Buffer) => said.push(piece));
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

/** A test file that could not be loaded holds no test that failed, but fails all the same: it counts as one. */
function countOf(file: string, succeeded: boolean): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const result = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const broken = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = result.numFailedTests + broken.length;
  return { passed: result.numPassedTests, failed: failed === 0 && !succeeded ? 1 : failed };
}

/** Builds the extension once, as an administrator's managed install of this machine's pages, for all who need it. */
function onExtension(run: () => Promise<Count>): Count | Promise<Count> {
  if (!env.OFFHOOK_EXTENSION) {
    const build = { ...env, OFFHOOK_HOSTS: 'http://127.0.0.1/*', OFFHOOK_OUT: EXTENSION_OUT };
    const done = spawnSync('wxt', ['build'], { cwd: ROOT, env: build, stdio: 'inherit' });
    if (done.status !== 0) return { passed: 0, failed: 1 };
    env.OFFHOOK_EXTENSION = join(EXTENSION_OUT, 'chrome-mv3');
  }
  return run();
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (all, { passed, failed }) => ({ passed: all.passed + passed, failed: all.failed + failed }),
    { passed: 0, failed: 0 },
  );
}
