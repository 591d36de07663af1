// Several calls at once: who waits, who is talked with, how many there are, and that nothing that is set ends one.
import { describe, expect, test } from 'vitest';
import { callId, remote, settled } from './rehearsal.ts';
import { JOINING, live, type Rehearsal } from './rehearsedCalls.ts';

const CALLER = remote('+442079460018');
const statuses = async (host: Rehearsal) =>
  (await host.state()).calls.map(({ id, status }) => `${id} ${status}`);

/** "a" is talked with, "in" knocks. */
async function knocking() {
  const { host, phone } = await live();
  phone.says({ type: 'callOffered', callId: callId('in'), remote: CALLER });
  await settled();
  return { host, phone };
}

describe('a call that knocks', () => {
  test('is heard once, under the voice of the call that is up', async () => {
    const { host, phone } = await knocking();
    phone.says({ type: 'callOffered', callId: callId('in'), remote: CALLER });
    expect(host.sounds.filter((sound) => sound === 'callWaiting')).toHaveLength(1);
    expect((await host.state()).activeCallId).toBe('a');
  });

  test('is answered by letting the other one wait', async () => {
    const { host, phone } = await knocking();
    await host.command({ type: 'answer', callId: callId('in') });
    phone.says({ type: 'callAnswered', callId: callId('in') });
    expect(phone.told).toEqual(['hold a', 'answer in']);
    expect(await statuses(host)).toEqual(['a held', 'in live']);
    expect((await host.state()).activeCallId).toBe('in');
  });

  test('that fifty screens answer at once is answered once', async () => {
    const { host, phone } = await knocking();
    const answers = Array.from({ length: 50 }, () => host.command({ type: 'answer', callId: callId('in') }));
    await Promise.all(answers);
    expect(phone.told).toEqual(['hold a', 'answer in']);
  });

  test('can be declined without a word to the one that is up', async () => {
    const { host, phone } = await knocking();
    await host.command({ type: 'hangUp', callId: callId('in') });
    expect(phone.told).toEqual(['hangUp in']);
    expect(await statuses(host)).toEqual(['a live', 'in ended']);
  });
});

describe('two calls', () => {
  test('are swapped: first the one waits, then the other one is talked with', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    await host.command({ type: 'resume', callId: callId('a') });
    expect(phone.told).toEqual(['hold b', 'resume a']);
    expect(await statuses(host)).toEqual(['a live', 'b held']);
    await host.command({ type: 'resume', callId: callId('b') });
    expect(await statuses(host)).toEqual(['a held', 'b live']);
  });

  test('never become none by one hanging up: the other one still waits', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    await host.command({ type: 'hangUp', callId: callId('b') });
    expect(phone.told).toEqual(['hangUp b']);
    expect(await statuses(host)).toEqual(['a held', 'b ended']);
    expect((await host.state()).activeCallId).toBe('a');
  });
});

describe('four calls', () => {
  test('are as many as there are: one is talked with, the others wait, a fifth is refused', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b', 'c', 'd']);
    expect(await statuses(host)).toEqual(['a held', 'b held', 'c held', 'd live']);
    expect(await host.dial('e', '+14155550109')).toMatchObject({ failure: { code: 'too-many-calls' } });
    expect(phone.told).toEqual([]);
  });

  test('refuse what does not fit them', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b', 'c', 'd']);
    const refused = { ok: false, failure: { code: 'not-supported' } };
    for (const command of [
      { type: 'hold', callId: callId('a') },
      { type: 'resume', callId: callId('d') },
      { type: 'sendDigits', callId: callId('b'), digits: '1' },
      { type: 'completeTransfer', callId: callId('d') },
      { type: 'unmix', callId: callId('d') },
    ] as const)
      expect(await host.command(command)).toEqual(refused);
    expect(phone.told).toEqual([]);
  });
});

test('whatever is set or ordered while a call is up, the call goes on', async () => {
  const { host, phone } = await live(JOINING, ['a', 'b']);
  const before = await statuses(host);
  await host.configure({
    doNotDisturb: true,
    autoAnswerSeconds: 5,
    noiseSuppression: false,
    echoCancellation: false,
    notifications: false,
    dispositions: ['Sold'],
    denyPrefixes: ['+1415'],
    callHours: 'Mo-Su 00:00-00:01',
    historyDays: 1,
    staySignedIn: 'never',
  });
  await host.ask({ type: 'orderLines', accountIds: [] });
  host.clock.advance(60_000);
  await settled();
  expect(await statuses(host)).toEqual(before);
  expect(phone.told.filter((what) => !what.startsWith('input'))).toEqual([]);
});
