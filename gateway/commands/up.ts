/**
 * `up`: a gateway on this Debian or Ubuntu machine, as systemd services under a user of its own. It says no before it
 * touches anything, does only what is not done yet, and never stops or restarts what runs. What it does is up/plan.ts.
 */
import { resolve } from 'node:path';
import { keepsRecords } from '../cdr/recordsFile.ts';
import { readConfiguration } from '../config/installation.ts';
import { readEnvironment } from '../config/parseSettings.ts';
import { describeProblem, type Parsed, type Problem } from '../config/problem.ts';
import type { GatewaySettings } from '../config/settings.ts';
import type { Environment } from '../config/yamlReader.ts';
import { type Installation, writeFolder } from '../render/folder.ts';
import { findSources } from '../render/sources.ts';
import { COMMAND, programsOf } from '../run/programs.ts';
import { gateProblems } from '../up/gate.ts';
import { carryOut, debianName, hostFacts } from '../up/host.ts';
import { type HostFacts, lineOfStep, planOf, type Step, startSteps, type Wanted } from '../up/plan.ts';
import { unitsOf } from '../up/units.ts';
import { type Command, say, wrongUse } from './command.ts';

export type UpWords = {
  readonly isDryRun: boolean;
  readonly isBehindProxy: boolean;
  readonly acmeEmail: string | null;
};

/** Null: not understood. `[--dry-run] [--behind-proxy] [--acme EMAIL]`. */
export function parseUpWords(words: readonly string[]): UpWords | null {
  const rest = [...words];
  const at = rest.indexOf('--acme');
  const [, acmeEmail = null] = at < 0 ? [] : rest.splice(at, 2);
  const known = ['--dry-run', '--behind-proxy'];
  if (rest.some((word) => !known.includes(word)) || (at >= 0 && !acmeEmail?.includes('@'))) return null;
  return { isDryRun: rest.includes('--dry-run'), isBehindProxy: rest.includes('--behind-proxy'), acmeEmail };
}

/** This machine, as `up` knows it; tests give another. */
export type Host = {
  readonly system: string | null;
  readonly isRoot: boolean;
  facts(settings: GatewaySettings, unitNames: readonly string[]): HostFacts;
  carryOut(step: Step): void;
  render(installation: Installation): void;
};

export const thisHost = (): Host => ({
  system: debianName(),
  isRoot: process.getuid?.() === 0,
  facts: hostFacts,
  carryOut,
  render: writeFolder,
});

const OK = 0;
const FAILED = 1;

export const up: Command = {
  usage: 'up [--dry-run] [--behind-proxy] [--acme EMAIL]',
  summary:
    'make this Debian or Ubuntu machine a gateway: packages, user, services; --dry-run says what it would do',
  async run(args) {
    const words = parseUpWords(args);
    return words ? runUp(words, readEnvironment('.env'), say) : wrongUse(up);
  },
};

export async function runUp(
  words: UpWords,
  environment: Environment,
  print: (line: string) => void,
  host: Host = thisHost(),
): Promise<number> {
  const prepared = await prepare(words, environment, host);
  if (!prepared.ok) {
    for (const problem of prepared.problems) print(describeProblem(problem));
    return FAILED;
  }
  const { installation, wanted } = prepared.value;
  const facts = host.facts(installation.settings, Object.keys(wanted.units));
  const [before, after] = [planOf(facts, wanted), startSteps(facts, wanted)];
  if (words.isDryRun) {
    for (const step of before) print(lineOfStep(step));
    if (!facts.isRunning) print(`render ${resolve(installation.settings.stateFolder)}`);
    for (const step of after) print(lineOfStep(step));
    return OK;
  }
  for (const step of before) perform(step, print, host);
  // What runs is brought the difference by `reload`, which has to see one.
  if (!facts.isRunning) host.render(installation);
  for (const step of after) perform(step, print, host);
  print(
    facts.isRunning
      ? 'It runs, and goes on as it was: `npm run gateway -- reload` brings it what has changed.'
      : 'Up.',
  );
  return OK;
}

function perform(step: Step, print: (line: string) => void, host: Host): void {
  print(step.title);
  host.carryOut(step);
}

type Prepared = { readonly installation: Installation; readonly wanted: Wanted };

async function prepare(words: UpWords, environment: Environment, host: Host): Promise<Parsed<Prepared>> {
  const configuration = readConfiguration(environment);
  if (!configuration.ok) return configuration;
  const { settings, providers } = configuration.value;
  const { sources } = await findSources(providers);
  const installation = { ...configuration.value, sources };
  const problems = [
    ...hostProblems(words, settings, host),
    // A certificate that is yet to be asked for cannot be judged.
    ...gateProblems(installation, words).filter(
      ({ about }) => !(words.acmeEmail && about === 'GATEWAY_CERTIFICATE_FILE'),
    ),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const units = unitsOf(settings, programsOf(settings));
  const deployHook = `cd ${resolve('.')} && npm run --silent gateway -- certificate`;
  const wanted = { settings, units, acmeEmail: words.acmeEmail, deployHook };
  return { ok: true, value: { installation, wanted } };
}

function hostProblems({ isDryRun }: UpWords, settings: GatewaySettings, host: Host): readonly Problem[] {
  const problem = (about: string, value: string | null, fix: string) => ({
    ...{ file: 'environment', line: null },
    ...{ about, value, fix },
  });
  const hidden = hiddenPaths(settings).map(([about, path, fix]) =>
    problem(about, path, `is not visible to services: ${fix}`),
  );
  return [
    ...(host.system === null
      ? [problem('this system', null, 'is neither Debian nor Ubuntu: use gateway/compose.yaml')]
      : []),
    ...(host.isRoot || isDryRun
      ? []
      : [
          problem('this user', null, 'is not root: run it with sudo, or see what it would do with --dry-run'),
        ]),
    ...hidden,
  ];
}

/** Where services may not look (ProtectHome), and what is swept away (PrivateTmp). */
const HOMES = /^\/(?:home|root|run\/user)\b/;
const HOMES_AND_TMP = /^\/(?:home|root|tmp|run\/user)\b/;

function hiddenPaths(settings: GatewaySettings): (readonly [about: string, path: string, fix: string])[] {
  const { stateFolder, cdrFile, certificateFile, keyFile } = settings;
  const files = [
    ['GATEWAY_STATE_FOLDER', stateFolder, HOMES_AND_TMP, 'write /var/lib/offhook'],
    ['GATEWAY_CDR_FILE', cdrFile, HOMES_AND_TMP, 'write /var/lib/offhook/records.jsonl'],
    ['GATEWAY_CERTIFICATE_FILE', certificateFile, HOMES, 'put it under /etc/offhook/tls'],
    ['GATEWAY_KEY_FILE', keyFile, HOMES, 'put it under /etc/offhook/tls'],
    [
      'this program',
      keepsRecords(settings) ? COMMAND : null,
      HOMES,
      'keep this repository in /opt/offhook, or set no GATEWAY_CDR_FILE and no GATEWAY_DATABASE_URL',
    ],
  ] as const;
  return files.flatMap(([about, path, isHidden, fix]) =>
    path !== null && isHidden.test(resolve(path)) ? [[about, resolve(path), fix] as const] : [],
  );
}
