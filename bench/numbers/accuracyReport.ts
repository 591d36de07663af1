/**
 * Every corpus with every detector in one run: the accuracy half of the numbers bench. Deterministic, so that the same
 * commit always gives the same figures; the clock is in speed.ts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { type Accuracy, type Alarms, DETECTORS, measureAccuracy, measureAlarms } from './accuracy.ts';
import type { Case } from './corpora/case.ts';
import { labelledDecoys, type Part, structuralDecoys } from './corpora/decoys.ts';
import { notes } from './corpora/notes.ts';
import { snippets } from './corpora/snippets.ts';

type ByDetector<T> = Readonly<Record<string, T>>;

/** Plain JSON: corpus → detector → figures. */
export type AccuracyReport = {
  readonly accuracy: Readonly<Record<string, ByDetector<Accuracy>>>;
  readonly alarms: Readonly<Record<string, ByDetector<Alarms>>>;
};

const SEED = 2026;
/** Names a file of cases in the shape of `Case`, for a corpus that is not part of this repository. */
const OTHER_CORPUS = 'OFFHOOK_NUMBER_CASES';

/** The corpora that rules were written against (dev), and those written after the rules (held). */
export function reportAccuracy(): AccuracyReport {
  const parts: readonly Part[] = ['dev', 'held'];
  const found = parts.flatMap((part): [string, readonly Case[]][] => [
    [`snippets (${part})`, snippets(part, SEED)],
    [`notes (${part})`, notes(part)],
  ]);
  const decoys = parts.flatMap((part): [string, readonly Case[]][] => [
    [`structural decoys (${part})`, structuralDecoys(part, SEED)],
    [`labelled decoys (${part})`, labelledDecoys(part, SEED)],
  ]);
  return {
    accuracy: byCorpus([...found, ...otherCorpus(process.env[OTHER_CORPUS])], measureAccuracy),
    alarms: byCorpus(decoys, measureAlarms),
  };
}

function byCorpus<T>(
  corpora: readonly (readonly [string, readonly Case[]])[],
  measure: (cases: readonly Case[], detect: (typeof DETECTORS)[string]) => T,
): Record<string, ByDetector<T>> {
  return Object.fromEntries(
    corpora.map(([name, cases]) => [
      name,
      Object.fromEntries(Object.entries(DETECTORS).map(([who, detect]) => [who, measure(cases, detect)])),
    ]),
  );
}

/** Says nothing where there is no such file: the corpus is somebody else's. */
function otherCorpus(path: string | undefined): [string, readonly Case[]][] {
  if (path === undefined || !existsSync(path)) return [];
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Case[] };
  return [[OTHER_CORPUS, cases]];
}
