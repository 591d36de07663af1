/**
 * `npm run server -- doctor`: looks at every part between an agent's browser and Plivo, in the order in which a call
 * needs them, and says what to do about each that is wrong. It places no call and changes nothing at Plivo.
 */
import type { Config } from '../config.ts';
import { createPlivoApi } from '../plivo/api.ts';
import { checkApplication, checkNumber } from './association.ts';
import { checkClock } from './clock.ts';
import { checkConfiguration } from './configuration.ts';
import { checkDatabase } from './database.ts';
import type { Clock, Examination } from './examination.ts';
import { type Finding, lineOf, type Result, skipped } from './finding.ts';
import { checkRegistration } from './registration.ts';
import { checkTokenApi, checkTokenShape } from './token.ts';
import { checkReachability, checkSignature } from './webhooks.ts';

export type Check = readonly [name: string, run: (examination: Examination) => Promise<Result> | Result];

const TIMEOUT_MS = 10_000;

const CHECKS: readonly Check[] = [
  ['configuration', checkConfiguration],
  ['database', checkDatabase],
  ['token api', checkTokenApi],
  ['token shape', needsToken(checkTokenShape)],
  ['clock', checkClock],
  ['registration', needsToken(checkRegistration)],
  ['webhook reachability', checkReachability],
  ['webhook signature', checkSignature],
  ['number', checkNumber],
  ['application', checkApplication],
];

export type DoctorOptions = { readonly clock?: Clock; readonly timeoutMs?: number };

/** Runs every check; 0, or 1 when any failed. `words`: `--json` prints one JSON document instead of lines. */
export async function runDoctor(
  config: Config,
  print: (line: string) => void,
  words: readonly string[] = [],
  { clock = Date, timeoutMs = TIMEOUT_MS }: DoctorOptions = {},
): Promise<number> {
  const json = words.includes('--json');
  const plivo = createPlivoApi(config.plivo, { timeoutMs });
  const examination: Examination = { config, plivo, clock, timeoutMs, token: null };
  const findings: Finding[] = [];
  for (const [check, run] of CHECKS) {
    const finding = await examine(check, run, examination);
    findings.push(finding);
    if (!json) print(lineOf(finding));
  }
  const failed = findings.filter(({ verdict }) => verdict === 'fail').length;
  if (json) print(JSON.stringify({ ok: failed === 0, findings }, null, 2));
  else
    print(failed === 0 ? 'Nothing is wrong on this side.' : `${failed} of ${findings.length} checks failed.`);
  return failed === 0 ? 0 : 1;
}

/** One check, under its name and with the time it took. */
export async function examine(check: string, run: Check[1], examination: Examination): Promise<Finding> {
  const started = performance.now();
  const result = await run(examination);
  return { check, ...result, ms: Math.round(performance.now() - started) };
}

export function needsToken(
  run: (examination: Examination, token: string) => Promise<Result> | Result,
): Check[1] {
  return (examination) =>
    examination.token === null
      ? skipped('there is no token to look at')
      : run(examination, examination.token);
}
