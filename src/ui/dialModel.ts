/** Dialling from a screen: one click, one call; with which account and number; and once more in spite of a rule. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { mayDialNow } from '../call/actions.ts';
import { newCallId } from '../call/callId.ts';
import type { Failure } from '../call/failure.ts';
import type { AccountId, CallId, PhoneState, Remote } from '../call/state.ts';
import type { askSwitchboard } from '../messages/send.ts';
import type { E164 } from '../numbers/e164.ts';

/** Which account carries the call, and which of its numbers is shown. */
export type DialChoice = { readonly accountId?: AccountId; readonly callerId?: E164 };
/** `callId`: of the number that was raised; absent: a new one. `consultFor`: the call that may be handed over. */
export type DialTerms = {
  readonly callId?: CallId;
  readonly consultFor?: CallId;
  readonly override?: string;
};
export type RefusedDial = {
  readonly remote: Remote;
  readonly callId: CallId;
  readonly consultFor?: CallId;
  readonly failure: Failure;
};

export type DialModel = {
  /** How the next call is made; empty: as the routes and the order of the accounts say. */
  readonly choice: Signal<DialChoice>;
  /** The last call that a rule refused and that a reason or a yes would allow. */
  readonly refused: ReadonlySignal<RefusedDial | null>;
  dial(remote: Remote, terms?: DialTerms): Promise<boolean>;
  /** The refused call once more, with the reason in writing. */
  dialNevertheless(reason: string): Promise<boolean>;
  dismissRefused(): void;
  stateChanged(next: PhoneState): void;
};

const NOT_READY: Failure = { code: 'line-not-ready' };

/** `notice`: where a refusal that nobody can change is said. */
export function createDialModel(
  { ask }: { readonly ask: typeof askSwitchboard },
  state: ReadonlySignal<PhoneState | null>,
  notice: Signal<Failure | null>,
): DialModel {
  const choice = signal<DialChoice>({});
  const refused = signal<RefusedDial | null>(null);
  let raisedLast: CallId | null = null;
  // One click, one call: until the host has answered and the state has moved, a second click asks for nothing.
  let inFlight: { readonly callId: CallId; accepted: boolean } | null = null;

  async function dial(remote: Remote, terms: DialTerms = {}): Promise<boolean> {
    if (inFlight) return false;
    const { callId = newCallId(), ...more } = terms;
    const now = state.value ? mayDialNow(state.value) : { ok: false as const, failure: NOT_READY };
    if (!now.ok) {
      notice.value = now.failure;
      return false;
    }
    inFlight = { callId, accepted: false };
    const command = { type: 'dial' as const, callId, remote, ...choice.value, ...more };
    const reply = await ask<'command'>({ type: 'command', command });
    tell(reply.ok ? null : { remote, callId, ...consulting(more), failure: reply.failure });
    inFlight = reply.ok && !knows(state.value, callId) ? { callId, accepted: true } : null;
    // Chosen for one call.
    if (reply.ok) choice.value = {};
    return reply.ok;
  }

  /** What a person may allow is asked; what nobody may is said. */
  function tell(refusal: RefusedDial | null): void {
    const mayYield = refusal?.failure.overridable === true;
    refused.value = mayYield ? refusal : null;
    notice.value = mayYield ? null : (refusal?.failure ?? null);
  }

  async function dialNevertheless(reason: string): Promise<boolean> {
    const last = refused.value;
    return last !== null && dial(last.remote, { callId: last.callId, ...consulting(last), override: reason });
  }

  return {
    choice,
    refused,
    dial,
    dialNevertheless,
    dismissRefused: () => {
      refused.value = null;
    },
    stateChanged: (next) => {
      if (inFlight && (inFlight.accepted || knows(next, inFlight.callId))) inFlight = null;
      // Another number from a page, or none any more: what was asked about the last one is over.
      const raisedNow = next.raised?.callId ?? null;
      if (raisedNow !== raisedLast && refused.value?.callId === raisedLast) refused.value = null;
      raisedLast = raisedNow;
    },
  };
}

function consulting({ consultFor }: Pick<DialTerms, 'consultFor'>): Pick<DialTerms, 'consultFor'> {
  return consultFor === undefined ? {} : { consultFor };
}

function knows(state: PhoneState | null, callId: CallId): boolean {
  return state?.calls.some((call) => call.id === callId) ?? false;
}
