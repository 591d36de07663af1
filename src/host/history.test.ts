import { expect, test } from 'vitest';
import type { CallId } from '../call/state.ts';
import { callId, FakeJournal, rehearse, remote, settled } from './rehearsal.ts';

const ACCEPTED = { ok: true, value: null };

async function missing(...names: string[]) {
  const host = rehearse();
  const phone = await host.ready();
  const miss = (name: string) => {
    phone.says({ type: 'callOffered', callId: callId(name), remote: remote('+442079460018') });
    phone.says({ type: 'callEnded', callId: callId(name), by: 'remote' });
    return settled();
  };
  for (const name of names) await miss(name);
  return { host, phone, miss };
}

test('what is written of a call goes to the journal as it was written', async () => {
  const host = rehearse();
  await host.ready();
  await host.dial('a');
  const note = { note: 'Wants an offer', disposition: 'Interested' };
  expect(await host.ask({ type: 'noteCall', callId: callId('a'), note })).toEqual(ACCEPTED);
  expect(host.journal.notes.get(callId('a'))).toEqual(note);
});

test('what is written of a call that was forgotten is kept nowhere', async () => {
  const { host } = await missing('over');
  await host.ask({ type: 'forgetCalls', callIds: [callId('over')] });
  const note = { note: 'Wants an offer' };
  expect(await host.ask({ type: 'noteCall', callId: callId('over'), note })).toEqual(ACCEPTED);
  expect(host.journal.notes.size).toBe(0);
});

test('a search is the journal’s', async () => {
  const host = rehearse();
  await host.ready();
  await host.dial('a');
  const query = { text: '0101', limit: 5 };
  expect(await host.ask({ type: 'searchCalls', query })).toMatchObject({ ok: true, value: [{ id: 'a' }] });
  expect(host.journal.queries).toEqual([query]);
});

test('a call that is forgotten is off the screens too, but none that is up', async () => {
  const { host, phone } = await missing('over', 'other');
  phone.says({ type: 'callOffered', callId: callId('up'), remote: remote() });
  const callIds = ['over', 'up'] as CallId[];
  expect(await host.ask({ type: 'forgetCalls', callIds })).toEqual(ACCEPTED);
  expect(host.journal.forgotten.slice(-2)).toEqual(callIds);
  expect((await host.state()).calls.map(({ id }) => id)).toEqual(['up']);
});

test('all calls that are over are forgotten when none is named', async () => {
  const { host } = await missing('over');
  expect(await host.ask({ type: 'forgetCalls' })).toEqual(ACCEPTED);
  expect(host.journal.forgotten.at(-1)).toBe(Number.POSITIVE_INFINITY);
  expect((await host.state()).calls).toEqual([]);
});

test('missed calls are counted as they are missed, until somebody looks', async () => {
  const { host, miss } = await missing('a', 'b');
  expect((await host.state()).missed).toBe(2);
  host.clock.advance(1_000);
  await host.ask({ type: 'markMissedSeen' });
  expect((await host.state()).missed).toBe(0);
  host.clock.advance(1_000);
  await miss('c');
  expect((await host.state()).missed).toBe(1);
});

test('a call that somebody took, declined or gave up is not missed', async () => {
  const host = rehearse();
  const phone = await host.ready();
  phone.says({ type: 'callOffered', callId: callId('taken'), remote: remote() });
  phone.says({ type: 'callAnswered', callId: callId('taken') });
  phone.says({ type: 'callOffered', callId: callId('declined'), remote: remote() });
  for (const name of ['taken', 'declined'])
    phone.says({ type: 'callEnded', callId: callId(name), by: name === 'taken' ? 'remote' : 'local' });
  await settled();
  expect((await host.state()).missed).toBe(0);
});

test('what was missed before the host started is known at its start', async () => {
  const journal = new FakeJournal();
  journal.countMissed = async () => 3;
  const host = rehearse({ openJournal: async () => journal });
  await host.started;
  expect((await host.state()).missed).toBe(3);
});

test('a journal that cannot be read is a reply and no crash', async () => {
  const host = rehearse({ openJournal: () => Promise.reject(new Error('corrupt')) });
  await host.started;
  for (const request of [
    { type: 'searchCalls', query: { limit: 5 } },
    { type: 'noteCall', callId: callId('a'), note: {} },
    { type: 'forgetCalls' },
    { type: 'markMissedSeen' },
  ] as const)
    expect(await host.ask(request)).toMatchObject({ ok: false });
});

test('what is said of a moment costs no write', async () => {
  const host = rehearse();
  const phone = await host.ready();
  await host.dial('a');
  await settled();
  phone.says({ type: 'callAnswered', callId: callId('a') });
  await settled();
  const before = host.journal.writes.length;
  phone.says({ type: 'callMuted', callId: callId('a'), muted: true });
  phone.says({ type: 'callHeld', callId: callId('a') });
  await settled();
  expect((await host.state()).calls).toMatchObject([{ muted: true, status: 'held' }]);
  expect(host.journal.writes).toHaveLength(before);
});
