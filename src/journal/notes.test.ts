// What the agent wrote of a call, what was missed since somebody looked, and what is forgotten.
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CallId } from '../call/state.ts';
import { type Journal, openJournal } from './journal.ts';
import { freshDatabase, record } from './rehearsal.ts';

let journal: Journal;
const id = (name: string) => name as CallId;
const recent = async () => (await journal.recent(10)).map((one) => one.id);

describe('a note', () => {
  beforeEach(async () => {
    freshDatabase();
    journal = await openJournal();
  });

  test('survives every later write of its call', async () => {
    await journal.write(record('a'));
    await journal.note(id('a'), { note: 'Wants an offer', disposition: 'Interested' });
    await journal.write(record('a', { outcome: 'connected', endedAt: 2_000 }));
    expect(await journal.recent(1)).toEqual([
      record('a', {
        outcome: 'connected',
        endedAt: 2_000,
        note: 'Wants an offer',
        disposition: 'Interested',
      }),
    ]);
  });

  test('is kept of a call that is not written down yet', async () => {
    await journal.note(id('a'), { note: 'first' });
    await journal.write(record('a'));
    expect((await journal.recent(1))[0]).toMatchObject({ note: 'first' });
  });

  test('takes the place of the one before, and an empty one removes it', async () => {
    await journal.write(record('a'));
    await journal.note(id('a'), { note: 'first', disposition: 'No answer' });
    await journal.note(id('a'), { note: 'second' });
    expect(await journal.recent(1)).toEqual([record('a', { note: 'second' })]);
    await journal.note(id('a'), { note: '' });
    expect(await journal.recent(1)).toEqual([record('a')]);
  });

  test('outlives the host that was killed in its call', async () => {
    await journal.write(record('a', { hostId: 'earlier life' }));
    await journal.note(id('a'), { note: 'half a sen' });
    expect(await journal.closeInterrupted('this life', 9_000)).toBe(1);
    expect((await journal.recent(1))[0]).toMatchObject({ outcome: 'interrupted', note: 'half a sen' });
  });

  test('is forgotten with its call, and is not there for another one of that name', async () => {
    await journal.write(record('a', { outcome: 'connected' }));
    await journal.note(id('a'), { note: 'secret' });
    expect(await journal.forget([id('a'), id('nobody')])).toBe(1);
    await journal.note(id('lost'), { note: 'of a call that never was' });
    await journal.forgetBefore(Number.POSITIVE_INFINITY);
    for (const name of ['a', 'lost']) await journal.write(record(name));
    expect((await journal.recent(2)).map(({ note }) => note)).toEqual([undefined, undefined]);
  });
});

describe('forgetting', () => {
  beforeEach(async () => {
    freshDatabase();
    journal = await openJournal();
  });

  test('takes the calls that are named and no other', async () => {
    for (const name of ['a', 'b', 'c']) await journal.write(record(name, { outcome: 'connected' }));
    expect(await journal.forget([id('a'), id('c')])).toBe(2);
    expect(await recent()).toEqual(['b']);
  });

  test('leaves a call that is still up, with its note', async () => {
    await journal.write(record('a'));
    await journal.note(id('a'), { note: 'in the call' });
    expect(await journal.forget([id('a')])).toBe(0);
    expect(await journal.forgetBefore(Number.POSITIVE_INFINITY)).toBe(0);
    expect((await journal.recent(1))[0]).toMatchObject({ note: 'in the call' });
  });
});

describe('missed calls', () => {
  beforeEach(async () => {
    freshDatabase();
    journal = await openJournal();
  });
  const missed = (name: string, endedAt: number) =>
    journal.write(
      record(name, { direction: 'incoming', outcome: 'missed', startedAt: endedAt - 500, endedAt }),
    );

  test('count until somebody looks, also after a restart', async () => {
    await missed('a', 10_000);
    await missed('b', 20_000);
    await journal.write(record('c', { outcome: 'connected', startedAt: 20_000 }));
    expect(await journal.countMissed()).toBe(2);
    await journal.markMissedSeen(15_000);
    expect(await journal.countMissed()).toBe(1);
    journal.close();
    journal = await openJournal();
    expect(await journal.countMissed()).toBe(1);
    await journal.markMissedSeen(20_000);
    expect(await journal.countMissed()).toBe(0);
  });

  test('count when they rang while somebody looked and were missed after that', async () => {
    await journal.markMissedSeen(10_000);
    await missed('a', 10_200);
    expect(await journal.countMissed()).toBe(1);
  });

  test('count no more when they are forgotten', async () => {
    await missed('a', 10_000);
    await journal.forget([id('a')]);
    expect(await journal.countMissed()).toBe(0);
  });
});

describe('a journal of the first version', () => {
  beforeEach(async () => {
    freshDatabase();
    const old = await openDB('offhook-journal', 1, {
      upgrade(database) {
        database.createObjectStore('calls', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
      },
    });
    await old.put('calls', record('missed', { direction: 'incoming', outcome: 'missed', startedAt: 5 }));
    await old.put('calls', record('lost', { hostId: 'earlier life', startedAt: 4 }));
    await old.put('calls', record('done', { outcome: 'connected', startedAt: 3 }));
    old.close();
    journal = await openJournal();
  });

  test('keeps its records, which can be searched, noted and closed', async () => {
    expect(await recent()).toEqual(['missed', 'lost', 'done']);
    await journal.note(id('done'), { note: 'kept' });
    expect((await journal.search({ text: 'KEPT', limit: 5 })).map((one) => one.id)).toEqual(['done']);
    expect(await journal.closeInterrupted('this life', 9_000)).toBe(1);
  });

  test('brings no news: what was missed then was seen', async () => {
    expect(await journal.countMissed()).toBe(0);
  });
});

test('the journal says whether it has a call', async () => {
  await journal.write(record('a'));
  expect([await journal.has('a' as CallId), await journal.has('b' as CallId)]).toEqual([true, false]);
});
