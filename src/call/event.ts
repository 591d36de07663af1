/** Facts, in the past tense. A phone reports PhoneEvents; the host adds its own. `reduce` turns both into state. */
import type { Failure } from './failure.ts';
import type { AccountId, CallId, Capabilities, Microphone, RaisedNumber, Remote } from './state.ts';

/** What an SDK reports through its phone's one `report` function. */
export type PhoneEvent =
  | { readonly type: 'lineConnecting'; readonly attempt: number; readonly retryAt?: number }
  | { readonly type: 'lineReady'; readonly identity: string }
  | { readonly type: 'lineFailed'; readonly failure: Failure }
  | { readonly type: 'lineClosed' }
  | { readonly type: 'callOffered'; readonly callId: CallId; readonly remote: Remote }
  | { readonly type: 'callRinging'; readonly callId: CallId; readonly earlyMedia: boolean }
  | { readonly type: 'callAnswered'; readonly callId: CallId }
  | { readonly type: 'callHeld'; readonly callId: CallId }
  | { readonly type: 'callResumed'; readonly callId: CallId }
  | { readonly type: 'callMuted'; readonly callId: CallId; readonly muted: boolean }
  | {
      readonly type: 'callEnded';
      readonly callId: CallId;
      readonly by: 'local' | 'remote';
      readonly failure?: Failure;
      /** Nothing of it had left for the network: another line may still carry it. */
      readonly unsent?: true;
    };

/** What is said of a line. A phone knows nothing of accounts: the host adds whose line it was. */
export type LineEvent = Extract<PhoneEvent, { type: `line${string}` | 'callOffered' }>;
type OfCall = Exclude<PhoneEvent, LineEvent>;

/** A phone's fact with its line. What is said of a call by another line than the one that carries it does not fit. */
export type LineFact = LineEvent & { readonly accountId: AccountId };
/** Without an account: the host's own word. */
export type CallFact = OfCall & { readonly accountId?: AccountId };

/** What the host itself does. */
export type HostEvent =
  | { readonly type: 'accountOpened'; readonly accountId: AccountId; readonly label: string }
  /** Its line is gone from the list, its phone closed. */
  | { readonly type: 'accountClosed'; readonly accountId: AccountId }
  /** Accounts that are not named come last, in their own order. */
  | { readonly type: 'linesOrdered'; readonly accountIds: readonly AccountId[] }
  | { readonly type: 'phoneOpened'; readonly accountId: AccountId; readonly capabilities: Capabilities }
  | { readonly type: 'phoneClosed'; readonly accountId: AccountId }
  | { readonly type: 'numberRaised'; readonly raised: Omit<RaisedNumber, 'raisedAt'> }
  | { readonly type: 'raisedDismissed' }
  /** The number that was raised waits for a person now. */
  | { readonly type: 'graceEnded' }
  | {
      readonly type: 'callDialed';
      readonly callId: CallId;
      readonly remote: Remote;
      readonly accountId: AccountId;
      readonly override?: string;
    }
  /** Another line carries it: nothing of it had been sent. */
  | { readonly type: 'callRerouted'; readonly callId: CallId; readonly accountId: AccountId }
  | { readonly type: 'callDismissed'; readonly callId: CallId }
  | { readonly type: 'callActivated'; readonly callId: CallId }
  | { readonly type: 'microphoneChanged'; readonly microphone: Microphone };

export type Fact = LineFact | CallFact | HostEvent;

/** `at`: epoch milliseconds, stamped by the host when it learned the fact. */
export type CallEvent = Fact & { readonly at: number };
