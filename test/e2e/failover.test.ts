/** Two accounts in the real extension, one behind a server that comes and goes: what happens to calls when one of them is gone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, PhoneState } from '../../src/call/state.ts';
import { openUnsteadyServer, type UnsteadyServer } from '../lab/contract/unsteadyServer.ts';
import { openRig, type Rig } from './rig.ts';

let rig: Rig;
let server: UnsteadyServer;
/** The default, behind the unsteady server. */
let first: AccountId;
/** Straight at the exchange. */
let second: AccountId;

beforeEach(async () => {
  rig = await openRig({ signedIn: false });
  const { server: behind, user, password, domain } = rig.demo.credentials;
  server = await openUnsteadyServer(behind);
  first = await signIn({ kind: 'sip', servers: [server.wsUrl], user, password, domain });
  const { api, token } = rig.demo.siperb;
  second = await signIn({ kind: 'siperb', api, token });
  await states(['ready', 'ready']);
});
afterEach(async () => {
  await rig?.close();
  await server?.close();
});

const signIn = (account: object) =>
  rig.desk.ask<AccountId>(rig.popup, { type: 'signIn', account, remember: false });

const statesOf = ({ lines }: PhoneState) => lines.map(({ line }) => line.status);
const states = (wanted: readonly string[]) =>
  rig.desk.until(rig.popup, `lines ${wanted}`, (state) => `${statesOf(state)}` === `${wanted}`);
/** SIP Call-IDs: an INVITE that is challenged comes twice with the same one. */
const invited = () => {
  const invites = rig.demo.exchange.received().filter(({ method }) => method === 'INVITE');
  return new Set(invites.map(({ headers }) => headers['call-id']));
};

async function dial(more: object = {}): Promise<string> {
  const callId = crypto.randomUUID();
  const remote = { e164: '+14155550142', display: '+1 415 555 0142' };
  await rig.desk.ask(rig.popup, { type: 'command', command: { type: 'dial', callId, remote, ...more } });
  return callId;
}
const live = (callId: string) =>
  rig.desk.until(rig.popup, 'an answer', ({ calls }) =>
    calls.some(({ id, status }) => id === callId && status === 'live'),
  );

describe('when the server of the default account is gone', () => {
  it('the next call goes by the other one, once, and the default is taken again when it is back', async () => {
    server.vanish();
    await states(['connecting', 'ready']);
    const callId = await dial();
    const { calls, line } = await live(callId);
    expect(calls.find(({ id }) => id === callId)?.accountId).toBe(second);
    expect(line.status).toBe('ready');
    expect([...invited()]).toEqual([expect.any(String)]);
    await rig.desk.ask(rig.popup, { type: 'command', command: { type: 'hangUp', callId } });
    server.return();
    await states(['ready', 'ready']);
    const next = await live(await dial());
    expect(next.calls.at(-1)?.accountId).toBe(first);
  });

  it('a call that somebody wanted by that account is not made at all', async () => {
    server.vanish();
    await states(['connecting', 'ready']);
    await expect(dial({ accountId: first })).rejects.toThrow('line-not-ready');
    expect(invited().size).toBe(0);
  });
});

it('signing one account out leaves the call of the other', async () => {
  const callId = await dial({ accountId: second });
  await live(callId);
  await rig.desk.ask(rig.popup, { type: 'signOut', accountId: first });
  const { calls } = await rig.desk.until(rig.popup, 'one line', ({ lines }) => lines.length === 1);
  expect(calls.map(({ status }) => status)).toEqual(['live']);
});
