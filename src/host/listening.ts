// How long the microphone is open: from the moment a number waits for its Call button, because opening takes 30 ms of
// the 50 that click → INVITE may take, until the last call is over. Nothing that it hears goes anywhere before a call.
import { type Clock, systemClock } from '../phones/clock.ts';
import type { Microphone } from './microphone.ts';
import type { Store } from './store.ts';

/** Who has not called by then is doing something else, and the browser's recording sign goes out. */
export const WARM_FOR_MS = 30_000;

export type ListeningDeps = {
  readonly microphone: Pick<Microphone, 'open' | 'close'>;
  readonly clock?: Clock;
};

export function followMicrophone(store: Store, { microphone, clock = systemClock }: ListeningDeps): void {
  let running = 0;
  let coolDown: (() => void) | null = null;

  const cool = () => {
    coolDown?.();
    coolDown = null;
    if (running === 0) microphone.close();
  };

  store.watch((state, event) => {
    const was = running;
    running = state.calls.filter(({ status }) => status !== 'ended').length;
    // Only where the permission is settled: a click in a page never makes the browser ask.
    const mayWarm = state.microphone === 'granted' && state.line.status === 'ready';
    if (event.type === 'numberRaised' && mayWarm) {
      // Not prolonged by one number after another: a page could keep it open by that.
      coolDown ??= clock.after(WARM_FOR_MS, cool);
      void microphone.open();
    } else if (coolDown && state.raised === null) cool();
    if (was > 0 && running === 0 && !coolDown) microphone.close();
  });
}
