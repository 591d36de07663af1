/** Texts without a single number to call: some by their shape (structural.json), some only by their label (labelled.json). */
import { readFileSync } from 'node:fs';
import type { CountryCode } from 'libphonenumber-js/max';
import type { Case } from './case.ts';
import { numbersOf } from './plans.ts';
import { createRandom, type Random } from './random.ts';

export type Part = 'dev' | 'held';

/** With and without a trunk prefix, eight to eleven digits: where ids most often are valid numbers. */
const REGIONS: readonly (CountryCode | null)[] = [
  ...(['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'NO', 'DK', 'SE', 'PL', 'CZ'] as const),
  ...(['SG', 'HK', 'BR', 'MX', 'IN', 'JP', 'AT', 'PT', 'CH', null] as const),
];
const FILLINGS_OF_EACH = 8;

/** Templates in which `_` is a digit, `^` one that is not zero, and `{name}` an id with its check digits. */
export function structuralDecoys(part: Part, seed: number): Case[] {
  const random = createRandom(seed);
  return read<Record<Part, string[]>>('structural.json')[part].flatMap((template, index) =>
    Array.from({ length: FILLINGS_OF_EACH }, (_, filling) => ({
      id: `structural-${part}-${index}-${filling}`,
      text: fill(template, random),
      region: random.pick(REGIONS),
      expected: [],
    })),
  );
}

/** Every label with numbers that are valid where the text is read, written as ids are: bare, or as at home. */
export function labelledDecoys(part: Part, seed: number): Case[] {
  const random = createRandom(seed);
  const labels = Object.values(read<Record<Part, Record<string, string[]>>>('labelled.json')[part]).flat();
  return labels.flatMap((template, index) =>
    Array.from({ length: FILLINGS_OF_EACH / 2 }, (_, filling) => {
      const region = random.pick(REGIONS) ?? 'US';
      const number = random.pick(numbersOf(region, random));
      const isFax = /fax|fak[si]|telefax|φαξ|факс|télécop|传真|ファックス|팩스|فاكس|פקס|F:/i.test(template);
      const written = random.pick([
        String(number.nationalNumber),
        number.formatNational().replace(/\D/g, ''),
        ...(isFax ? [number.formatNational(), number.formatInternational()] : []),
      ]);
      const text = template.replace('{n}', written);
      return { id: `labelled-${part}-${index}-${filling}`, text, region, expected: [] };
    }),
  );
}

/** One decoy as it may stand beside a number in a note. */
export function fill(template: string, random: Random): string {
  return template
    .replace(/\{(\w+)\}/g, (slot, name: string) => ID_MAKERS[name]?.(random) ?? slot)
    .replace(/[_^]/g, (mark) => (mark === '_' ? random.digits(1) : String(1 + random.below(9))));
}

const ID_MAKERS: Readonly<Record<string, (random: Random) => string>> = {
  iban: (random) => iban(random),
  ibanSpaced: (random) => (iban(random).match(/.{1,4}/g) ?? []).join(' '),
  card: (random) => withLuhn(`4${random.digits(14)}`),
  cardSpaced: (random) => (withLuhn(`5${random.digits(14)}`).match(/.{4}/g) ?? []).join(' '),
  siret: (random) => withLuhn(random.digits(13)).replace(/(...)(...)(...)/, '$1 $2 $3 '),
  ean: (random) => withEan(`40${random.digits(10)}`),
  isbn: (random) => withEan(`9783${random.digits(8)}`).replace(/(...)(.)(....)(....)/, '$1-$2-$3-$4-'),
  be: (random) => belgian(random).replace(/(...)(...)(...)/, '$1.$2.$3'),
  uuid: (random) => hex(random, 32).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  hash: (random) => hex(random, 40),
};

function iban(random: Random): string {
  const account = random.digits(18);
  // ISO 13616: the letters D and E count 13 and 14; the remainder of the whole is 1.
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`;
}

/** Behind the leading zero: the last two digits are 97 less the remainder of the rest. */
function belgian(random: Random): string {
  const digits = random.digits(7);
  return digits + String(97 - (Number(digits) % 97)).padStart(2, '0');
}

function withLuhn(digits: string): string {
  let sum = 0;
  for (const [at, digit] of [...digits].reverse().entries()) {
    const weighted = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return digits + String((10 - (sum % 10)) % 10);
}

function withEan(digits: string): string {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** Has a letter and a digit in every group, as random ones mostly have. */
function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(16).toString(16)).join('');
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as T;
}
