import { expect, test } from 'vitest';
import { newCallId } from '../call/callId.ts';
import { parseAnnouncement } from '../messages/parse.ts';
import { CREDENTIALS, callId, DESK, FakeJournal, HOME, rehearse, remote, settled } from './rehearsal.ts';

test('what is set reaches loudspeaker and tones', async () => {
  const host = rehearse();
  await host.configure({ speaker: 'headset', ringer: 'desk' });
  expect(host.used).toMatchObject(['headset', { speaker: 'headset', ringer: 'desk' }]);
});

test('erasing takes the calls that are over out of the journal and off the screens, and leaves the one that is up', async () => {
  const host = rehearse();
  const phone = await host.ready();
  phone.says({ type: 'callOffered', callId: callId('up'), remote: remote() });
  phone.says({ type: 'callOffered', callId: callId('over'), remote: remote('+442079460018') });
  phone.says({ type: 'callEnded', callId: callId('over'), by: 'remote' });
  const waiting = { remote: remote(), text: 't', country: 'US', why: 'site' } as const;
  await host.command({ type: 'raise', raised: { ...waiting, callId: newCallId() } });
  expect(await host.ask({ type: 'eraseJournal' })).toEqual({ ok: true, value: null });
  expect((await host.state()).raised).toBeNull();
  expect(host.journal.forgotten.at(-1)).toBe(Number.POSITIVE_INFINITY);
  expect((await host.state()).calls.map(({ id }) => id)).toEqual(['up']);
});

test('a journal that cannot be erased is no success', async () => {
  const journal = new FakeJournal();
  journal.forgetBefore = () => Promise.reject(new Error('locked'));
  const host = rehearse({ openJournal: async () => journal });
  expect(await host.ask({ type: 'eraseJournal' })).toMatchObject({ ok: false });
});

test('what is announced can be read by every screen: lines, routes taken, reasons given, numbers that wait', async () => {
  const host = rehearse();
  const desk = await host.ready();
  await host.ready({ ...CREDENTIALS, identity: 'two' }, HOME);
  desk.says({ type: 'lineConnecting', attempt: 2, retryAt: 5_000 });
  const id = newCallId();
  await host.command({ type: 'dial', callId: id, remote: remote(), override: 'asked for it' });
  const raised = { remote: remote('+442079460018'), text: 't', country: 'GB', why: 'site' } as const;
  const site = 'https://crm.example';
  await host.command({ type: 'raise', raised: { ...raised, callId: newCallId(), site, dialsAt: 3_000 } });
  await settled();
  for (const state of host.announced)
    expect(parseAnnouncement({ type: 'snapshot', state }), JSON.stringify(state)).not.toBeNull();
  const last = host.announced.at(-1);
  expect(last?.calls).toMatchObject([{ id, accountId: HOME, override: 'asked for it' }]);
  expect(last?.raised).toMatchObject({ site, dialsAt: 3_000 });
});

test('a line is looked at when it is open and nobody talks', async () => {
  const host = rehearse();
  const look = () => host.ask({ type: 'checkLine', accountId: DESK });
  expect(await look()).toMatchObject({ ok: false, failure: { code: 'line-not-ready' } });
  const phone = await host.ready();
  expect(await look()).toEqual({
    ok: true,
    value: [{ what: 'registration', target: 'ready', verdict: 'ok' }],
  });
  phone.says({ type: 'callOffered', callId: callId('up'), remote: remote() });
  expect(await look()).toMatchObject({ ok: false, failure: { code: 'not-supported' } });
});
