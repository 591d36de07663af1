/** The detector's figures on the repository's own corpora. They are the same in every run, so a test may hold them. */
import { describe, expect, it } from 'vitest';
import { DETECTORS, measureAccuracy, measureAlarms } from '../bench/numbers/accuracy.ts';
import { labelledDecoys, structuralDecoys } from '../bench/numbers/corpora/decoys.ts';
import { notes } from '../bench/numbers/corpora/notes.ts';
import { COUNTRIES } from '../bench/numbers/corpora/plans.ts';
import { snippets } from '../bench/numbers/corpora/snippets.ts';

const { offhook = () => [], 'libphonenumber-js max': library = () => [] } = DETECTORS;

const TIMEOUT_MS = 60_000;

describe.each(['dev', 'held'] as const)('on the %s corpora', { timeout: TIMEOUT_MS }, (part) => {
  it.each([1, 2026])('finds the numbers of CRM snippets exactly, seed %i', (seed) => {
    const accuracy = measureAccuracy(snippets(part, seed), offhook);
    expect(accuracy.exactF1).toBeGreaterThanOrEqual(99.7);
    expect(accuracy.wrong).toBe(0);
  });

  it('finds the numbers of notes and signatures exactly', () => {
    const accuracy = measureAccuracy(notes(part), offhook);
    expect(accuracy.exactF1).toBeGreaterThanOrEqual(98.5);
    expect(accuracy.wrong).toBe(0);
  });

  it('is not alarmed by what only looks like a number', () => {
    expect(measureAlarms(structuralDecoys(part, 2026), offhook).alarmed).toBeLessThanOrEqual(0.5);
  });

  it('is not alarmed by valid numbers whose label says that they are ids or faxes', () => {
    expect(measureAlarms(labelledDecoys(part, 2026), offhook).alarmed).toBeLessThanOrEqual(1);
  });

  it('does better than the library', () => {
    const cases = [...snippets(part, 1), ...notes(part)];
    expect(measureAccuracy(cases, offhook).f1).toBeGreaterThan(measureAccuracy(cases, library).f1);
  });
});

describe('the corpora', () => {
  it('cover 76 countries and more', () => {
    expect(COUNTRIES.length).toBeGreaterThanOrEqual(76);
    expect(new Set(COUNTRIES).size).toBe(COUNTRIES.length);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(snippets('dev', 1)).toEqual(snippets('dev', 1));
    expect(snippets('dev', 1)).not.toEqual(snippets('dev', 2));
  });

  it('say where each number stands', () => {
    for (const { text, expected } of [...snippets('dev', 1), ...notes('dev'), ...notes('held')]) {
      for (const { start, end, e164 } of expected) {
        expect(text.slice(start, end)).toMatch(/^[^\s\p{Cf}].*[^\s\p{Cf}]$/su);
        expect(e164).toMatch(/^\+[1-9]\d{6,14}$/);
      }
    }
  });
});

describe('the scorer', () => {
  const text = '020 7946 0018 and 020 7946 0019';
  const expected = [
    { start: 0, end: 13, e164: '+442079460018' },
    { start: 18, end: 31, e164: '+442079460019' },
  ];
  const score = (detected: { start: number; end: number; e164: string }[]) =>
    measureAccuracy([{ id: 'one', text, region: 'GB', expected }], () => detected);

  it('asks for both, each once', () => {
    expect(score(expected)).toMatchObject({ precision: 100, recall: 100, f1: 100, exactF1: 100, wrong: 0 });
    expect(score(expected.slice(0, 1))).toMatchObject({ precision: 100, recall: 50 });
    expect(score([...expected, ...expected])).toMatchObject({ precision: 50, recall: 100 });
  });

  it('forgives other offsets, except in the exact figure', () => {
    const shifted = expected.map((one) => ({ ...one, end: one.end - 1 }));
    expect(score(shifted)).toMatchObject({ f1: 100, exactF1: 0 });
  });

  it('counts another number in the same place as wrong', () => {
    expect(score([{ start: 0, end: 13, e164: '+442079460099' }])).toMatchObject({ wrong: 1, recall: 0 });
  });
});
