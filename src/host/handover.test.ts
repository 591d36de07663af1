import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../call/failure.ts';
import { BACK_WITHIN_MS } from './mixing.ts';
import { CREDENTIALS, callId, DESK, HOME, rehearse, remote, settled } from './rehearsal.ts';
import { callNamed as call, consulting, JOINING, live, obedient, type Rehearsal } from './rehearsedCalls.ts';
import type { FakePhone } from './rehearsedPhone.ts';

const ACCEPTED = { ok: true, value: null };
const ANNA = remote('+442079460018');

const transfer = (host: Rehearsal, to = ANNA) => host.command({ type: 'transfer', callId: callId('a'), to });
const complete = (host: Rehearsal) => host.command({ type: 'completeTransfer', callId: callId('b') });

describe('a blind transfer', () => {
  test('tells the phone and says to whom, until the phone says how it went', async () => {
    const { host, phone } = await live();
    expect(await transfer(host)).toEqual(ACCEPTED);
    expect(phone.told.at(-1)).toBe('transfer a to +442079460018');
    expect((await call(host, 'a'))?.transfer).toEqual({ to: '+442079460018', status: 'asked' });
    phone.says({ type: 'callTransferred', callId: callId('a') });
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'local' });
    await settled();
    expect(host.journal.writes.at(-1)).toMatchObject({
      outcome: 'connected',
      transferredTo: '+442079460018',
    });
  });

  test('that fails leaves the call as it was, with the reason', async () => {
    const { host, phone } = await live();
    await transfer(host);
    const failure = { code: 'transfer-refused', detail: 'SIP 405' } as const;
    phone.says({ type: 'callTransferFailed', callId: callId('a'), failure });
    expect(await call(host, 'a')).toMatchObject({ status: 'live', transfer: { status: 'failed', failure } });
    expect(await transfer(host)).toEqual(ACCEPTED);
  });

  test.each<[string, string | null, string, FailureCode]>([
    ['a number that the rules forbid', '+441632960001', '', 'number-forbidden'],
    ['premium rate', '+449098790001', '', 'tier-closed'],
    ['the emergency number', null, '112', 'emergency-number'],
    ['the agent’s own number', '+14155550199', '', 'own-number'],
    ['no number at all', null, 'reception', 'number-invalid'],
  ])('to %s is refused and the phone is not told', async (_, e164, display, code) => {
    const { host, phone } = await live();
    await host.configure({ denyPrefixes: ['+441632'] });
    phone.says({ type: 'lineReady', identity: 'sip:+14155550199@demo.offhook.test' });
    const to = e164 ? remote(e164) : { e164: null, display };
    expect(await host.command({ type: 'transfer', callId: callId('a'), to })).toEqual({
      ok: false,
      failure: { code },
    });
    expect(phone.told.join()).not.toContain('transfer');
    expect((await call(host, 'a'))?.transfer).toBeUndefined();
  });

  test('asked twice at once is told once', async () => {
    const { host, phone } = await live();
    const replies = await Promise.all([transfer(host), transfer(host)]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, false]);
    expect(phone.told.filter((what) => what.startsWith('transfer'))).toHaveLength(1);
  });

  test('of a call that ends while the rules are asked goes nowhere', async () => {
    const { host, phone } = await live();
    const reply = transfer(host);
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    expect(await reply).toMatchObject({ ok: false });
    expect(phone.told.join()).not.toContain('transfer');
  });

  test('is refused where the phone cannot, and of a call that is not answered', async () => {
    const plain = await live({ ...JOINING, transfer: false });
    expect(await transfer(plain.host)).toMatchObject({ failure: { code: 'not-supported' } });
    const host = rehearse({}, JOINING);
    await host.ready();
    await host.dial('a');
    expect(await transfer(host)).toMatchObject({ failure: { code: 'not-supported' } });
  });

  test('of which the phone throws has failed', async () => {
    const { host, phone } = await live();
    phone.transfer = () => {
      throw new Error('the SDK fell over');
    };
    await transfer(host);
    expect((await call(host, 'a'))?.transfer).toMatchObject({
      status: 'failed',
      failure: { code: 'unknown' },
    });
  });
});

describe('a consultation', () => {
  test('goes by the line of the call that it is made for, where the server can join them', async () => {
    const host = rehearse({}, JOINING);
    obedient(await host.ready());
    const home = obedient(await host.ready({ ...CREDENTIALS, identity: 'home' }, HOME));
    await host.dial('a', undefined, { accountId: HOME });
    await settled();
    home.says({ type: 'callAnswered', callId: callId('a') });
    await host.dial('b', '+442079460018', { consultFor: callId('a') });
    await settled();
    expect(await call(host, 'b')).toMatchObject({ accountId: HOME, consultFor: 'a' });
    home.says({ type: 'callAnswered', callId: callId('b') });
    await complete(host);
    expect(home.told.at(-1)).toBe('transfer a to call b');
  });

  test('that is given up in the moment in which it is asked for is never made', async () => {
    const { host, phone } = await live();
    const asked = host.dial('b', '+442079460018', { consultFor: callId('a') });
    await Promise.all([asked, host.command({ type: 'hangUp', callId: callId('b') })]);
    await settled();
    expect(phone.told).toEqual([]);
  });

  test('lets the call wait that it is made for', async () => {
    const { host } = await consulting();
    expect(await call(host, 'a')).toMatchObject({ status: 'held' });
    expect(await call(host, 'b')).toMatchObject({ status: 'live', consultFor: 'a' });
  });

  test.each(['local', 'remote'] as const)('that ends (%s) brings the agent back', async (by) => {
    const { host, phone } = await consulting();
    phone.says({ type: 'callEnded', callId: callId('b'), by });
    expect(phone.told).toEqual(['resume a']);
    expect(await call(host, 'a')).toMatchObject({ status: 'live' });
  });

  test('that nobody answers brings the agent back, also when the hold is confirmed after that', async () => {
    const { host, phone } = await live();
    phone.onTold = () => {};
    await host.dial('b', '+442079460018', { consultFor: callId('a') });
    await settled();
    phone.says({ type: 'callEnded', callId: callId('b'), by: 'remote', failure: { code: 'busy' } });
    expect(phone.told.slice(-3)).toEqual(['hold a', 'dial b', 'resume a']);
  });

  test('that ends while the agent talks with somebody else leaves the other one waiting', async () => {
    const { host, phone } = await consulting();
    await host.dial('c', '+442079460020');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('c') });
    phone.says({ type: 'callEnded', callId: callId('b'), by: 'remote' });
    expect(await call(host, 'a')).toMatchObject({ status: 'held' });
  });

  test('whose original ends is a call like any other', async () => {
    const { host, phone } = await consulting();
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    expect(await call(host, 'b')).not.toHaveProperty('consultFor');
    expect(await complete(host)).toMatchObject({ failure: { code: 'not-supported' } });
  });

  test('for nobody, for a call that rings, or a second one is refused', async () => {
    const { host, phone } = await consulting();
    const ask = (name: string, consultFor: string) =>
      host.dial(name, '+442079460021', { consultFor: callId(consultFor) });
    expect(await ask('c', 'nobody')).toMatchObject({ failure: { code: 'not-supported' } });
    expect(await ask('d', 'a')).toMatchObject({ failure: { code: 'not-supported' } });
    phone.says({ type: 'callOffered', callId: callId('in'), remote: ANNA });
    expect(await ask('e', 'in')).toMatchObject({ failure: { code: 'not-supported' } });
  });
});

describe('an attended transfer', () => {
  const refuses = (phone: FakePhone, code: FailureCode = 'transfer-refused') =>
    phone.says({ type: 'callTransferFailed', callId: callId('a'), failure: { code } });

  test('is the server’s where both calls are on its line', async () => {
    const { host, phone } = await consulting();
    expect(await complete(host)).toEqual(ACCEPTED);
    expect(phone.told).toEqual(['transfer a to call b']);
    phone.says({ type: 'callTransferred', callId: callId('a') });
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'local' });
    phone.says({ type: 'callEnded', callId: callId('b'), by: 'remote' });
    await settled();
    expect(phone.told).toEqual(['transfer a to call b']);
    expect(host.journal.writes.filter(({ transferredTo }) => transferredTo).at(-1)).toMatchObject({
      id: 'a',
    });
  });

  test('does not bring the agent back when the one who was asked leaves first, but does when it fails then', async () => {
    const { host, phone } = await consulting();
    await complete(host);
    phone.says({ type: 'callEnded', callId: callId('b'), by: 'remote' });
    expect(phone.told).toEqual(['transfer a to call b']);
    refuses(phone, 'transfer-failed');
    expect(phone.told).toEqual(['transfer a to call b', 'resume a']);
    expect((await call(host, 'a'))?.transfer?.status).toBe('failed');
  });

  test.each<FailureCode>(['transfer-refused', 'not-supported', 'transfer-failed'])(
    'that the server answers with %s is made here: the far ends are bridged',
    async (code) => {
      const { host, phone } = await consulting();
      await complete(host);
      refuses(phone, code);
      expect(phone.told).toEqual(['transfer a to call b', 'resume a']);
      expect((await host.state()).calls).toMatchObject([
        { id: 'a', status: 'live', mixed: 'bridge', transfer: { status: 'done' } },
        { id: 'b', status: 'live', mixed: 'bridge' },
      ]);
    },
  );

  test('has failed when the one who waits cannot be brought back in time', async () => {
    const { host, phone } = await consulting({ ...JOINING, transfer: false });
    phone.onTold = () => {};
    await complete(host);
    host.clock.advance(BACK_WITHIN_MS);
    expect(await call(host, 'a')).toMatchObject({
      status: 'held',
      transfer: { status: 'failed', failure: { code: 'transfer-failed' } },
    });
    expect((await host.state()).calls.some(({ mixed }) => mixed)).toBe(false);
  });

  test('of whom the one who was asked leaves while they are joined brings the agent back', async () => {
    const { host, phone } = await consulting();
    const { onTold } = phone;
    await complete(host);
    // Held, and on the way back for long.
    phone.onTold = (what) => what !== 'resume a' && onTold(what);
    refuses(phone);
    phone.says({ type: 'callEnded', callId: callId('b'), by: 'remote' });
    expect((await call(host, 'a'))?.transfer?.status).toBe('asked');
    host.clock.advance(BACK_WITHIN_MS);
    expect(phone.told).toEqual(['transfer a to call b', 'resume a', 'hold a', 'resume a']);
    expect((await call(host, 'a'))?.transfer?.status).toBe('failed');
  });

  test('between two accounts is a bridge', async () => {
    const host = rehearse({}, JOINING);
    const desk = obedient(await host.ready());
    await host.dial('a', undefined, { accountId: DESK });
    await settled();
    desk.says({ type: 'callAnswered', callId: callId('a') });
    const home = obedient(await host.ready({ ...CREDENTIALS, identity: 'home' }, HOME));
    await host.dial('b', '+442079460018', { accountId: HOME, consultFor: callId('a') });
    await settled();
    home.says({ type: 'callAnswered', callId: callId('b') });
    expect(await complete(host)).toEqual(ACCEPTED);
    expect((await host.state()).calls.map(({ mixed }) => mixed)).toEqual(['bridge', 'bridge']);
    await host.close(HOME);
    expect(desk.told.at(-1)).toBe('hangUp a');
  });
});
