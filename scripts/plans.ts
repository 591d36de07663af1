/** Compiles the numbering plans from libphonenumber-js's metadata; to be run when that package was updated. */
import { writeFileSync } from 'node:fs';
import json from 'libphonenumber-js/metadata.max.json';
import { compileFormats, compileKinds, compilePlans } from '../src/numbers/plan/compile/compilePlans.ts';
import type { Metadata } from '../src/numbers/plan/compile/metadata.ts';

const metadata = json as unknown as Metadata;

const write = (name: string, content: object) =>
  writeFileSync(`src/numbers/plan/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);

write('plans', compilePlans(metadata));
write('kinds', compileKinds(metadata));
write('formats', compileFormats(metadata));
