/** Configuration files with @WORDS@ in them: a folder of templates becomes a folder that a program can be started on. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes every file of test/lab/`name`/ into `folder`, filled in; throws on a word that has no value. */
export function writeConfig(
  name: string,
  folder: string,
  words: Readonly<Record<string, string | number>>,
): void {
  const templates = fileURLToPath(new URL(`./${name}/`, import.meta.url));
  for (const file of readdirSync(templates)) {
    const text = readFileSync(join(templates, file), 'utf8').replace(/@([A-Z_]+)@/g, (_, word: string) => {
      const value = words[word];
      if (value === undefined) throw new Error(`${name}/${file} asks for @${word}@, which has no value.`);
      return String(value);
    });
    writeFileSync(join(folder, file), text, { mode: 0o600 });
  }
}
