/** One finished or running call as the journal keeps it and the history shows it. */
import type { FailureCode } from './failure.ts';
import type { AccountId, CallId } from './state.ts';

export type CallOutcome = 'open' | 'connected' | 'canceled' | 'missed' | FailureCode;

export type CallRecord = {
  readonly id: CallId;
  /** The life of the host that wrote it: an open record of an earlier life was interrupted. */
  readonly hostId: string;
  readonly direction: 'outgoing' | 'incoming';
  /** E.164, or the SIP user of a far end without a number. */
  readonly number: string;
  readonly name?: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly answeredAt?: number;
  readonly endedAt?: number;
  readonly outcome: CallOutcome;
  /** Whose line carried it; absent in records of earlier versions. */
  readonly accountId?: AccountId;
  /** The reason in writing for which a rule was set aside. */
  readonly override?: string;
};
