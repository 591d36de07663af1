import { expect, test } from 'vitest';
import { callId, FakeJournal, rehearse, remote, settled } from './rehearsal.ts';

const DAY_MS = 86_400_000;
const NOW = 1_000;

test('nothing is forgotten before somebody said for how long it is kept', async () => {
  const host = rehearse();
  await host.started;
  host.clock.advance(3 * DAY_MS);
  await settled();
  expect(host.journal.forgotten).toEqual([]);
});

test('what is older than the days that are set is forgotten at once, and again every day', async () => {
  const host = rehearse();
  await host.started;
  await host.configure({ historyDays: 30 });
  await settled();
  expect(host.journal.forgotten).toEqual([NOW - 30 * DAY_MS]);
  host.clock.advance(DAY_MS);
  await settled();
  expect(host.journal.forgotten).toEqual([NOW - 30 * DAY_MS, NOW - 29 * DAY_MS]);
});

test('other settings change nothing of it; other days do, at once', async () => {
  const host = rehearse();
  await host.configure({ historyDays: 30 });
  await host.configure({ historyDays: 30, theme: 'dark' });
  await host.configure({ historyDays: 10 });
  await settled();
  expect(host.journal.forgotten).toEqual([NOW - 30 * DAY_MS, NOW - 10 * DAY_MS]);
  host.clock.advance(DAY_MS);
  await settled();
  expect(host.journal.forgotten).toHaveLength(3);
});

test('what was forgotten is no missed call any more', async () => {
  const host = rehearse();
  const phone = await host.ready();
  phone.says({ type: 'callOffered', callId: callId('in'), remote: remote('+442079460018') });
  phone.says({ type: 'callEnded', callId: callId('in'), by: 'remote' });
  await settled();
  expect((await host.state()).missed).toBe(1);
  host.journal.forgetBefore = async () => host.journal.writes.splice(0).length;
  host.clock.advance(DAY_MS);
  await settled();
  expect((await host.state()).missed).toBe(0);
});

test('a journal that cannot forget stops nobody', async () => {
  const journal = new FakeJournal();
  journal.forgetBefore = () => Promise.reject(new Error('full'));
  const host = rehearse({ openJournal: async () => journal });
  expect(await host.configure({ historyDays: 30 })).toEqual({ ok: true, value: null });
  await settled();
  expect(host.complaints.join()).toContain('trim the journal');
});
