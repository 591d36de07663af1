/** Compiles the numbering plans from libphonenumber-js's metadata; to be run when that package was updated. */
import { writeFileSync } from 'node:fs';
import { compileFormats, compileKinds, compilePlans } from '../src/numbers/plan/compile/compilePlans.ts';
import { METADATA } from '../src/numbers/plan/compile/installedMetadata.ts';

const write = (name: string, content: object) =>
  writeFileSync(`src/numbers/plan/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);

write('plans', compilePlans(METADATA));
write('kinds', compileKinds(METADATA));
write('formats', compileFormats(METADATA));
