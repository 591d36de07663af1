import { describe, expect, test } from 'vitest';
import type { RaisedNumber } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';
import { createManualClock } from '../phones/fake/manualClock.ts';
import { followMicrophone, WARM_FOR_MS } from './listening.ts';
import { ABLE, callId, DESK, remote } from './rehearsal.ts';
import { createStore } from './store.ts';

const A = callId('a');
const raised: Omit<RaisedNumber, 'raisedAt'> = {
  callId: A,
  remote: { ...remote(), e164: '+442079460018' as E164 },
  text: '020 7946 0018',
  country: 'GB',
  why: 'site',
};

/** A ready line with the microphone granted, and a record of what is done with the microphone. */
function ready(permission: 'granted' | 'unknown' = 'granted') {
  const clock = createManualClock();
  const done: string[] = [];
  const store = createStore({
    hostId: 'host',
    now: clock.now,
    write: async () => undefined,
    publish: () => undefined,
    log: {
      guard(_what: string, act: () => void) {
        act();
        return true;
      },
      warn: () => undefined,
    } as never,
  });
  const microphone = {
    open: async () => {
      done.push('open');
      return { ok: false, failure: { code: 'unknown' } } as const;
    },
    close: () => void done.push('close'),
  };
  followMicrophone(store, { microphone, clock });
  void store.apply({ type: 'accountOpened', accountId: DESK, label: 'desk' });
  void store.apply({ type: 'phoneOpened', accountId: DESK, capabilities: ABLE });
  void store.apply({ type: 'lineReady', accountId: DESK, identity: 'agent@example.com' });
  void store.apply({ type: 'microphoneChanged', microphone: permission });
  return { clock, store, done };
}

describe('the microphone', () => {
  test('opens when a number waits for its Call button, and stays open through the call', () => {
    const { store, done } = ready();
    void store.apply({ type: 'numberRaised', raised });
    void store.apply({ type: 'callDialed', callId: A, remote: remote(), accountId: DESK });
    expect(done).toEqual(['open']);
    void store.apply({ type: 'callEnded', callId: A, by: 'remote' });
    expect(done).toEqual(['open', 'close']);
  });

  test('closes when the number is dismissed', () => {
    const { store, done } = ready();
    void store.apply({ type: 'numberRaised', raised });
    void store.apply({ type: 'raisedDismissed' });
    expect(done).toEqual(['open', 'close']);
  });

  test('closes when nobody calls for half a minute', () => {
    const { clock, store, done } = ready();
    void store.apply({ type: 'numberRaised', raised });
    clock.advance(WARM_FOR_MS - 1);
    expect(done).toEqual(['open']);
    clock.advance(1);
    expect(done).toEqual(['open', 'close']);
  });

  test('is not closed under a call by the patience for a number that waits', () => {
    const { clock, store, done } = ready();
    void store.apply({
      type: 'callDialed',
      callId: callId('b'),
      remote: remote(),
      accountId: DESK,
    });
    void store.apply({ type: 'numberRaised', raised });
    clock.advance(WARM_FOR_MS);
    expect(done).toEqual(['open']);
  });

  test('stays shut where the browser would have to ask: a click in a page asks for nothing', () => {
    const { store, done } = ready('unknown');
    void store.apply({ type: 'numberRaised', raised });
    expect(done).toEqual([]);
  });
});
