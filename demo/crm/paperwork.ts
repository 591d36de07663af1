/** What stands on a CRM's pages beside telephone numbers: orders, taxes, accounts, dates, deals, notes. Most of it digits. */
import { pick } from './fictionalNumbers.ts';
import { COMPANIES } from './names.ts';
import { type Person, seeded } from './people.ts';

/** None of these is a telephone number one would call. */
export type Facts = readonly (readonly [label: string, value: string])[];

const digits = (count: number, random: () => number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

export function companyFacts(company: string): Facts {
  const random = seeded(COMPANIES.indexOf(company) + 4242);
  return [
    ['Customer no.', `CU${digits(4, random)}-${digits(5, random)}`],
    ['VAT', `GB 999 ${digits(4, random)} 73`],
    ['IBAN', 'GB82 WEST 1234 5698 7654 32'],
    ['Fax', `020 7946 0${digits(3, random)}`],
    ['Last order', `2026-${digits(8, random)}`],
    ['Balance', `€ ${digits(1, random)} ${digits(3, random)} ${digits(3, random)},00`],
    ['Customer since', `201${digits(1, random)}-0${1 + Math.floor(random() * 9)}-14 09:30`],
  ];
}

export type Deal = {
  readonly id: string;
  readonly stage: string;
  readonly title: string;
  readonly amount: string;
  readonly closes: string;
  readonly person: Person;
};

export const STAGES = ['Lead', 'Qualified', 'Proposal', 'Won'] as const;
const SUBJECTS = [
  'Renewal 2026000',
  'Pilot, 12 seats',
  'Warehouse 7',
  'Framework 2026-2029',
  'Spare parts',
  'Second site',
];

export function makeDeals(people: readonly Person[]): readonly Deal[] {
  return people.slice(6, 34).map((person, index) => {
    const random = seeded(index + 77);
    return {
      id: `D-${2026_0000 + index * 137}`,
      stage: STAGES[(index * 3 + Math.floor(index / 9)) % STAGES.length] as string,
      title: pick(SUBJECTS, random),
      amount: `${pick(['€', '£', '$'], random)}${1 + Math.floor(random() * 89)},${digits(3, random)}.00`,
      closes: `2026-${pick(['09', '10', '11', '12'], random)}-${10 + Math.floor(random() * 18)}`,
      person,
    };
  });
}

export type Note = {
  readonly id: string;
  readonly when: string;
  readonly text: string;
  readonly person: Person;
};

/** Each note names one number of its person in running text, among digits that are none. */
export function makeNotes(people: readonly Person[], each = 1): readonly Note[] {
  return people.flatMap((person) =>
    Array.from({ length: each }, (_, part) => {
      const random = seeded(Number(person.id.slice(1)) * 13 + part);
      const phone = pick(person.phones, random).text;
      const order = `2026-${digits(7, random)}`;
      const text = pick(
        [
          `Spoke about order ${order}. Wants a call back on ${phone} after 14:30.`,
          `Left a message at ${phone}; invoice ${digits(10, random)} is still open (1 250 000,00).`,
          `New number: ${phone}. The old one is out of service since 12.03.2026.`,
          `Parcel ${digits(12, random)} arrived damaged. If nobody answers ${phone}, write instead.`,
          `Prefers mornings (08:00-11:30). Direct line ${phone}, building 20, floor 3.`,
        ],
        random,
      );
      return {
        id: `${person.id}-${part}`,
        when: `2026-11-${10 + Math.floor(random() * 18)} 1${digits(1, random)}:40`,
        text,
        person,
      };
    }),
  );
}
