/** Requests to the host, in the imperative. A reply means *accepted*; what happened next is in the state. */
import type { E164 } from '../numbers/e164.ts';
import type { AccountId, CallId, RaisedNumber, Remote } from './state.ts';

export type Command =
  /** Show a number with its Call button focused; dials nothing. */
  | { readonly type: 'raise'; readonly raised: Omit<RaisedNumber, 'raisedAt'> }
  /** With a call id: only when that one is raised. */
  | { readonly type: 'dismissRaised'; readonly callId?: CallId }
  /** A call id that the host knows is answered with *accepted* and dials nothing. */
  | {
      readonly type: 'dial';
      readonly callId: CallId;
      readonly remote: Remote;
      /** Chosen by a person: this line or none. Absent: the host chooses, by route and order. */
      readonly accountId?: AccountId;
      /** One of the account's own: what the called person sees. */
      readonly callerId?: E164;
      /** Why a rule is set aside for this call, in writing: 3–200 characters, journalled. */
      readonly override?: string;
      /** The call that may be handed to who answers: it is held meanwhile, and resumed when this one ends. */
      readonly consultFor?: CallId;
    }
  /** Blind: hand the far end to somebody who was not asked. */
  | { readonly type: 'transfer'; readonly callId: CallId; readonly to: Remote }
  /** Attended: the far ends of this consultation and of the call it was made for talk on without us. */
  | { readonly type: 'completeTransfer'; readonly callId: CallId }
  /** A conference of every call that is answered. */
  | { readonly type: 'mix' }
  /** Back to one conversation: this call goes on, the others are held. */
  | { readonly type: 'unmix'; readonly callId: CallId }
  | { readonly type: 'answer'; readonly callId: CallId }
  /** Ends a call in any state: cancels, declines or hangs up. */
  | { readonly type: 'hangUp'; readonly callId: CallId }
  | { readonly type: 'hold'; readonly callId: CallId }
  | { readonly type: 'resume'; readonly callId: CallId }
  | { readonly type: 'setMuted'; readonly callId: CallId; readonly muted: boolean }
  /** `digits`: 0–9, *, #, A–D, and "," for a pause of two seconds. */
  | { readonly type: 'sendDigits'; readonly callId: CallId; readonly digits: string }
  | { readonly type: 'dismissCall'; readonly callId: CallId }
  /** Try the line now instead of at `retryAt`. */
  | { readonly type: 'reconnect' }
  /** Look at the microphone permission again (after the welcome page asked for it). */
  | { readonly type: 'checkMicrophone' };

export type CommandType = Command['type'];
