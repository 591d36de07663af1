/** Compiles the numbering plans from libphonenumber-js's metadata; to be run when that package was updated. */
import { writeFileSync } from 'node:fs';
import { compileWords } from '../src/numbers/labels/compile/compileWords.ts';
import { compileGroupings } from '../src/numbers/plan/compile/compileGroupings.ts';
import { compileFormats, compileKinds, compilePlans } from '../src/numbers/plan/compile/compilePlans.ts';
import { METADATA } from '../src/numbers/plan/compile/installedMetadata.ts';

const write = (name: string, content: object) =>
  writeFileSync(`src/numbers/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);

write('plan/plans', compilePlans(METADATA));
write('plan/kinds', compileKinds(METADATA));
write('plan/formats', compileFormats(METADATA));
write('plan/groupings', compileGroupings(METADATA));
write('labels/words', compileWords());
