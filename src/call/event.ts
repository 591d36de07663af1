/** Facts, in the past tense. A phone reports PhoneEvents; the host adds its own. `reduce` turns both into state. */
import type { Failure } from './failure.ts';
import type { CallId, Capabilities, Microphone, RaisedNumber, Remote } from './state.ts';

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
    };

/** What the host itself does. */
export type HostEvent =
  | { readonly type: 'phoneOpened'; readonly capabilities: Capabilities }
  | { readonly type: 'phoneClosed' }
  | { readonly type: 'numberRaised'; readonly raised: Omit<RaisedNumber, 'raisedAt'> }
  | { readonly type: 'raisedDismissed' }
  | { readonly type: 'callDialed'; readonly callId: CallId; readonly remote: Remote }
  | { readonly type: 'callDismissed'; readonly callId: CallId }
  | { readonly type: 'callActivated'; readonly callId: CallId }
  | { readonly type: 'microphoneChanged'; readonly microphone: Microphone };

/** `at`: epoch milliseconds, stamped by the host when it learned the fact. */
export type CallEvent = (PhoneEvent | HostEvent) & { readonly at: number };
