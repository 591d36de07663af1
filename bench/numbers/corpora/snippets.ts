/** CRM fields, notes and lines of mail in many languages, each holding numbers of one country among other digits. */
import { readFileSync } from 'node:fs';
import { type Case, fillTemplate } from './case.ts';
import { fill, type Part } from './decoys.ts';
import { COUNTRIES, numbersOf } from './plans.ts';
import { print } from './print.ts';
import { createRandom } from './random.ts';

/** A third of the records say no country; then a number has to name its own. */
const WITHOUT_COUNTRY = 1 / 3;
const OF_EACH_COUNTRY = 15;

/** Snippets whose templates are this part's own; numbers and their writing follow the seed. */
export function snippets(part: Part, seed: number): Case[] {
  const random = createRandom(seed);
  const templates = (
    JSON.parse(readFileSync(new URL('snippets.json', import.meta.url), 'utf8')) as Record<Part, string[]>
  )[part];
  return COUNTRIES.flatMap((country) => {
    const numbers = numbersOf(country, random);
    return Array.from({ length: OF_EACH_COUNTRY }, (_, index) => {
      const abroad = random.next() < WITHOUT_COUNTRY;
      const written = [0, 1].map(() => print(random.pick(numbers), abroad, random));
      const template = fill(random.pick(templates), random);
      const { text, expected } = fillTemplate(template, written, () => '');
      return { id: `${part}-${country}-${index}`, text, region: abroad ? null : country, expected };
    });
  });
}
