// Which line carries a call, and what happens when that line is lost before the call has left.
import { describe, expect, test } from 'vitest';
import type { AccountId } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';
import {
  ABLE,
  CREDENTIALS,
  callId,
  DESK,
  FakeJournal,
  HOME,
  rehearse,
  remote,
  settled,
} from './rehearsal.ts';

const A = callId('a');
const OTHER = { ...CREDENTIALS, identity: 'other@demo.offhook.test' };
const MINE = '+442079460050' as E164;
const SIP = {
  kind: 'sip',
  servers: ['wss://sip.example/ws'],
  user: 'anna',
  domain: 'sip.example',
  password: 'x',
  iceServers: [],
  callerIds: [MINE],
} as const;

/** DESK and HOME, both ready, and a journal that answers when the test says so. */
async function both(changes: Parameters<typeof rehearse>[0] = {}) {
  const host = rehearse(changes);
  const desk = await host.ready();
  const home = await host.ready(OTHER, HOME);
  const dials = () => host.phones.map(({ told }) => told.filter((what) => what.startsWith('dial')));
  return { host, desk, home, dials };
}

/** The same with call `a` accepted and its record not on disk yet. */
async function written() {
  const disk = Promise.withResolvers<void>();
  const journal = new FakeJournal();
  const { write } = journal;
  journal.write = async (record) => {
    await write(record);
    if (record.outcome === 'open') await disk.promise;
  };
  const all = await both({ openJournal: async () => journal });
  await all.host.dial('a');
  await settled();
  return { ...all, disk, journal };
}

describe('a call is carried', () => {
  test('by the default line', async () => {
    const { host, dials } = await both();
    await host.dial('a');
    await settled();
    expect(dials()).toEqual([['dial a'], []]);
    expect((await host.state()).calls[0]?.accountId).toBe(DESK);
    expect(host.journal.writes[0]?.accountId).toBe(DESK);
  });

  test('by the line that was chosen', async () => {
    const { host, dials } = await both();
    await host.dial('a', undefined, { accountId: HOME });
    await settled();
    expect(dials()).toEqual([[], ['dial a']]);
  });

  test('by the line that a route names, by prefix or by the site where the number was clicked', async () => {
    const { host, dials } = await both();
    const site = 'https://crm.example';
    await host.configure({
      routes: [
        { prefix: '+44', account: 'home@example' },
        { site, account: HOME },
      ],
    });
    await host.dial('a', '+442079460018');
    const raised = { callId: callId('b'), remote: remote('+33199000011'), text: 't', country: 'FR' } as const;
    await host.command({ type: 'raise', raised: { ...raised, why: 'prefix', site } });
    await host.dial('b', '+33199000011');
    await host.dial('c', '+33199000012');
    await settled();
    expect(dials()).toEqual([['dial c'], ['dial a', 'dial b']]);
  });

  test('by the next line that is ready, where the preferred one is not', async () => {
    const { host, desk, dials } = await both();
    desk.says({ type: 'lineFailed', failure: { code: 'server-unreachable' } });
    expect(await host.dial('a')).toMatchObject({ ok: true });
    await settled();
    expect(dials()).toEqual([[], ['dial a']]);
  });

  test('by no other line than the chosen one', async () => {
    const { host, home, dials } = await both();
    home.says({ type: 'lineConnecting', attempt: 1 });
    for (const accountId of [HOME, 'gone' as AccountId])
      expect(await host.dial('a', undefined, { accountId })).toMatchObject({
        failure: { code: 'line-not-ready' },
      });
    await settled();
    expect(dials()).toEqual([[], []]);
  });

  test('by a line whose account shows the chosen number, and with that number', async () => {
    const { host, dials } = await both();
    await host.ready(SIP, 'sip' as AccountId);
    await host.dial('a', undefined, { callerId: MINE });
    await settled();
    expect(dials()).toEqual([[], [], [`dial a as ${MINE}`]]);
    const refused = await host.dial('b', undefined, { accountId: DESK, callerId: MINE });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'not-supported' } });
  });

  test('beside a live one on another line, which waits', async () => {
    const { host, desk, home } = await both();
    await host.dial('a');
    await settled();
    desk.says({ type: 'callAnswered', callId: A });
    await host.dial('b', undefined, { accountId: HOME });
    await settled();
    expect([desk.told.at(-1), home.told.at(-1)]).toEqual(['hold a', 'dial b']);
  });

  test('not beside a live one that cannot wait', async () => {
    const host = rehearse({}, { ...ABLE, hold: false });
    const desk = await host.ready();
    const home = await host.ready(OTHER, HOME);
    desk.says({ type: 'callOffered', callId: A, remote: remote() });
    desk.says({ type: 'callAnswered', callId: A });
    const refused = { ok: false, failure: { code: 'too-many-calls' } };
    expect(await host.dial('b', undefined, { accountId: HOME })).toEqual(refused);
    home.says({ type: 'callOffered', callId: callId('c'), remote: remote() });
    expect(await host.command({ type: 'answer', callId: callId('c') })).toEqual(refused);
  });
});

describe('a line that is lost before the call has left', () => {
  test('gives it to the next one, which alone sends it', async () => {
    const { host, desk, dials, disk } = await written();
    desk.says({ type: 'lineConnecting', attempt: 1 });
    disk.resolve();
    await settled();
    expect(dials()).toEqual([[], ['dial a']]);
    expect((await host.state()).calls).toMatchObject([{ id: 'a', status: 'dialing', accountId: HOME }]);
  });

  test('is told to let go of what it prepared, and ends nothing by that', async () => {
    const { host, desk, home, disk } = await written();
    desk.onTold = (what) => {
      if (what === 'hangUp a') desk.says({ type: 'callEnded', callId: A, by: 'local' });
    };
    desk.says({ type: 'lineConnecting', attempt: 1 });
    disk.resolve();
    await settled();
    expect(desk.told).toContain('hangUp a');
    home.says({ type: 'callRinging', callId: A, earlyMedia: false });
    expect((await host.state()).calls[0]?.status).toBe('ringing');
  });

  test('may say so itself: the call goes on', async () => {
    const { host, desk, dials, disk, journal } = await written();
    desk.says({ type: 'callEnded', callId: A, by: 'local', failure: { code: 'line-not-ready' } });
    disk.resolve();
    await settled();
    expect(dials()).toEqual([[], ['dial a']]);
    expect((await host.state()).calls[0]?.status).toBe('dialing');
    expect(journal.writes.map(({ outcome, accountId }) => [outcome, accountId])).toEqual([
      ['open', DESK],
      ['open', HOME],
    ]);
  });

  test('gives it to the next one also after it was cleared, when it knows that nothing was sent', async () => {
    const { host, desk, dials } = await both();
    await host.dial('a');
    await settled();
    const failure = { code: 'server-unreachable' } as const;
    desk.says({ type: 'callEnded', callId: A, by: 'local', failure, unsent: true });
    await settled();
    expect(dials()[1]).toEqual(['dial a']);
    expect((await host.state()).calls[0]).toMatchObject({ status: 'dialing', accountId: HOME });
  });

  test('ends the call where it was chosen, or where there is no other', async () => {
    const failure = { code: 'line-not-ready' } as const;
    const { host, desk, home, dials } = await both();
    await host.dial('a', undefined, { accountId: DESK });
    desk.says({ type: 'callEnded', callId: A, by: 'local', failure, unsent: true });
    home.says({ type: 'lineClosed' });
    await host.dial('b');
    await settled();
    desk.says({ type: 'callEnded', callId: callId('b'), by: 'local', failure, unsent: true });
    await settled();
    expect((await host.state()).calls).toMatchObject([{ id: 'b', status: 'ended', failure }]);
    expect(dials()[1]).toEqual([]);
  });
});

describe('a call stays where it is', () => {
  test.each([
    ['it may have left', { failure: { code: 'server-unreachable' } }],
    ['it was refused by a rule of the server', { failure: { code: 'number-forbidden' }, unsent: true }],
    ['the callee is busy', { failure: { code: 'busy' } }],
    ['it was hung up', {}],
  ] as const)('when %s', async (_, how) => {
    const { host, desk, dials } = await both();
    await host.dial('a');
    await settled();
    desk.says({ type: 'callEnded', callId: A, by: 'local', ...how });
    await settled();
    expect(dials()).toEqual([['dial a'], []]);
    expect((await host.state()).calls[0]?.status).toBe('ended');
  });
});

test('a call that is hung up while the rules are asked is never dialled', async () => {
  const counting = Promise.withResolvers<number>();
  const journal = new FakeJournal();
  journal.countDialled = () => counting.promise;
  const { host, dials } = await both({ openJournal: async () => journal });
  await host.configure({ attemptsPerDay: 5 });
  const dialled = host.dial('a');
  const again = host.dial('a');
  await host.command({ type: 'hangUp', callId: A });
  counting.resolve(0);
  expect(await Promise.all([dialled, again])).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  await settled();
  expect(dials()).toEqual([[], []]);
  expect((await host.state()).calls).toEqual([]);
});

test('a call that was hung up goes to no other line, when its own is lost in that moment', async () => {
  const { host, desk, dials, disk } = await written();
  await host.command({ type: 'hangUp', callId: A });
  desk.says({ type: 'callEnded', callId: A, by: 'local', failure: { code: 'line-not-ready' }, unsent: true });
  disk.resolve();
  await settled();
  expect(dials()).toEqual([[], []]);
  expect((await host.state()).calls).toMatchObject([{ id: 'a', status: 'ended' }]);
});
