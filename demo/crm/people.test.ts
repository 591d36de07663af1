import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../src/numbers/parse.ts';
import { makePeople } from './people.ts';

const people = makePeople();
const phones = people.flatMap((person) => person.phones);

describe("the demo's people", () => {
  it('are two hundred, of at least 25 countries, each with an id and a name of their own', () => {
    expect(people).toHaveLength(200);
    expect(new Set(people.map(({ country }) => country)).size).toBeGreaterThanOrEqual(25);
    expect(new Set(people.map(({ id }) => id)).size).toBe(200);
    expect(new Set(people.map(({ name }) => name)).size).toBe(200);
  });

  it('are the same in every run, and keep all but their numbers in another revision', () => {
    expect(makePeople()).toEqual(people);
    const edited = makePeople(1);
    expect(edited.map(({ phones: _, ...rest }) => rest)).toEqual(
      people.map(({ phones: _, ...rest }) => rest),
    );
    const changed = edited.filter(
      (person, index) => person.phones[0]?.e164 !== people[index]?.phones[0]?.e164,
    );
    expect(changed.length).toBeGreaterThan(180);
  });

  it('have numbers that exist in a numbering plan and mean what they say there', () => {
    const misread = phones.filter(({ text, e164, country, extension }) => {
      const parsed = parseNumber(text, { country, source: 'record' });
      return parsed?.e164 !== e164 || parsed.extension !== extension;
    });
    expect(misread).toEqual([]);
  });

  it('write national formats only in their own country', () => {
    const strays = people.filter(({ country, phones: own }) =>
      own.some((phone) => phone.country !== country && !phone.text.startsWith('+')),
    );
    expect(strays).toEqual([]);
  });

  it('write in many ways', () => {
    const shapes = new Set(
      phones.map(({ text }) => text.replace(/\d/g, '9').replace(/[x. ]*ext\.? ?9+$| x9+$/, '')),
    );
    expect(shapes.size).toBeGreaterThan(35);
  });

  it('reach the number endings that answer by themselves only where that is said', () => {
    const special = people.filter(({ phones: own }) =>
      own.some(({ e164 }) => /(0186|0104|0103|0150|0180)$/.test(e164)),
    );
    expect(special.map(({ behaviour }) => behaviour)).toEqual([
      'Always busy',
      'No such number',
      'Declines',
      'Network fails',
      'Never answers',
    ]);
  });
});
