/** The rows that Kamailio's processes append, each to files of its own, read on from where a reader was. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** How far each file was read, in bytes. */
export type Position = Readonly<Record<string, number>>;

const NEWLINE = 10;

/** Of `table`, whole rows only: the end of a row that is being written waits for the next time. */
export function readRows(
  folder: string,
  table: 'calls' | 'begun' | 'starts',
  from: Position,
): { readonly rows: string[]; readonly position: Position } {
  const rows: string[] = [];
  const position: Record<string, number> = {};
  const isTable = new RegExp(`^${table}_\\d+\\.log$`);
  for (const file of readdirSync(folder)
    .filter((name) => isTable.test(name))
    .sort()) {
    const { bytes, start } = readFrom(join(folder, file), from[file] ?? 0);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    rows.push(...bytes.toString('utf8', 0, end).split('\n').filter(Boolean));
    position[file] = start + end;
  }
  return { rows, position };
}

/** A file that is shorter than it was is another one, of a process with the same number: it is read whole. */
function readFrom(path: string, from: number): { readonly bytes: Buffer; readonly start: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const start = size < from ? 0 : from;
    const bytes = Buffer.alloc(size - start);
    return { bytes: bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start)), start };
  } finally {
    closeSync(file);
  }
}
