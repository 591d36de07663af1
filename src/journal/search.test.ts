// What is found in the journal, and in which order.
import { beforeEach, describe, expect, test } from 'vitest';
import type { CallQuery, CallRecord } from '../call/record.ts';
import type { CallId } from '../call/state.ts';
import { type Journal, openJournal } from './journal.ts';
import { freshDatabase, record } from './rehearsal.ts';
import { openDatabase } from './schema.ts';

const DAY_MS = 86_400_000;
let journal: Journal;

beforeEach(async () => {
  freshDatabase();
  journal = await openJournal();
});

const CALLS: readonly Partial<CallRecord>[] = [
  { number: '+442079460018', name: 'Zoë Öberg', outcome: 'connected' },
  { number: '+14155550142', name: 'Ada Fielding', direction: 'incoming', outcome: 'missed' },
  { number: '+14155550186', direction: 'incoming', outcome: 'connected' },
  { number: '+442079460099', outcome: 'busy' },
  { number: 'desk-7', outcome: 'missed', direction: 'incoming' },
];

async function found(query: Partial<CallQuery>): Promise<string[]> {
  return (await journal.search({ limit: 50, ...query })).map(({ id }) => id);
}

describe('among five calls', () => {
  beforeEach(async () => {
    for (const [index, call] of CALLS.entries())
      await journal.write(record(`${index}`, { startedAt: 1_000 + index, ...call }));
    await journal.note('2' as CallId, { note: 'Wants the Größe XL', disposition: 'Call back' });
  });

  test.each<[string, Partial<CallQuery>, string[]]>([
    ['nothing in particular is everything, the newest first', {}, ['4', '3', '2', '1', '0']],
    ['an empty text is no condition', { text: '  ' }, ['4', '3', '2', '1', '0']],
    ['part of a name', { text: 'field' }, ['1']],
    ['another case', { text: 'ADA' }, ['1']],
    ['no accents where there are some', { text: 'zoe oberg' }, ['0']],
    ['accents where there are none', { text: 'Adá' }, ['1']],
    ['words in any order', { text: 'fielding ada' }, ['1']],
    ['words of which one is not there', { text: 'ada oberg' }, []],
    ['digits of a number', { text: '5550142' }, ['1']],
    ['a number with separators', { text: '(415) 555-0142' }, ['1']],
    ['a number as it is dialled at home', { text: '020 7946 0018' }, ['0']],
    ['a number as it is printed for the world', { text: '+44 (0)20 7946' }, ['3', '0']],
    ['a number in digits of another script', { text: '٤١٥٥٥٥' }, ['2', '1']],
    ['a far end without a number', { text: 'desk-7' }, ['4']],
    ['a word of the note', { text: 'große' }, ['2']],
    ['a word of the outcome that was noted', { text: 'call back' }, ['2']],
    ['a direction', { direction: 'outgoing' }, ['3', '0']],
    ['what was missed', { missed: true }, ['4', '1']],
    ['all conditions at once', { missed: true, direction: 'incoming', text: 'ada' }, ['1']],
    ['what began before', { before: 1_002 }, ['1', '0']],
    ['no more than asked for', { limit: 2 }, ['4', '3']],
    ['none when none is asked for', { limit: 0 }, []],
    ['one that nobody called', { text: '+61 2 5550 0000' }, []],
  ])('%s', async (_, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });
});

test('ten thousand calls of two years are paged through without a gap or a double', async () => {
  const database = await openDatabase(() => {});
  const transaction = database.transaction('calls', 'readwrite');
  for (let index = 0; index < 10_000; index += 1)
    void transaction.store.put(
      record(`${index}`, {
        startedAt: index * (DAY_MS / 14) + 1,
        number: `+1415555${1_000 + (index % 100)}`,
      }),
    );
  await transaction.done;
  database.close();
  const seen: string[] = [];
  for (let before: number | undefined; ; ) {
    const page = await journal.search({ limit: 900, ...(before !== undefined && { before }) });
    if (page.length === 0) break;
    seen.push(...page.map(({ id }) => id));
    before = page.at(-1)?.startedAt;
  }
  expect(seen).toEqual(Array.from({ length: 10_000 }, (_, index) => `${9_999 - index}`));
  expect(await found({ text: '415 555 1007', limit: 1_000 })).toHaveLength(100);
});

test('after months without a call the one before them is found', async () => {
  await journal.write(record('old', { startedAt: 1 }));
  await journal.write(record('new', { startedAt: 400 * DAY_MS }));
  expect(await found({})).toEqual(['new', 'old']);
});

test('a page ends behind all calls that began in the same moment: the next one begins before it', async () => {
  const moments = { a: 5, b: 5, c: 5, d: 7, e: 3 };
  for (const [id, startedAt] of Object.entries(moments)) await journal.write(record(id, { startedAt }));
  expect(await found({ limit: 2 })).toEqual(['d', 'c', 'b', 'a']);
  expect(await found({ limit: 2, before: 5 })).toEqual(['e']);
});
