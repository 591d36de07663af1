import { describe, expect, test } from 'vitest';
import { BACK_WITHIN_MS } from './mixing.ts';
import { callId, remote, settled } from './rehearsal.ts';
import { callNamed, consulting, JOINING, live, type Rehearsal } from './rehearsedCalls.ts';

const ACCEPTED = { ok: true, value: null };
const REFUSED = { ok: false, failure: { code: 'not-supported' } };
const BRIDGING = { ...JOINING, transfer: false };

const mix = (host: Rehearsal) => host.command({ type: 'mix' });
const mixOf = async (host: Rehearsal) =>
  (await host.state()).calls.map(({ id, status, mixed = '' }) => `${id} ${status} ${mixed}`.trim());

async function conference(names = ['a', 'b', 'c']) {
  const { host, phone } = await live(JOINING, names);
  await mix(host);
  phone.told.length = 0;
  return { host, phone };
}

async function bridge() {
  const { host, phone } = await consulting(BRIDGING);
  await host.command({ type: 'completeTransfer', callId: callId('b') });
  phone.told.length = 0;
  return { host, phone };
}

describe('a conference', () => {
  test('is of every call that is answered: who waited is brought back', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b', 'c']);
    phone.says({ type: 'callOffered', callId: callId('in'), remote: remote('+442079460018') });
    expect(await mix(host)).toEqual(ACCEPTED);
    expect(phone.told).toEqual(['resume a', 'resume b']);
    expect(await mixOf(host)).toEqual([
      'a live conference',
      'b live conference',
      'c live conference',
      'in offered',
    ]);
  });

  test('begins when all are back, not before', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    phone.onTold = () => {};
    await mix(host);
    expect(await mixOf(host)).toEqual(['a held', 'b live']);
    phone.says({ type: 'callResumed', callId: callId('a') });
    expect(await mixOf(host)).toEqual(['a live conference', 'b live conference']);
  });

  test('is without the one who is not back in time', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b', 'c']);
    phone.onTold = () => {};
    await mix(host);
    phone.says({ type: 'callResumed', callId: callId('b') });
    host.clock.advance(BACK_WITHIN_MS - 1);
    expect(await mixOf(host)).toEqual(['a held', 'b live', 'c live']);
    host.clock.advance(1);
    expect(await mixOf(host)).toEqual(['a held', 'b live conference', 'c live conference']);
    // A server that is away for longer would bring it back into the middle of that.
    expect(phone.told).toContain('hold a');
  });

  test('is none with one who hung up on the way back', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    phone.onTold = () => {};
    await mix(host);
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    expect(await mixOf(host)).toEqual(['a ended', 'b live']);
  });

  test('is off when the agent takes another call meanwhile: nobody is brought back into that', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    const { onTold } = phone;
    phone.onTold = (what) => what !== 'resume a' && onTold(what);
    phone.says({ type: 'callOffered', callId: callId('in'), remote: remote('+442079460018') });
    await mix(host);
    await host.command({ type: 'answer', callId: callId('in') });
    phone.says({ type: 'callAnswered', callId: callId('in') });
    expect(phone.told).toEqual(['resume a', 'hold b', 'hold a', 'answer in']);
    host.clock.advance(BACK_WITHIN_MS);
    expect(await mixOf(host)).toEqual(['a held', 'b held', 'in live']);
  });

  test('of one call, of none, or where the phone cannot is refused', async () => {
    expect(await mix((await live()).host)).toEqual(REFUSED);
    expect(await mix((await live({ ...JOINING, switchInput: false }, ['a', 'b'])).host)).toEqual(REFUSED);
    expect(await mix((await live(JOINING, [])).host)).toEqual(REFUSED);
  });

  test('mutes the agent for all of it, and no phone, which would silence the others too', async () => {
    const { host, phone } = await conference();
    expect(await host.command({ type: 'setMuted', callId: callId('b'), muted: true })).toEqual(ACCEPTED);
    expect((await host.state()).calls.map(({ muted }) => muted)).toEqual([true, true, true]);
    expect(phone.told).toEqual([]);
    await host.command({ type: 'setMuted', callId: callId('a'), muted: false });
    expect((await host.state()).calls.map(({ muted }) => muted)).toEqual([false, false, false]);
  });

  test('of which the agent was muted in one call begins muted for all, with no phone mute', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    await host.command({ type: 'setMuted', callId: callId('b'), muted: true });
    await mix(host);
    // Once they send the mix, which the mixer makes without the agent.
    await expect.poll(() => phone.told.slice(-4)).toEqual(['input a', 'unmute a', 'input b', 'unmute b']);
    expect((await host.state()).calls.map(({ muted }) => muted)).toEqual([true, true]);
  });

  test('that is left muted is muted at the phones again', async () => {
    const { host, phone } = await conference(['a', 'b']);
    await host.command({ type: 'setMuted', callId: callId('a'), muted: true });
    await host.command({ type: 'unmix', callId: callId('b') });
    expect(phone.told).toEqual(['mute a', 'mute b', 'hold a']);
    expect((await host.state()).calls.map(({ muted }) => muted)).toEqual([true, true]);
  });

  test('that is left before it sounds leaves a muted agent muted', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    await host.command({ type: 'setMuted', callId: callId('b'), muted: true });
    const exchanged = Promise.withResolvers<void>();
    const asked: string[] = [];
    phone.setInput = (id) => {
      asked.push(id);
      return exchanged.promise;
    };
    await mix(host);
    await expect.poll(() => asked).toContain('a');
    await host.command({ type: 'unmix', callId: callId('b') });
    exchanged.resolve();
    await expect.poll(() => asked.filter((id) => id === 'b')).toHaveLength(2);
    expect(phone.told.filter((what) => what.endsWith('mute b')).at(-1)).toBe('mute b');
    expect((await callNamed(host, 'b'))?.muted).toBe(true);
  });

  test('is left with one, who goes on alone, while the others wait', async () => {
    const { host, phone } = await conference();
    expect(await host.command({ type: 'unmix', callId: callId('a') })).toEqual(ACCEPTED);
    expect(phone.told).toEqual(['hold b', 'hold c']);
    expect(await mixOf(host)).toEqual(['a live', 'b held', 'c held']);
    expect((await host.state()).activeCallId).toBe('a');
  });

  test('ends with all but one gone, who goes on', async () => {
    const { host, phone } = await conference();
    for (const name of ['a', 'b']) phone.says({ type: 'callEnded', callId: callId(name), by: 'remote' });
    expect(await mixOf(host)).toEqual(['a ended', 'b ended', 'c live']);
    expect(phone.told).toEqual([]);
  });

  test('waits as a whole when somebody else is called, and can take that one in', async () => {
    const { host, phone } = await conference(['a', 'b']);
    await host.dial('c', '+442079460018');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('c') });
    expect(await mixOf(host)).toEqual(['a held', 'b held', 'c live']);
    await mix(host);
    expect(await mixOf(host)).toEqual(['a live conference', 'b live conference', 'c live conference']);
  });
});

describe('a bridge', () => {
  test.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('of which %s hangs up is over for %s too', async (gone, other) => {
    const { host, phone } = await bridge();
    phone.says({ type: 'callEnded', callId: callId(gone), by: 'remote' });
    expect(phone.told).toEqual([`hangUp ${other}`]);
    expect((await host.state()).calls.every(({ status }) => status === 'ended')).toBe(true);
  });

  test('ends for both when the agent hangs up', async () => {
    const { host, phone } = await bridge();
    await host.command({ type: 'hangUp', callId: callId('a') });
    expect(phone.told).toEqual(['hangUp a', 'hangUp b']);
  });

  test('can be joined again by the agent, and left with one of the two', async () => {
    const { host, phone } = await bridge();
    expect(await mix(host)).toEqual(ACCEPTED);
    expect(await mixOf(host)).toEqual(['a live conference', 'b live conference']);
    await host.command({ type: 'unmix', callId: callId('a') });
    expect(await mixOf(host)).toEqual(['a live', 'b held']);
    expect(phone.told).toEqual(['hold b']);
  });

  test('goes on while the agent calls somebody else, who is not let in when the agent joins it again', async () => {
    const { host, phone } = await bridge();
    await host.dial('c', '+442079460019');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('c') });
    expect(await mixOf(host)).toEqual(['a live bridge', 'b live bridge', 'c live']);
    await mix(host);
    expect(await mixOf(host)).toEqual(['a live conference', 'b live conference', 'c held']);
  });

  test('knows no mute: the agent is not in it', async () => {
    const { host, phone } = await consulting(BRIDGING);
    await host.command({ type: 'setMuted', callId: callId('b'), muted: true });
    await host.command({ type: 'completeTransfer', callId: callId('b') });
    expect((await callNamed(host, 'b'))?.muted).toBe(false);
    await expect.poll(() => phone.told.at(-1)).toBe('unmute b');
    expect(await host.command({ type: 'setMuted', callId: callId('b'), muted: true })).toEqual(REFUSED);
  });
});
