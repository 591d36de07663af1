// Which records a query means, the newest first. Loaded when somebody looks at the history; what is written is journal.ts.
import type { CallNote, CallQuery, CallRecord } from '../call/record.ts';
import { normalise } from '../numbers/normalise.ts';
import type { Database, StoredCall } from './schema.ts';

/** Read at once: a page of the history is mostly within it, and a year of calls is fifty of them. */
const WINDOW_MS = 7 * 86_400_000;

type Fits = (record: CallRecord) => boolean;

/** The newest first: `limit`, and those that began in the same moment as the last of them, since the next page begins before. */
export async function search(database: Database, query: CallQuery): Promise<CallRecord[]> {
  const transaction = database.transaction(['calls', 'notes']);
  const index = transaction.objectStore('calls').index('startedAt');
  const noteOf = await notesFor(transaction.objectStore('notes'), query);
  const fits = fitsOf(query);
  const found: CallRecord[] = [];
  let end = query.before ?? Number.POSITIVE_INFINITY;
  while (found.length < query.limit) {
    const newest = await index.openKeyCursor(IDBKeyRange.upperBound(end, true), 'prev');
    if (!newest) break;
    const start = newest.key - WINDOW_MS;
    const records = await index.getAll(IDBKeyRange.bound(start, newest.key));
    found.push(
      ...records
        .reverse()
        .map((record) => withNote(record, noteOf.get(record.id)))
        .filter(fits),
    );
    end = start;
  }
  const last = found[query.limit - 1];
  const page = found.filter(({ startedAt }, index) => index < query.limit || startedAt === last?.startedAt);
  // Looked for in the notes, they are all at hand; else only those of the page are read.
  if (query.text !== undefined) return page;
  const notes = transaction.objectStore('notes');
  return Promise.all(page.map(async (record) => withNote(record, await notes.get(record.id))));
}

async function notesFor(
  store: { getAll(): Promise<(CallNote & { id: string })[]> },
  { text }: CallQuery,
): Promise<ReadonlyMap<string, CallNote>> {
  return new Map(text === undefined ? [] : (await store.getAll()).map((note) => [note.id, note]));
}

function withNote(record: StoredCall, written: CallNote | undefined): CallRecord {
  const { note, disposition } = written ?? {};
  return {
    ...record,
    ...(disposition !== undefined && { disposition }),
    ...(note !== undefined && { note }),
  };
}

function fitsOf({ direction, missed, text = '' }: CallQuery): Fits {
  const terms = termsOf(text);
  return (record) =>
    (direction === undefined || record.direction === direction) &&
    (!missed || record.outcome === 'missed') &&
    terms.every((term) => isIn(record, term));
}

/** A number is one thing to look for, however it is spaced; of words, every one. */
function termsOf(text: string): readonly string[] {
  const wanted = plain(text).trim();
  return isNumber(wanted) ? [wanted] : wanted.split(/\s+/).filter(Boolean);
}

function isIn({ number, name = '', note = '', disposition = '' }: CallRecord, term: string): boolean {
  if ([number, name, note, disposition].some((text) => plain(text).includes(term))) return true;
  return isNumber(term) && digitsOf(number).includes(nationalDigitsOf(term));
}

const isNumber = (text: string): boolean => /^\+?[\d\s().\-/]*\d[\d\s().\-/]*$/.test(text);
const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Records are E.164: the zeros in front of an area code, or of a country's, are not in them. */
const nationalDigitsOf = (text: string): string => digitsOf(text.replace('(0)', '')).replace(/^0+(?=\d)/, '');

/** Without case, accents and other scripts' digits. */
function plain(text: string): string {
  return normalise(text).text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
