// One-click dialling: a raised number that says when it dials itself is dialled then, through the same desk as any other,
// unless somebody or something comes first. Whether a click may raise such a number is the switchboard's business.
import type { Command } from '../call/command.ts';
import type { CallId, RaisedNumber } from '../call/state.ts';
import { HARMLESS_COMMANDS } from '../messages/allowed.ts';
import type { Clock } from '../phones/clock.ts';
import type { Desk } from './desk.ts';
import type { Store } from './store.ts';

export type OneClickDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
};

/** A moment to cancel in is seconds; what claims more was not meant. */
const LONGEST_GRACE_MS = 30_000;
/** A machine that slept meanwhile must not wake up dialling. */
const LATEST_MS = 2_000;

/** The desk as the house knows it: any command that is not harmless takes the number from the timer into a hand. */
export function dialRaised({ store, clock, desk }: OneClickDeps): Desk {
  let seen: CallId | null = null;
  let cancel: (() => void) | null = null;

  const stop = () => {
    const wasRunning = cancel !== null;
    cancel?.();
    cancel = null;
    return wasRunning;
  };
  const endGrace = () => void store.apply({ type: 'graceEnded' });
  const dial = ({ callId, remote }: RaisedNumber, dialsAt: number) => {
    cancel = null;
    // By itself it puts no conversation on hold, and takes no turn from a call that rings.
    const isBusy = store.state.calls.some(({ status }) => status !== 'ended');
    if (isBusy || clock.now() - dialsAt > LATEST_MS) return endGrace();
    // Refused: it waits for a person, who is told why when they try.
    void desk({ type: 'dial', callId, remote }).then(endGrace);
  };

  store.watch(({ raised }) => {
    if ((raised?.callId ?? null) === seen) return;
    seen = raised?.callId ?? null;
    stop();
    if (raised?.dialsAt === undefined) return;
    const { dialsAt } = raised;
    const delayMs = dialsAt - clock.now();
    if (delayMs > LONGEST_GRACE_MS) return endGrace();
    cancel = clock.after(Math.max(0, delayMs), () => dial(raised, dialsAt));
  });

  return (command) => {
    if (!isHarmless(command, seen) && stop()) endGrace();
    return desk(command);
  };
}

/** True: nobody has taken the raised number into a hand by that. A number that is raised after it takes its place anyway. */
function isHarmless(command: Command, raised: CallId | null): boolean {
  if (command.type === 'dismissRaised') return command.callId !== undefined && command.callId !== raised;
  return command.type === 'raise' || (HARMLESS_COMMANDS as readonly string[]).includes(command.type);
}
