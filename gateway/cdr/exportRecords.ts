/** Rows → records → sinks, each sink from where it was: one that cannot be reached holds up no other and loses nothing. */
import { join } from 'node:path';
import { settleCalls } from './openCalls.ts';
import { loadProgress, type Progress, saveProgress } from './progress.ts';
import { parseRow, type Row } from './record.ts';
import { readRows } from './rows.ts';
import type { Sink } from './sinks.ts';

export type Exported = { readonly sink: string; readonly records: number; readonly unread: number };

/**
 * Brings what is new in `run` (see foldersOf) to the sink. Rejects, with nothing forgotten, when the sink does.
 * `unread`: rows that are none.
 */
export async function exportRecords(run: string, sink: Sink): Promise<Exported> {
  const file = join(run, `calls.${sink.name}.json`);
  const progress = loadProgress(file);
  const { position, read, unread, rows } = readAll(run, progress);
  if (read === 0) return { sink: sink.name, records: 0, unread };
  const { records, open } = settleCalls(progress.open, rows);
  if (records.length > 0) {
    saveProgress(file, { ...progress, isKeeping: true });
    await sink.keep(records, progress.isKeeping);
  }
  saveProgress(file, { position, open, isKeeping: false });
  return { sink: sink.name, records: records.length, unread };
}

/** In the order that settleCalls asks for. */
function readAll(run: string, { position }: Progress) {
  const starts = readRows(run, 'starts', position);
  const ended = readRows(run, 'calls', position);
  const begun = readRows(run, 'begun', position);
  const read = [starts, ended, begun].flatMap(({ rows }) => rows);
  const parsed = (rows: readonly string[]): Row[] => rows.map(parseRow).filter((row) => row !== null);
  const rows = { starts: parsed(starts.rows), ended: parsed(ended.rows), begun: parsed(begun.rows) };
  return {
    position: { ...starts.position, ...ended.position, ...begun.position },
    rows,
    read: read.length,
    unread: read.length - rows.starts.length - rows.ended.length - rows.begun.length,
  };
}
