// Who is talked with: one conversation at a time, whichever was wished last. Whoever is live besides waits at once; whoever
// comes to life late, because a far end or a re-INVITE took its time, waits then. What is wished comes from the desk.
import type { Call, CallId } from '../call/state.ts';
import type { CarryingDeps } from './carrying.ts';

export type FloorDeps = Pick<CarryingDeps, 'store' | 'phoneOf' | 'log'>;

export interface Floor {
  /** Whom the agent wants to talk with, as far as they are there. */
  readonly wished: readonly CallId[];
  /** These are talked with from now on. Where a phone cannot hold, its call goes on; who is bridged talks without the agent. */
  give(callIds: readonly CallId[]): void;
  /** Not with this one any more, nor with whom it was to be joined: who comes to life now need not wait for it. */
  leave(callId: CallId): void;
}

export function createFloor({ store, phoneOf, log }: FloorDeps): Floor {
  let wished: readonly CallId[] = [];
  /** Is being put on hold. */
  let left: CallId | null = null;

  const hold = ({ id, status, accountId, mixed }: Call) => {
    const phone = status === 'live' && mixed !== 'bridge' ? phoneOf(accountId) : null;
    if (phone?.capabilities.hold) log.guard('hold a call', () => phone.hold(id));
  };

  /** Nobody in particular is wished: who is talked with goes on, else it is who came. */
  const nextAfter = (calls: readonly Call[], risen: Call): readonly CallId[] => {
    const isTalking = ({ id, status, mixed }: Call) => status === 'live' && mixed !== 'bridge' && id !== left;
    const talking = calls.filter((call) => call !== risen && isTalking(call)).map(({ id }) => id);
    return talking.length > 0 ? talking : [risen.id];
  };

  store.watch(({ calls }, event) => {
    wished = wished.filter((id) => calls.some((call) => call.id === id && call.status !== 'ended'));
    if (event.type !== 'callAnswered' && event.type !== 'callResumed') return;
    const risen = calls.find(({ id }) => id === event.callId);
    if (!risen) return;
    if (wished.length === 0) wished = nextAfter(calls, risen);
    if (!wished.includes(risen.id)) hold(risen);
  });

  return {
    get wished() {
      return wished;
    },
    give(callIds) {
      wished = callIds;
      left = null;
      for (const call of store.state.calls) if (!callIds.includes(call.id)) hold(call);
    },
    leave(callId) {
      left = callId;
      if (wished.includes(callId)) wished = [];
    },
  };
}
