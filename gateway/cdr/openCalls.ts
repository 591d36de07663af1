/** Which calls are up, by what Kamailio wrote, and which of them can never end because it was killed. Pure. */
import type { CallRecord, Row } from './record.ts';

/** Calls that have begun and not ended: their record's id → what is known of them. */
export type OpenCalls = Readonly<Record<string, Row>>;

/**
 * What came since the last time. All that a Kamailio wrote before the newest of `starts` has to be here or before: read
 * `starts` first, and `ended` before `begun`, or a call's end may be here before its beginning.
 */
export type NewRows = {
  readonly starts: readonly Row[];
  readonly ended: readonly Row[];
  readonly begun: readonly Row[];
};

/** The records of calls that are over, and those that are not. */
export function settleCalls(
  open: OpenCalls,
  { starts, ended, begun }: NewRows,
): { readonly records: readonly CallRecord[]; readonly open: OpenCalls } {
  const over = new Set(ended.map(({ record }) => record.id));
  const up = [...new Map([...entries(Object.values(open)), ...entries(begun)]).values()]
    .filter(({ record }) => !over.has(record.id))
    .map((row) => ({ ...row, boot: Math.max(row.boot, ...bootsThatKept(row, starts)) }));
  const newest = newestStart(starts);
  const isLost = (row: Row) => newest !== null && row.boot < newest.boot;
  return {
    records: [
      ...ended.map(({ record }) => record),
      ...up.filter(isLost).map(({ record }) => interrupted(record, newest?.record.endedAt)),
    ],
    open: Object.fromEntries(entries(up.filter((row) => !isLost(row)))),
  };
}

/** The last of several for one call counts: it went on to another provider. */
const entries = (rows: readonly Row[]) => rows.map((row) => [row.record.id, row] as const);

function bootsThatKept({ callId }: Row, starts: readonly Row[]): number[] {
  return starts.filter((row) => row.reason === 'Kept' && row.callId === callId).map(({ boot }) => boot);
}

function newestStart(starts: readonly Row[]): Row | null {
  const started = starts.filter(({ reason }) => reason === 'Started');
  return started.reduce<Row | null>(
    (newest, row) => (newest && newest.boot >= row.boot ? newest : row),
    null,
  );
}

function interrupted(record: CallRecord, noticedAt = record.endedAt): CallRecord {
  return { ...record, endedAt: noticedAt, seconds: null, status: null };
}
