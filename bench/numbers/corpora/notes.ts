/** Notes and signatures as agents write them, each written by hand: numbers among addresses, tax ids and bank details. */
import { readFileSync } from 'node:fs';
import { type Case, fillTemplate, type Written } from './case.ts';
import type { Part } from './decoys.ts';

/** «as written|E.164» or «as written|E.164|extension»; an E.164 that is not right would count against every detector. */
const MARKED = /«([^|»]+)\|(\+\d+)(?:\|(\d+))?»/g;

export function notes(part: Part): Case[] {
  const texts = JSON.parse(readFileSync(new URL('notes.json', import.meta.url), 'utf8')) as Record<
    Part,
    [region: string | null, marked: string][]
  >;
  return texts[part].map(([region, marked], index) => {
    const written: Written[] = [...marked.matchAll(MARKED)].map(([, text = '', e164 = '', ext]) =>
      ext === undefined ? { text, e164 } : { text, e164, ext },
    );
    let count = 0;
    const template = marked.replace(MARKED, () => `{n${count++}}`);
    return { id: `note-${part}-${index}`, region, ...fillTemplate(template, written, () => '') };
  });
}
