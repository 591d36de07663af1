import { expect, test } from 'vitest';
import { createRoomLog } from '../log.ts';
import { createManualClock } from '../phones/fake/manualClock.ts';
import { foresee } from './foresight.ts';
import { callId, remote } from './rehearsal.ts';
import { createStore } from './store.ts';

test('a number is looked up when it was raised, after what had to happen at once', () => {
  const clock = createManualClock();
  const store = createStore({
    hostId: 'host',
    now: clock.now,
    write: async () => undefined,
    publish: () => undefined,
    log: createRoomLog('host'),
  });
  const lookedUp: string[] = [];
  foresee({ store, clock, lookUp: (e164) => void lookedUp.push(e164) });
  const raised = { callId: callId('a'), remote: remote(), text: 't', country: 'US', why: 'prefix' } as const;
  void store.apply({ type: 'numberRaised', raised });
  void store.apply({ type: 'raisedDismissed' });
  expect(lookedUp).toEqual([]);
  clock.advance(0);
  expect(lookedUp).toEqual(['+14155550101']);
});
