// What the rules will ask about a number is looked at as soon as it is raised: unpacking the tables of a country takes up
// to 12 ms (measured, Node 24), and the click on Call has 50 to its INVITE. The answers are not kept, only the tables are.
import type { E164 } from '../numbers/e164.ts';
import type { Clock } from '../phones/clock.ts';
import { loadPlaces } from './loadPlaces.ts';
import type { Store } from './store.ts';

export type ForesightDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly lookUp?: (e164: E164) => unknown;
};

export function foresee({ store, clock, lookUp = lookUpAll }: ForesightDeps): void {
  void loadPlaces();
  store.watch((_, event) => {
    if (event.type !== 'numberRaised') return;
    const { e164 } = event.raised.remote;
    // After what has to happen at once: the snapshot, and the microphone.
    clock.after(0, () => void lookUp(e164));
  });
}

async function lookUpAll(e164: E164): Promise<void> {
  const { placeOf } = await loadPlaces();
  placeOf(e164);
}
