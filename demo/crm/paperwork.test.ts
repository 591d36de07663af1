import { describe, expect, it } from 'vitest';
import { findNumbers } from '../../src/numbers/find.ts';
import { companyFacts, makeDeals, makeNotes } from './paperwork.ts';
import { makePeople } from './people.ts';

const people = makePeople();
const found = (text: string, country: string) =>
  findNumbers(text, { country: { country, source: 'record' } }).map(({ e164 }) => e164 as string);

describe('what stands beside the numbers', () => {
  it('has one number of its person in every note, and nothing else that could be called', () => {
    const wrong = makeNotes(people, 3).filter(({ text, person }) => {
      const [first, ...more] = found(text, person.country);
      return more.length > 0 || !person.phones.some(({ e164 }) => e164 === first);
    });
    expect(wrong.map(({ text }) => text)).toEqual([]);
  });

  it('has papers and deals full of digits that are no telephone number', () => {
    const facts = people.flatMap(({ company }) => companyFacts(company)).filter(([label]) => label !== 'Fax');
    const deals = makeDeals(people).flatMap(({ id, title, amount, closes }) => [id, title, amount, closes]);
    const texts = [...facts.map(([label, value]) => `${label}: ${value}`), ...deals];
    expect(texts.filter((text) => found(text, 'GB').length > 0)).toEqual([]);
  });
});
