/**
 * What reading a number costs that was found in a page: ours beside libphonenumber-js (max: parse and isValid), in one
 * run. Each sample has an engine of its own, because the first numbers of a page meet code that has never run. Marking
 * pages in a browser is measured elsewhere.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import examples from 'libphonenumber-js/examples.mobile.json';
import {
  type CountryCode,
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { build, type LibraryOptions, type Plugin } from 'vite';

/** Medians. `cold` is a distinct number in code that never ran, `warm` one more, `again` one that was read before. */
export type ParseCost = {
  readonly gzipKb: number;
  readonly loadMs: number;
  readonly coldUs: number;
  readonly warmUs: number;
  readonly againUs: number;
};
export type ParseCosts = { readonly ours: ParseCost; readonly library: ParseCost };

type Question = { readonly text: string; readonly country: string };
type Sample = Omit<ParseCost, 'gzipKb'>;

const DISTINCT = 500;

/** A page mixes the countries of its customers; each further one costs its plan. */
export const SPREADS = {
  twenty: [
    ...(['US', 'GB', 'DE', 'FR', 'SE', 'ES', 'IT', 'NL', 'CA', 'AU'] as const),
    ...(['IN', 'BR', 'MX', 'CH', 'AT', 'BE', 'PL', 'NO', 'DK', 'JP'] as const),
  ],
  all: getCountries(),
} satisfies Record<string, readonly CountryCode[]>;

/** A parser is a module with `read(text, country)`, truthy for a number. */
const PARSERS = {
  ours: `import { readNumber } from './src/numbers/parse.ts';
    export const read = (text, country) => readNumber(text, { country, source: 'site' });`,
  library: `import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
    export const read = (text, defaultCountry) =>
      parsePhoneNumberFromString(text, { defaultCountry, extract: false })?.isValid();`,
};

/** Runs in a worker; `first` and `second` are different numbers. */
const SAMPLE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { code, first, second } = workerData;
  const time = (work) => { const from = performance.now(); work(); return performance.now() - from; };
  let parser;
  const loadMs = time(() => { parser = new Function(code + '; return parser;')(); });
  const readAll = (questions) => {
    for (const { text, country } of questions)
      if (!parser.read(text, country)) throw new Error('No number: ' + text + ' in ' + country);
  };
  const each = (questions) => time(() => readAll(questions)) * 1000 / questions.length;
  parentPort.postMessage({ loadMs, coldUs: each(first), warmUs: each(second), againUs: each(second) });
`;

/** `samples` engines for each side, in turn. Takes about a tenth of a second each. */
export async function measureParseCost(
  spread: keyof typeof SPREADS = 'twenty',
  samples = 9,
): Promise<ParseCosts> {
  const questions = distinctNumbers(SPREADS[spread], 2 * DISTINCT);
  const halves = { first: questions.slice(0, DISTINCT), second: questions.slice(DISTINCT) };
  const code = { ours: await bundle('ours'), library: await bundle('library') };
  const taken: Record<keyof ParseCosts, Sample[]> = { ours: [], library: [] };
  for (let round = 0; round < samples; round += 1) {
    taken.ours.push(await takeSample({ code: code.ours, ...halves }));
    taken.library.push(await takeSample({ code: code.library, ...halves }));
  }
  return { ours: summary(code.ours, taken.ours), library: summary(code.library, taken.library) };
}

/** Numbers of these countries in turn, half of them with the plus; mobiles, grouped as the library does. */
function distinctNumbers(countries: readonly CountryCode[], count: number): Question[] {
  const found = new Map<string, Question>();
  for (let step = 1; found.size < count; step += 1) {
    for (const country of countries) {
      const number = neighbour(country, step);
      if (!number || found.size === count) continue;
      const text = found.size % 2 === 0 ? number.formatInternational() : number.formatNational();
      found.set(number.number, { text, country });
    }
  }
  return [...found.values()];
}

/** The country's example number with other last digits, where that is a number too. */
function neighbour(country: CountryCode, step: number) {
  const example = getExampleNumber(country, examples)?.number ?? '';
  const last = String((Number(example.slice(-3)) + step * 7) % 1000).padStart(3, '0');
  const number = parsePhoneNumberFromString(example.slice(0, -3) + last);
  if (!number?.isValid() || number.country !== country) return null;
  return parsePhoneNumberFromString(number.formatNational(), country)?.number === number.number
    ? number
    : null;
}

/** One script of a parser, as it would stand in a page's. */
async function bundle(name: keyof typeof PARSERS): Promise<string> {
  const entry = join(process.cwd(), 'parser.js');
  const parser: Plugin = {
    name: 'parser',
    enforce: 'pre',
    resolveId: (id) => (id === entry ? entry : null),
    load: (id) => (id === entry ? PARSERS[name] : null),
  };
  const lib: LibraryOptions = { entry, formats: ['iife'], name: 'parser' };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [parser],
    build: { write: false, lib },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === 'chunk');
  if (!chunk) throw new Error(`vite built no script for the parser "${name}"`);
  return chunk.code;
}

function takeSample(workerData: object): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(SAMPLE, { eval: true, workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function summary(code: string, samples: readonly Sample[]): ParseCost {
  const of = (pick: (sample: Sample) => number) => Math.round(median(samples.map(pick)) * 100) / 100;
  return {
    gzipKb: Math.round(gzipSync(code, { level: 9 }).length / 100) / 10,
    loadMs: of(({ loadMs }) => loadMs),
    coldUs: of(({ coldUs }) => coldUs),
    warmUs: of(({ warmUs }) => warmUs),
    againUs: of(({ againUs }) => againUs),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
