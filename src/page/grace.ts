/** The moment between a click and its call, on sites where one click dials: Esc in the page takes it back. */
import type { CallId } from '../call/state.ts';
import type { Reply } from '../messages/protocol.ts';
import { isSameNumber, type Target } from './target.ts';

export type GraceDeps = {
  /** Asks the switchboard to drop the number that waits. */
  readonly cancel: (callId: CallId) => void;
  readonly onWaiting: (target: Target) => void;
  /** It was dialled or taken back. */
  readonly onOver: (target: Target) => void;
};

export interface Grace {
  /** `asked`: when it is dialled (epoch ms), as the switchboard says; null: when somebody presses Call. */
  begin(target: Target, callId: CallId, asked: Promise<Reply<number | null>>): void;
  /** True: this number waits; one more click on it is impatience. */
  isWaitingFor(target: Target): boolean;
}

type Waiting = { readonly target: Target; readonly callId: CallId; readonly asked: Promise<unknown> };

export function createGrace({ cancel, onWaiting, onOver }: GraceDeps, signal: AbortSignal): Grace {
  let waiting: Waiting | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (one: Waiting) => {
    if (waiting !== one) return;
    clearTimeout(timer);
    waiting = null;
    onOver(one.target);
  };
  const onKey = (event: KeyboardEvent) => {
    if (!waiting || !event.isTrusted || event.key !== 'Escape') return;
    const { asked, callId } = waiting;
    // Never before the number itself: what is not there yet cannot be dropped.
    void asked.then(() => cancel(callId));
    end(waiting);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', onKey, { capture: true, signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  return {
    begin(target, callId, asked) {
      clearTimeout(timer);
      const mine = { target, callId, asked };
      waiting = mine;
      void asked.then((reply) => {
        if (waiting !== mine) return;
        if (!reply.ok || reply.value === null) waiting = null;
        else {
          timer = setTimeout(() => end(mine), reply.value - Date.now());
          onWaiting(target);
        }
      });
    },
    isWaitingFor: (target) => waiting !== null && isSameNumber(target, waiting.target),
  };
}
