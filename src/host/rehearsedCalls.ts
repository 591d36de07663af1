// Calls that are up when a test begins, on a phone that does as it is told. Nothing here runs in the extension.
import type { Call, Capabilities } from '../call/state.ts';
import { ABLE, callId, rehearse, remote, settled } from './rehearsal.ts';
import type { FakePhone } from './rehearsedPhone.ts';

/** What is loaded when somebody brings calls together is there when a rehearsal begins. */
import './joining.ts';

export type Rehearsal = ReturnType<typeof rehearse>;

export const JOINING: Capabilities = { ...ABLE, transfer: true, switchInput: true, maxCalls: 4 };

/** It confirms hold, resume, mute and hang-up at once. */
export function obedient(phone: FakePhone): FakePhone {
  phone.onTold = (what) => {
    const [order, id = ''] = what.split(' ');
    const call = callId(id);
    if (order === 'hold') phone.says({ type: 'callHeld', callId: call });
    if (order === 'resume') phone.says({ type: 'callResumed', callId: call });
    if (order === 'hangUp') phone.says({ type: 'callEnded', callId: call, by: 'local' });
    if (order === 'mute' || order === 'unmute')
      phone.says({ type: 'callMuted', callId: call, muted: order === 'mute' });
  };
  return phone;
}

/** One live call for each name, of which the last is talked with and the others wait. */
export async function live(abilities = JOINING, names: readonly string[] = ['a']) {
  const host = rehearse({}, abilities);
  const phone = obedient(await host.ready());
  for (const [index, name] of names.entries()) {
    await host.dial(name, `+1415555010${index + 1}`);
    await settled();
    phone.says({ type: 'callAnswered', callId: callId(name) });
  }
  phone.told.length = 0;
  return { host, phone };
}

/** "a" waits while "b" is asked, and has answered. */
export async function consulting(abilities = JOINING) {
  const { host, phone } = await live(abilities);
  const { e164 } = remote('+442079460018');
  await host.dial('b', e164, { consultFor: callId('a') });
  await settled();
  phone.says({ type: 'callAnswered', callId: callId('b') });
  phone.told.length = 0;
  return { host, phone };
}

export async function callNamed(host: Rehearsal, name: string): Promise<Call | undefined> {
  return (await host.state()).calls.find(({ id }) => id === callId(name));
}
