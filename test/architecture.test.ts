/** The repository tested like a program: who may import whom, how large a file may grow, which names are drawers. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOORS, type Door, GUARDED_PACKAGES, ROOM_OF } from './doors.ts';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean);
const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
const isTest = (file: string) =>
  /\.(test|contract)\.tsx?$|\/rehears\w+\.ts$/.test(file) ||
  file.startsWith('test/') ||
  file.startsWith('bench/');

const IMPORTS =
  /^(?:import|export)\b[^'";]*?from\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

type Import = { specifier: string; typeOnly: boolean };

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORTS)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
    typeOnly: /^(?:import|export)\s+type\b/.test(match[0]),
  }));
}

/** "../call/state.ts" seen from src/host/host.ts → "src/call/state.ts". */
function target(file: string, specifier: string): string {
  return normalize(join(dirname(file), specifier));
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

/** Why this import may not stand in this file, or null. */
function objection(file: string, door: Door, { specifier, typeOnly }: Import): string | null {
  const room = ROOM_OF(file);
  if (specifier.startsWith('.')) {
    const other = ROOM_OF(target(file, specifier));
    const open = other === room || door.rooms.includes(other) || (typeOnly && door.types.includes(other));
    return open
      ? null
      : `${file} opens a door that is not there: ${room} may not import ${other}. ${door.why}`;
  }
  if (specifier.startsWith('node:')) {
    if (door.packages.includes('node')) return null;
    return `${file} uses ${specifier}: ${room} does not run in Node.`;
  }
  const name = specifier.startsWith('#') ? specifier : packageOf(specifier);
  return door.packages.includes(name) ? null : `${file} uses ${name}, which ${room} may not. ${door.why}`;
}

function violations(file: string, door: Door): string[] {
  return importsOf(file).flatMap((one) => objection(file, door, one) ?? []);
}

describe('the house', () => {
  it('opens only the doors in the table', () => {
    const broken = sources
      .filter((file) => !isTest(file))
      .flatMap((file) => {
        const door = DOORS[ROOM_OF(file)];
        return door ? violations(file, door) : [];
      });
    expect(broken).toEqual([]);
  });

  it('has a door in the table for every room of src', () => {
    const rooms = new Set(sources.filter((file) => file.startsWith('src/')).map(ROOM_OF));
    expect([...rooms].filter((room) => !(room in DOORS))).toEqual([]);
  });

  it('knows each SDK in one folder', () => {
    const strays = sources.flatMap((file) =>
      importsOf(file)
        .map(({ specifier }) => packageOf(specifier))
        .filter((name) => {
          const homes = GUARDED_PACKAGES[name];
          return homes && !homes.some((home) => file.startsWith(home));
        })
        .map((name) => `${file} imports ${name}, which lives only in ${GUARDED_PACKAGES[name]?.join(', ')}`),
    );
    expect(strays).toEqual([]);
  });

  it('keeps files at 250 lines and entrypoints at 40', () => {
    const long = sources.flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n').length - 1;
      const limit = file.startsWith('entrypoints/') ? 40 : 250;
      return lines > limit ? [`${file} has ${lines} lines (limit ${limit}): split it by subject.`] : [];
    });
    expect(long).toEqual([]);
  });

  it('has no drawer: a folder or file is named after a thing', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|shared|types|services?|managers?|misc)(\/|\.tsx?$)/i;
    expect(sources.filter((file) => drawer.test(file))).toEqual([]);
  });

  it('says `any` only where an SDK is met', () => {
    const loose = sources
      .filter((file) => file.startsWith('src/') && !/^src\/phones\/\w+\//.test(file))
      .filter((file) =>
        /(:|<|\bas)\s*any\b/.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
      );
    expect(loose).toEqual([]);
  });

  it('keeps ARCHITECTURE.md at 150 lines and naming every room', () => {
    const text = readFileSync('ARCHITECTURE.md', 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(150);
    expect(Object.keys(DOORS).filter((room) => !text.includes(`${room.replace('src/', '')}`))).toEqual([]);
  });

  it('speaks every language completely', () => {
    const locales = files.filter((file) => /^locales\/.*\.json$/.test(file));
    const keys = (file: string) => Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort();
    for (const locale of locales)
      expect({ locale, keys: keys(locale) }).toEqual({ locale, keys: keys('locales/en.json') });
  });

  it('holds no secret, no machine path and no skipped test', () => {
    const forbidden =
      /-----BEGIN [A-Z ]*PRIVATE KEY|(^|[\s'"`(=])\/(root|home)\/|\b(it|test|describe)\.(only|skip|todo)\(/m;
    const texts = files.filter(
      (file) => /\.(ts|tsx|mjs|md|json|cfg|html|css|sh)$/.test(file) && !file.startsWith('test/architecture'),
    );
    expect(texts.filter((file) => forbidden.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
