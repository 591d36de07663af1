/** One finished or running call as the journal keeps it and the history shows it. */
import type { FailureCode } from './failure.ts';
import type { QualitySummary } from './quality.ts';
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
  /** To whom it was handed: number or name. */
  readonly transferredTo?: string;
  readonly quality?: QualitySummary;
} & CallNote;

/** What the agent wrote of it. Both are the agent's words; `disposition` is one of the list in the settings. */
export type CallNote = { readonly disposition?: string; readonly note?: string };

/** Which records: all conditions hold. `text` is looked for in number, name, note and disposition. */
export type CallQuery = {
  readonly text?: string;
  readonly direction?: CallRecord['direction'];
  readonly missed?: true;
  /** Began before (epoch ms): where the last page ended. */
  readonly before?: number;
  /** Calls that began in the same moment as the last one come with it. */
  readonly limit: number;
};
