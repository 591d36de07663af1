/** Calls of the fake that are handed to somebody else: how that goes follows from the number, as a dialled call's does. */
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { CallId, Remote } from '../../call/state.ts';
import type { Clock } from '../clock.ts';
import { isAnswered, refusalOf } from './refusals.ts';

/** From asking to the other telephone's ringing. */
const RINGS_AFTER_MS = 300;
const RING_FOR_MS = 60_000;

export type HandoverParts = {
  readonly clock: Clock;
  readonly answersAfterMs: number;
  /** The far side hands no call over. */
  readonly refuses: () => boolean;
  readonly isTalking: (callId: CallId) => boolean;
  readonly report: (event: PhoneEvent) => void;
  readonly end: (callId: CallId) => void;
};

export interface Handover {
  toNumber(callId: CallId, to: Remote): void;
  toCall(callId: CallId, consultId: CallId): void;
}

const REFUSED: Failure = { code: 'transfer-refused', detail: 'SIP 603 Decline' };

export function createHandover(parts: HandoverParts): Handover {
  const { clock, answersAfterMs, isTalking, report, end } = parts;
  const underWay = new Set<CallId>();

  const over = (callId: CallId, tell: () => void) => {
    if (underWay.delete(callId) && isTalking(callId)) tell();
  };
  const fail = (callId: CallId, failure: Failure) =>
    over(callId, () => report({ type: 'callTransferFailed', callId, failure }));
  const succeed = (callId: CallId, consultId?: CallId) =>
    over(callId, () => {
      report({ type: 'callTransferred', callId });
      end(callId);
      if (consultId) end(consultId);
    });
  /** The far side's first word, unless it is a no. */
  const begin = (callId: CallId, agreed: () => void) => {
    if (underWay.has(callId)) return;
    underWay.add(callId);
    clock.after(RINGS_AFTER_MS, () => (parts.refuses() ? fail(callId, REFUSED) : agreed()));
  };
  const failed = (detail?: string): Failure => ({ code: 'transfer-failed', ...(detail ? { detail } : {}) });

  return {
    toNumber(callId, to) {
      begin(callId, () => {
        const refusal = refusalOf(to);
        if (refusal) fail(callId, failed(refusal.detail));
        else if (isAnswered(to)) clock.after(answersAfterMs, () => succeed(callId));
        else clock.after(RING_FOR_MS, () => fail(callId, failed('SIP 480 Temporarily Unavailable')));
      });
    },
    toCall(callId, consultId) {
      begin(callId, () => {
        if (isTalking(consultId)) succeed(callId, consultId);
        else fail(callId, failed('the other call is over'));
      });
    },
  };
}
