/** Facts, in the past tense. A phone reports PhoneEvents; the host adds its own. `reduce` turns both into state. */
import type { Failure } from './failure.ts';
import type { CallWarning, QualityGrade, QualitySummary } from './quality.ts';
import type {
  AccountId,
  Audio,
  CallId,
  Capabilities,
  Microphone,
  Mix,
  RaisedNumber,
  Remote,
  Voicemail,
} from './state.ts';

/** What an SDK reports through its phone's one `report` function. */
export type PhoneEvent =
  | { readonly type: 'lineConnecting'; readonly attempt: number; readonly retryAt?: number }
  | { readonly type: 'lineReady'; readonly identity: string }
  | { readonly type: 'lineFailed'; readonly failure: Failure }
  | { readonly type: 'lineClosed' }
  | ({ readonly type: 'voicemailCounted' } & Voicemail)
  | { readonly type: 'callOffered'; readonly callId: CallId; readonly remote: Remote }
  | { readonly type: 'callRinging'; readonly callId: CallId; readonly earlyMedia: boolean }
  | { readonly type: 'callAnswered'; readonly callId: CallId }
  | { readonly type: 'callHeld'; readonly callId: CallId }
  | { readonly type: 'callResumed'; readonly callId: CallId }
  | { readonly type: 'callMuted'; readonly callId: CallId; readonly muted: boolean }
  /** The far end reached the other one; `callEnded` follows. */
  | { readonly type: 'callTransferred'; readonly callId: CallId }
  /** The call goes on as it was. */
  | { readonly type: 'callTransferFailed'; readonly callId: CallId; readonly failure: Failure }
  | {
      readonly type: 'callEnded';
      readonly callId: CallId;
      readonly by: 'local' | 'remote';
      readonly failure?: Failure;
      /** Nothing of it had left for the network: another line may still carry it. */
      readonly unsent?: true;
    };

/** What is said of a line. A phone knows nothing of accounts: the host adds whose line it was. */
export type LineEvent = Extract<PhoneEvent, { type: `line${string}` | 'voicemailCounted' | 'callOffered' }>;
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
      readonly consultFor?: CallId;
    }
  /** The phone was told to hand it over. `to`: number or name. */
  | { readonly type: 'callTransferring'; readonly callId: CallId; readonly to: string }
  /** These calls sound into each other now; every other call does not. Fewer than two: none do. */
  | { readonly type: 'callsMixed'; readonly callIds: readonly CallId[]; readonly as: Mix }
  | {
      readonly type: 'callGraded';
      readonly callId: CallId;
      readonly grade: QualityGrade;
      readonly warnings: readonly CallWarning[];
    }
  | { readonly type: 'callMeasured'; readonly callId: CallId; readonly quality: QualitySummary }
  /** Another line carries it: nothing of it had been sent. */
  | { readonly type: 'callRerouted'; readonly callId: CallId; readonly accountId: AccountId }
  | { readonly type: 'callDismissed'; readonly callId: CallId }
  | { readonly type: 'callActivated'; readonly callId: CallId }
  | { readonly type: 'microphoneChanged'; readonly microphone: Microphone }
  /** What it does not name stays as it is. */
  | { readonly type: 'audioChanged'; readonly audio: Partial<Audio> }
  | { readonly type: 'doNotDisturbChanged'; readonly doNotDisturb: boolean }
  | { readonly type: 'missedCounted'; readonly missed: number };

export type Fact = LineFact | CallFact | HostEvent;

/** `at`: epoch milliseconds, stamped by the host when it learned the fact. */
export type CallEvent = Fact & { readonly at: number };
