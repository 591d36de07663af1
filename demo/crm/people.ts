/** The demo's two hundred people, the same in every run. A revision gives them other numbers, as an edit elsewhere would. */
import { COUNTRIES_WITH_RANGE, type FictionalNumber, fictionalNumber, pick } from './fictionalNumbers.ts';
import { COMPANIES, COUNTRIES, FIRST_NAMES, LAST_NAMES, ROLES } from './names.ts';

export type Phone = FictionalNumber & {
  readonly label: 'Mobile' | 'Work' | 'Home';
  readonly extension?: string;
};

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly company: string;
  readonly country: string;
  readonly email: string;
  /** At least one; the first is the one that lists show. */
  readonly phones: readonly Phone[];
  /** What the exchange does when this person is called, where that is special. */
  readonly behaviour?: string;
};

const COUNT = 200;

/** People whose numbers the exchange answers by itself, first in the list so that a demo finds them. */
const SPECIAL: readonly (readonly [
  name: string,
  text: string,
  e164: string,
  country: string,
  behaviour: string,
])[] = [
  ['Greta Lovell', '020 7946 0018', '+442079460018', 'GB', 'Rings the customer'],
  ['Oscar Thorne', '+1 (415) 555-0186', '+14155550186', 'US', 'Always busy'],
  ['Imani Okonjo', '+44 20 7946 0104', '+442079460104', 'GB', 'No such number'],
  ['Hugo Blackwood', '+1 415-555-0103', '+14155550103', 'US', 'Declines'],
  ['Sofia Marchetti', '+61 2 5550 0150', '+61255500150', 'AU', 'Network fails'],
  ['Lars Ekholm', '+1 415.555.0180', '+14155550180', 'US', 'Never answers'],
];

/** Deterministic: the same revision gives the same people. Ids, names and companies are the same in all revisions. */
export function makePeople(revision = 0): readonly Person[] {
  const special = SPECIAL.map(([name, text, e164, country, behaviour], index) => ({
    ...makePerson(index, country, name),
    phones: [{ text, e164, country, label: 'Work' as const }],
    behaviour,
  }));
  const rest = Array.from({ length: COUNT - special.length }, (_, index) => {
    const person = makePerson(special.length + index, countryOf(index));
    return { ...person, phones: makePhones(person.country, seeded(index * 7919 + revision * 104_729 + 1)) };
  });
  return [...special, ...rest];
}

function makePerson(index: number, country: string, given?: string): Omit<Person, 'phones'> {
  const random = seeded(index + 1);
  const first = FIRST_NAMES[(index * 11 + 3) % FIRST_NAMES.length];
  const last = LAST_NAMES[(index * 7 + Math.floor(index / LAST_NAMES.length)) % LAST_NAMES.length];
  const name = given ?? `${first} ${last}`;
  const company = pick(COMPANIES, random);
  const mailbox = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '.');
  const host = company.toLowerCase().replace(/[^a-z].*/, '');
  return {
    id: `p${1001 + index}`,
    name,
    role: pick(ROLES, random),
    company,
    country,
    email: `${mailbox}@${host}.example`,
  };
}

/** Every country once, then mostly those with numbers of their own. */
function countryOf(index: number): string {
  const all = Object.keys(COUNTRIES);
  const own = all.filter((country) => COUNTRIES_WITH_RANGE.has(country));
  if (index % 4 === 3) return all[Math.floor(index / 4) % all.length] as string;
  return own[(index * 5) % own.length] as string;
}

function makePhones(country: string, random: () => number): Phone[] {
  const labels = (['Mobile', 'Work', 'Home'] as const).slice(0, 1 + Math.floor(random() * 3));
  return labels.map((label) => {
    const number = fictionalNumber(country, random);
    if (label !== 'Work' || random() < 0.6) return { ...number, label };
    const extension = String(100 + Math.floor(random() * 900));
    return {
      ...number,
      label,
      extension,
      text: `${number.text}${pick([' ext. ', ' x', ' ext '], random)}${extension}`,
    };
  });
}

/** Mulberry32: a small generator, good enough for names and digits. Returns 0 ≤ x < 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
