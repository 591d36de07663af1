/** `check NAME`: reads the configuration, runs the check, writes a line a step or JSON. What is looked at is in check/. */
import { readFileSync } from 'node:fs';
import { parseNumber } from '../../src/numbers/parse.ts';
import { type CheckOptions, checkProvider, TIMINGS } from '../check/check.ts';
import { systemResolver } from '../check/dns.ts';
import { type Finding, failed, lineOf, type Result } from '../check/finding.ts';
import { parseProviders } from '../config/parseProviders.ts';
import { readEnvironment, SETTINGS } from '../config/parseSettings.ts';
import { describeProblem, type Parsed } from '../config/problem.ts';
import type { Provider } from '../config/provider.ts';
import { suggest } from '../config/suggestion.ts';
import type { Environment } from '../config/yamlReader.ts';
import { type Command, say, wrongUse } from './command.ts';

export type CheckWords = { readonly name: string; readonly isJson: boolean; readonly to: string | null };

/** Null: not understood. `NAME [--json] [--to NUMBER]`, flags in any order. */
export function parseCheckWords(words: readonly string[]): CheckWords | null {
  const rest = [...words];
  const isJson = take(rest, '--json', 1).length > 0;
  const [, to = null] = take(rest, '--to', 2);
  const [name, ...others] = rest;
  return name && !name.startsWith('-') && others.length === 0 ? { name, isJson, to } : null;
}

function take(words: string[], flag: string, count: number): string[] {
  const at = words.indexOf(flag);
  return at < 0 || at + count > words.length ? [] : words.splice(at, count);
}

const OK = 0;
const FAILED = 1;

export const check: Command = {
  usage: 'check NAME [--json] [--to NUMBER]',
  summary: 'try one provider step by step, each with its fix; nothing is dialled without --to',
  async run(args) {
    const words = parseCheckWords(args);
    if (!words) return wrongUse(check);
    // Whoever stops the check has not hung up yet. A second Ctrl-C ends the process as ever.
    const interrupted = new AbortController();
    process.once('SIGINT', () => interrupted.abort());
    return runCheck(words, readEnvironment('.env'), say, { signal: interrupted.signal });
  },
};

/** 0: nothing failed. 1: something did. The network's part of `options` is for tests. */
export async function runCheck(
  { name, isJson, to }: CheckWords,
  environment: Environment,
  print: (line: string) => void,
  options: Partial<CheckOptions> = {},
): Promise<number> {
  const findings: Finding[] = [];
  const tell = (finding: Finding) => {
    findings.push(finding);
    if (!isJson) print(lineOf(finding));
  };
  const readied = ready(name, to, environment);
  if ('verdict' in readied) tell({ step: 'configuration', ms: 0, ...readied });
  else
    await checkProvider(readied.provider, {
      resolver: systemResolver(),
      timings: TIMINGS,
      now: Date.now,
      signal: new AbortController().signal,
      publicAddress: environment.GATEWAY_PUBLIC_ADDRESS || null,
      to: readied.to,
      onFinding: tell,
      ...options,
    });
  const isGood = findings.every(({ verdict }) => verdict !== 'failed');
  if (isJson) print(JSON.stringify({ provider: name, ok: isGood, steps: findings }));
  return isGood ? OK : FAILED;
}

type Ready = { readonly provider: Provider; readonly to: string | null };

/** The provider and the number, or what is wrong with either. A wrong call is worse than no call. */
function ready(name: string, to: string | null, environment: Environment): Ready | Result {
  const providers = readProviders(environment);
  if (!providers.ok)
    return failed(
      providers.problems.map(describeProblem).join('; '),
      'mend it; `npm run gateway -- render` says the same',
    );
  const provider = providers.value.find((one) => one.name === name);
  const names = providers.value.map((one) => one.name);
  if (!provider) {
    const meant = suggest(name, names);
    const fix = meant ? `write ${meant}` : `write one of ${names.join(', ')}, or add it`;
    return failed(`there is no provider "${name}"`, fix);
  }
  if (to === null) return { provider, to };
  const e164 = parseNumber(to, null)?.e164;
  if (!e164)
    return failed(
      `"${to}" is no telephone number`,
      'write it with plus and country code, such as +442079460123',
    );
  const denied = deniedPrefix(e164, environment);
  return denied === null ? { provider, to: e164 } : denied;
}

function deniedPrefix(e164: string, { DENY_PREFIXES = '' }: Environment): Result | null {
  const { kind } = SETTINGS.DENY_PREFIXES;
  const prefixes = kind.read(DENY_PREFIXES) as readonly string[] | null;
  if (prefixes === null) return failed(`DENY_PREFIXES is ${JSON.stringify(DENY_PREFIXES)}`, kind.expects);
  const prefix = prefixes.find((one) => one !== '' && e164.startsWith(one));
  if (prefix === undefined) return null;
  return failed(`${e164} begins with ${prefix}, which DENY_PREFIXES forbids`, 'call another number');
}

function readProviders(environment: Environment): Parsed<readonly Provider[]> {
  const file = environment.GATEWAY_PROVIDERS_FILE || 'providers.yaml';
  try {
    return parseProviders(readFileSync(file, 'utf8'), { file, environment });
  } catch {
    const fix = 'cannot be read: copy gateway/providers.yaml.example, or set GATEWAY_PROVIDERS_FILE';
    return { ok: false, problems: [{ file, line: null, about: 'the file', value: null, fix }] };
  }
}
