// Several accounts open at once: whose phone is whose, what closing one leaves, and what goes along to a new document.
import { describe, expect, test } from 'vitest';
import type { AccountId, PhoneState } from '../call/state.ts';
import { MOST_LINES } from './lines.ts';
import {
  CREDENTIALS,
  callId,
  DESK,
  HOME,
  PLIVO_ACCOUNT,
  PLIVO_CREDENTIALS,
  rehearse,
  remote,
  settled,
} from './rehearsal.ts';

const OTHER = { ...CREDENTIALS, identity: 'other@demo.offhook.test' };
const ACCEPTED = { ok: true, value: null };
const order = ({ lines }: PhoneState) => lines.map(({ accountId }) => accountId);

/** DESK and HOME, both ready. */
async function both() {
  const host = rehearse();
  const desk = await host.ready();
  const home = await host.ready(OTHER, HOME);
  return { host, desk, home };
}

describe('two accounts', () => {
  test('have a phone and a line each; the first that is ready stands for both', async () => {
    const { host, desk, home } = await both();
    expect(host.phones).toEqual([desk, home]);
    const state = await host.state();
    expect(state.lines).toMatchObject([
      { accountId: DESK, label: 'desk@example', line: { status: 'ready' } },
      { accountId: HOME, label: 'home@example', line: { status: 'ready' } },
    ]);
    desk.says({ type: 'lineConnecting', attempt: 1 });
    expect((await host.state()).lines[0]?.line.status).toBe('connecting');
    expect((await host.state()).line.status).toBe('ready');
  });

  test('are in the order that was asked for, also when one is opened after that', async () => {
    const { host } = await both();
    const late = 'late' as AccountId;
    await host.ask({ type: 'orderLines', accountIds: [late, HOME] });
    expect(order(await host.state())).toEqual([HOME, DESK]);
    await host.open({ ...CREDENTIALS, identity: 'late' }, late);
    expect(order(await host.state())).toEqual([late, HOME, DESK]);
  });

  test('are told apart: a command reaches the phone that carries the call', async () => {
    const { host, desk, home } = await both();
    home.says({ type: 'callOffered', callId: callId('in'), remote: remote() });
    await host.command({ type: 'answer', callId: callId('in') });
    await settled();
    await host.command({ type: 'hangUp', callId: callId('in') });
    expect(home.told.slice(1)).toEqual(['answer in', 'hangUp in']);
    expect(desk.told).toEqual(['connect']);
  });

  test('are both tried when the agent says “try again”', async () => {
    const { host, desk, home } = await both();
    expect(await host.command({ type: 'reconnect' })).toEqual(ACCEPTED);
    expect([desk.told.at(-1), home.told.at(-1)]).toEqual(['reconnect', 'reconnect']);
  });
});

describe('closing one account', () => {
  test('ends its calls and leaves those of the other', async () => {
    const { host, desk, home } = await both();
    for (const [phone, id] of [
      [desk, 'd'],
      [home, 'h'],
    ] as const) {
      phone.says({ type: 'callOffered', callId: callId(id), remote: remote() });
      phone.says({ type: 'callAnswered', callId: callId(id) });
    }
    const before = [...home.told];
    await host.close(DESK);
    const { calls, lines } = await host.state();
    expect(calls.map(({ id, status }) => [id, status])).toEqual([
      ['d', 'ended'],
      ['h', 'live'],
    ]);
    expect(lines.map(({ accountId }) => accountId)).toEqual([HOME]);
    expect(desk.told.at(-1)).toBe('dispose');
    expect(home.told).toEqual(before);
  });

  test('is the last that is heard of its phone: no call, no line, no voice', async () => {
    const { host, desk } = await both();
    await host.close(DESK);
    const before = await host.state();
    desk.says({ type: 'lineReady', identity: 'ghost' });
    desk.says({ type: 'callOffered', callId: callId('ghost'), remote: remote() });
    desk.hears(callId('ghost'), {} as MediaStream);
    expect(await host.state()).toEqual(before);
    expect(host.played.size).toBe(0);
  });

  test('and opening it again at the same moment leaves it open', async () => {
    const { host } = await both();
    await Promise.all([host.close(DESK), host.open(CREDENTIALS, DESK)]);
    host.phone.says({ type: 'lineReady', identity: 'again' });
    const line = (await host.state()).lines.find(({ accountId }) => accountId === DESK);
    expect(line?.line).toEqual({ status: 'ready', identity: 'again' });
  });
});

describe('one account more', () => {
  test('is refused when there is no room for it', async () => {
    const host = rehearse();
    await host.started;
    for (let each = 0; each < MOST_LINES; each += 1)
      await host.open({ ...CREDENTIALS, identity: `${each}` }, `${each}` as AccountId);
    expect(await host.open(CREDENTIALS, DESK)).toMatchObject({ failure: { code: 'not-supported' } });
    expect(await host.open({ ...CREDENTIALS, identity: 'changed' }, '0' as AccountId)).toEqual(ACCEPTED);
    expect((await host.state()).lines).toHaveLength(MOST_LINES);
  });

  test('of Plivo is refused beside another one of Plivo, and taken in its place', async () => {
    const { host } = await both();
    await host.open(PLIVO_CREDENTIALS, DESK);
    const second = { ...PLIVO_CREDENTIALS, server: 'https://other.example' };
    expect(await host.open(second, HOME)).toMatchObject({ ok: false, failure: { code: 'not-supported' } });
    expect((await host.state()).lines).toHaveLength(2);
    expect(await host.open(second, DESK)).toEqual(ACCEPTED);
  });
});

test('the accounts that can be renewed are known by name', async () => {
  const { host } = await both();
  await host.open(PLIVO_CREDENTIALS, HOME);
  expect(await host.ask({ type: 'getOpenAccounts' })).toEqual({
    ok: true,
    value: [{ accountId: HOME, account: PLIVO_ACCOUNT }],
  });
});

describe('a new document', () => {
  const moved = (host: ReturnType<typeof rehearse>) =>
    host.requests.filter((request) => request.type === 'recycleHost');

  test('is given all accounts, Plivo’s last, when a call on any line is over', async () => {
    const { host, desk } = await both();
    const plivo = 'plivo' as AccountId;
    const phone = await host.ready(PLIVO_CREDENTIALS, plivo);
    await host.ask({ type: 'orderLines', accountIds: [plivo, HOME] });
    host.clock.advance(10_000);
    desk.says({ type: 'callOffered', callId: callId('a'), remote: remote() });
    phone.context.needFreshDocument?.();
    host.clock.advance(0);
    await settled();
    expect(moved(host)).toEqual([]);
    desk.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    await settled();
    expect(moved(host)).toMatchObject([
      { accounts: [{ accountId: HOME }, { accountId: DESK }, { accountId: plivo }] },
    ]);
    expect(host.phones.map(({ told }) => told.at(-1))).toEqual(['dispose', 'dispose', 'dispose']);
  });

  test('that is refused leaves every line failed', async () => {
    const { host, home } = await both();
    host.answers.recycleHost = { ok: false, failure: { code: 'unknown' } };
    home.context.needFreshDocument?.();
    host.clock.advance(5_000);
    await settled();
    expect((await host.state()).lines.map(({ line }) => line.status)).toEqual(['failed', 'failed']);
  });
});

test('an account that is opened as it was renewed since, or as it was before, keeps its call', async () => {
  const host = rehearse();
  const phone = await host.ready(PLIVO_CREDENTIALS);
  await host.dial('a');
  await settled();
  const newer = { ...PLIVO_CREDENTIALS, bearer: 'newer', token: 'dd.ee.ff' };
  host.answers.renewCredentials = { ok: true, value: { credentials: newer } };
  await phone.context.renew?.();
  for (const bearer of ['newer', PLIVO_ACCOUNT.bearer]) {
    expect(await host.open({ ...PLIVO_ACCOUNT, bearer })).toEqual(ACCEPTED);
    expect((await host.state()).calls).toMatchObject([{ id: 'a', status: 'dialing' }]);
  }
  expect(host.phones).toEqual([phone]);
});
