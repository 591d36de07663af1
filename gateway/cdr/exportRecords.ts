/** Rows → records → sinks, each sink from where it was: one that cannot be reached holds up no other and loses nothing. */
import { join } from 'node:path';
import { parseRow } from './record.ts';
import { loadPosition, readRows, savePosition } from './rows.ts';
import type { Sink } from './sinks.ts';

export type Exported = { readonly sink: string; readonly records: number; readonly unread: number };

/**
 * Brings what is new in `run` (see foldersOf) to the sink. Rejects, with nothing forgotten, when the sink does.
 * `unread`: rows that are none.
 */
export async function exportRecords(run: string, sink: Sink): Promise<Exported> {
  const positionFile = join(run, `calls.${sink.name}.json`);
  const { rows, position } = readRows(run, loadPosition(positionFile));
  const parsed = rows.map(parseRow);
  const records = parsed.filter((record) => record !== null);
  if (records.length > 0) await sink.keep(records);
  if (rows.length > 0) savePosition(positionFile, position);
  return { sink: sink.name, records: records.length, unread: parsed.length - records.length };
}
