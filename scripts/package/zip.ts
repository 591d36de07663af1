/** A folder as a zip that is the same byte for byte whenever and wherever it is made: sorted names, one date, no owner. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** The first day a zip can tell (MS-DOS time), in the machine's own zone, which is the one a zip is written in. */
const DATE = new Date(1980, 0, 1);

/** Path inside the package → content. */
export type Files = Readonly<Record<string, Uint8Array>>;

export function readFolder(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(names.map((name) => [name.slice(folder.length + 1), readFileSync(name)]));
}

export function zip(files: Files): Uint8Array {
  const sorted: Zippable = {};
  for (const name of Object.keys(files).sort()) {
    const content = files[name];
    if (content) sorted[name] = [content, { level: 9, mtime: DATE, os: 0, attrs: 0 }];
  }
  return zipSync(sorted);
}
