/** README between two marks of a name: written by the benches, read by the test that holds it to their results. */
import { readFileSync, writeFileSync } from 'node:fs';

const README = 'README.md';
const begin = (name: string) => `<!-- ${name}:begin -->`;
const end = (name: string) => `<!-- ${name}:end -->`;

/** Throws where README has no such marks: a figure that nobody reads is no figure. */
export function quote(name: string, lines: readonly string[]): void {
  const { before, after } = around(name);
  writeFileSync(README, `${before}${[begin(name), '', ...lines, '', end(name)].join('\n')}${after}`);
}

/** What README says there: its table lines without padding. */
export function quoted(name: string): string[] {
  return unpadded(around(name).between.split('\n'));
}

/** The same of lines that a bench would write. */
export function unpadded(lines: readonly string[]): string[] {
  return lines
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line.startsWith('|') && !/^\|[ :|-]+\|$/.test(line));
}

function around(name: string): { before: string; between: string; after: string } {
  const [before, rest = ''] = readFileSync(README, 'utf8').split(begin(name));
  const [between = '', after] = rest.split(end(name));
  if (before === undefined || after === undefined) throw new Error(`${README} has no marks named "${name}".`);
  return { before, between, after };
}
