import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fold, kindOf } from './vocabulary.ts';

/** The texts between quotation marks of all languages' files. */
const written = readdirSync(import.meta.dirname)
  .filter(
    (name) => name.endsWith('.ts') && !/^(?:words|vocabulary|wordIndex|extensionMarks)|\.test\./.test(name),
  )
  .flatMap((name) => [
    ...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/: ?\s*(?:`([^`]*)`|'([^']*)')/g),
  ])
  .flatMap(([, long, short]) => (long ?? short ?? '').split(/\s+/))
  .filter((word) => word !== '');

describe('the vocabulary', () => {
  it('is written in lower case and composed letters, as it is looked up', () => {
    expect(written.length).toBeGreaterThan(3_000);
    expect(written.filter((word) => word !== word.toLowerCase().normalize('NFC'))).toEqual([]);
  });

  it('loses all accents of its scripts, and nothing else, where it is looked up without them', () => {
    const withoutMarks = (word: string) => word.normalize('NFD').replace(/\p{M}+/gu, '');
    expect(written.filter((word) => fold(word) !== withoutMarks(word))).toEqual([]);
  });

  it('knows a word in any case and with combining accents', () => {
    expect(['TELEFON', 'te\u0301le\u0301phone', 'Telephone'].map(kindOf)).toEqual([
      'phone',
      'phone',
      'phone',
    ]);
  });
});
