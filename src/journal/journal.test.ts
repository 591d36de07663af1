import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import type { CallRecord } from '../call/record.ts';
import { openJournal } from './journal.ts';
import { freshDatabase, record } from './rehearsal.ts';

beforeEach(freshDatabase);

test('a written record is read back', async () => {
  const journal = await openJournal();
  await journal.write(record('a', { name: 'Ada' }));
  expect(await journal.recent(10)).toEqual([record('a', { name: 'Ada' })]);
});

test('a record written twice is one record, as it was last', async () => {
  const journal = await openJournal();
  await journal.write(record('a'));
  await journal.write(record('a', { outcome: 'busy', endedAt: 2_000 }));
  expect(await journal.recent(10)).toEqual([record('a', { outcome: 'busy', endedAt: 2_000 })]);
});

test('writes that nobody waits for land in the order they were made', async () => {
  const journal = await openJournal();
  const outcomes = ['open', 'connected', 'declined', 'canceled'] as const;
  await Promise.all(outcomes.map((outcome) => journal.write(record('a', { outcome }))));
  expect((await journal.recent(1))[0]?.outcome).toBe('canceled');
});

test('the newest calls come first, and no more than asked for', async () => {
  const journal = await openJournal();
  for (const [id, startedAt] of [
    ['b', 200],
    ['c', 300],
    ['a', 100],
  ] as const) {
    await journal.write(record(id, { startedAt }));
  }
  expect((await journal.recent(2)).map(({ id }) => id)).toEqual(['c', 'b']);
  expect(await journal.recent(0)).toEqual([]);
});

test('what an earlier life of the host left open was interrupted', async () => {
  const journal = await openJournal();
  await journal.write(record('lost', { hostId: 'earlier life' }));
  expect(await journal.closeInterrupted('this life', 9_000)).toBe(1);
  expect(await journal.recent(1)).toEqual([
    record('lost', { hostId: 'earlier life', outcome: 'interrupted', endedAt: 9_000 }),
  ]);
});

test('finished calls and the calls of this life are left as they are', async () => {
  const journal = await openJournal();
  const finished = record('done', {
    hostId: 'earlier life',
    outcome: 'connected',
    endedAt: 2_000,
    startedAt: 2,
  });
  await journal.write(finished);
  await journal.write(record('mine', { startedAt: 1 }));
  expect(await journal.closeInterrupted('this life', 9_000)).toBe(0);
  expect(await journal.recent(10)).toEqual([finished, record('mine', { startedAt: 1 })]);
});

test('records outlive the connection', async () => {
  const first = await openJournal();
  await first.write(record('a'));
  first.close();
  const second = await openJournal();
  expect(await second.recent(10)).toEqual([record('a')]);
});

test('a connection that was closed underneath is opened again', async () => {
  const journal = await openJournal();
  await journal.write(record('a'));
  journal.close();
  await journal.write(record('b', { startedAt: 2_000 }));
  expect((await journal.recent(10)).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('a journal of a newer version makes room for an empty one', async () => {
  const newer = await openDB('offhook-journal', 99);
  newer.close();
  const journal = await openJournal();
  await journal.write(record('a'));
  expect(await journal.recent(10)).toEqual([record('a')]);
});

test('a journal in use makes way for a newer version', async () => {
  const journal = await openJournal();
  await journal.write(record('a'));
  const newer = await openDB('offhook-journal', 98);
  expect(newer.version).toBe(98);
  newer.close();
});

test('a browser that gives no database is an error to catch', async () => {
  globalThis.indexedDB = {
    open() {
      throw new DOMException('no storage', 'SecurityError');
    },
  } as unknown as IDBFactory;
  await expect(openJournal()).rejects.toThrow('no storage');
});

test('the calls that were dialled to a number are counted, from a time on', async () => {
  const journal = await openJournal();
  const calls: [string, Partial<CallRecord>][] = [
    ['before', { startedAt: 999 }],
    ['first', { startedAt: 1_000 }],
    ['second', { startedAt: 2_000, outcome: 'busy' }],
    ['other number', { startedAt: 2_000, number: '+14155550102' }],
    ['incoming', { startedAt: 2_000, direction: 'incoming' }],
  ];
  for (const [id, changes] of calls) await journal.write(record(id, changes));
  expect(await journal.countDialled('+14155550101', 1_000)).toBe(2);
});

test('what is older than wanted is forgotten, but no call that is still up', async () => {
  const journal = await openJournal();
  await journal.write(record('old', { startedAt: 999, outcome: 'connected' }));
  await journal.write(record('long', { startedAt: 999, outcome: 'open' }));
  await journal.write(record('new', { startedAt: 1_000, outcome: 'connected' }));
  expect(await journal.forgetBefore(1_000)).toBe(1);
  expect((await journal.recent(10)).map(({ id }) => id)).toEqual(['new', 'long']);
});
