// Orders in which a far end or a re-INVITE takes its time: nobody is talked with beside the one who was wished last.
import { describe, expect, test } from 'vitest';
import { callId, remote, settled } from './rehearsal.ts';
import { JOINING, live, type Rehearsal } from './rehearsedCalls.ts';
import type { FakePhone } from './rehearsedPhone.ts';

const A = callId('a');
const B = callId('b');
const C = callId('c');
const IN = callId('in');

const talkedWith = async (host: Rehearsal) =>
  (await host.state()).calls.filter(({ status }) => status === 'live').map(({ id }) => id);
const offers = (phone: FakePhone, id: string) =>
  phone.says({ type: 'callOffered', callId: callId(id), remote: remote('+442079460018') });
const resume = (host: Rehearsal, id: string) => host.command({ type: 'resume', callId: callId(id) });
const answer = (host: Rehearsal, id: string) => host.command({ type: 'answer', callId: callId(id) });
/** Confirms everything but what begins with this, which takes its time. */
function slow(phone: FakePhone, what: string): void {
  const { onTold } = phone;
  phone.onTold = (told) => !told.startsWith(what) && onTold(told);
}

describe('who comes to life late', () => {
  test('of two that are taken off hold one after the other, the first waits on', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b', 'c']);
    slow(phone, 'resume');
    await resume(host, 'a');
    await resume(host, 'b');
    phone.says({ type: 'callResumed', callId: A });
    phone.says({ type: 'callResumed', callId: B });
    expect(await talkedWith(host)).toEqual(['b']);
  });

  test('waits when the agent answered somebody else while it rang', async () => {
    const { host, phone } = await live(JOINING, []);
    await host.dial('a');
    await settled();
    phone.says({ type: 'callRinging', callId: A, earlyMedia: false });
    offers(phone, 'in');
    await answer(host, 'in');
    phone.says({ type: 'callAnswered', callId: IN });
    phone.says({ type: 'callAnswered', callId: A });
    expect(await talkedWith(host)).toEqual(['in']);
  });

  test('of two that are answered one after the other, the first waits', async () => {
    const { host, phone } = await live(JOINING, []);
    offers(phone, 'a');
    offers(phone, 'b');
    await answer(host, 'a');
    await answer(host, 'b');
    phone.says({ type: 'callAnswered', callId: A });
    phone.says({ type: 'callAnswered', callId: B });
    expect(await talkedWith(host)).toEqual(['b']);
  });

  test('is talked with when the agent has let the other one wait meanwhile', async () => {
    const { host, phone } = await live(JOINING, []);
    await host.dial('a');
    await settled();
    offers(phone, 'in');
    await answer(host, 'in');
    phone.says({ type: 'callAnswered', callId: IN });
    await host.command({ type: 'hold', callId: IN });
    phone.says({ type: 'callAnswered', callId: A });
    expect(await talkedWith(host)).toEqual(['a']);
  });

  test('is talked with when the other one is over', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    slow(phone, 'resume');
    await resume(host, 'a');
    phone.says({ type: 'callEnded', callId: B, by: 'remote' });
    phone.says({ type: 'callResumed', callId: A });
    expect(await talkedWith(host)).toEqual(['a']);
  });
});

describe('a hold that is confirmed late', () => {
  test('breaks no conference for long', async () => {
    const { host, phone } = await live(JOINING, ['a']);
    slow(phone, 'hold');
    await host.dial('b', '+14155550102');
    await settled();
    phone.says({ type: 'callAnswered', callId: B });
    await host.command({ type: 'mix' });
    phone.says({ type: 'callHeld', callId: A });
    expect((await host.state()).calls.map(({ mixed }) => mixed)).toEqual(Array(2).fill('conference'));
  });

  test('brings nobody to who is talked with, when the one they were to be handed to leaves', async () => {
    const { host, phone } = await live({ ...JOINING, transfer: false }, ['a']);
    await host.dial('b', '+14155550102', { consultFor: A });
    await host.dial('c', '+14155550103');
    await settled();
    phone.says({ type: 'callAnswered', callId: B });
    phone.says({ type: 'callAnswered', callId: C });
    slow(phone, 'resume');
    await host.command({ type: 'completeTransfer', callId: B });
    phone.says({ type: 'callEnded', callId: B, by: 'remote' });
    phone.says({ type: 'callResumed', callId: A });
    expect(await talkedWith(host)).toEqual(['c']);
  });

  test('leaves two who were handed to each other so', async () => {
    const { host, phone } = await live({ ...JOINING, transfer: false }, ['a']);
    slow(phone, 'hold');
    await host.dial('b', '+14155550102', { consultFor: A });
    await settled();
    phone.says({ type: 'callAnswered', callId: B });
    await host.command({ type: 'completeTransfer', callId: B });
    phone.says({ type: 'callHeld', callId: A });
    expect((await host.state()).calls.map(({ mixed }) => mixed)).toEqual(['bridge', 'bridge']);
  });
});

describe('a conference', () => {
  test('that somebody is taken off hold for leaves everybody in it', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b', 'c']);
    slow(phone, 'resume');
    await host.command({ type: 'mix' });
    phone.says({ type: 'callResumed', callId: A });
    phone.says({ type: 'callResumed', callId: B });
    expect(await talkedWith(host)).toEqual(['a', 'b', 'c']);
    expect((await host.state()).calls.map(({ mixed }) => mixed)).toEqual(Array(3).fill('conference'));
  });

  test('is none when the agent chose one alone while the others came', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b', 'c']);
    slow(phone, 'resume');
    await host.command({ type: 'mix' });
    await resume(host, 'a');
    phone.says({ type: 'callResumed', callId: A });
    phone.says({ type: 'callResumed', callId: B });
    expect(await talkedWith(host)).toEqual(['a']);
    expect((await host.state()).calls.some(({ mixed }) => mixed)).toBe(false);
  });

  test('waits for nobody who rings while it is, and lets them wait', async () => {
    const { host, phone } = await live(JOINING, ['a', 'b']);
    await host.dial('c', '+14155550109');
    await settled();
    await resume(host, 'a');
    await host.command({ type: 'mix' });
    phone.says({ type: 'callAnswered', callId: C });
    expect(await talkedWith(host)).toEqual(['a', 'b']);
  });
});
