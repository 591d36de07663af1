/** The rows that Kamailio's processes append, each to a file of its own, read on from where a reader was. */
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './writeWhole.ts';

/** How far each file was read, in bytes. */
export type Position = Readonly<Record<string, number>>;

const ROWS = /^calls_\d+\.log$/;
const NEWLINE = 10;

/** Whole rows only: the end of a row that is being written waits for the next time. */
export function readRows(
  folder: string,
  from: Position,
): { readonly rows: string[]; readonly position: Position } {
  const rows: string[] = [];
  const position: Record<string, number> = {};
  for (const file of readdirSync(folder)
    .filter((name) => ROWS.test(name))
    .sort()) {
    const start = from[file] ?? 0;
    const bytes = readFrom(join(folder, file), start);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    rows.push(...bytes.toString('utf8', 0, end).split('\n').filter(Boolean));
    position[file] = start + end;
  }
  return { rows, position };
}

/** A file that is shorter than it was is another one, of a process with the same number: it is read whole. */
function readFrom(path: string, start: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const from = size < start ? 0 : start;
    const bytes = Buffer.alloc(size - from);
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
  } finally {
    closeSync(file);
  }
}

export function loadPosition(path: string): Position {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Position) : {};
}

export function savePosition(path: string, position: Position): void {
  writeWhole(path, JSON.stringify(position));
}
