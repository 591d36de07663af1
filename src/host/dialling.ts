// From "dial this" to the phone's dial, and from "answer" to its answer: refusal first, then the microphone,
// then the phone, which prepares while the journal writes and sends nothing before it has. The other commands are in desk.ts.

import { mayDialNow } from '../call/actions.ts';
import type { Command } from '../call/command.ts';
import type { Failure } from '../call/failure.ts';
import type { Call, CallId, PhoneState, Remote } from '../call/state.ts';
import type { RoomLog } from '../log.ts';
import type { Reply } from '../messages/protocol.ts';
import { toE164 } from '../numbers/e164.ts';
import type { Phone } from '../phones/phone.ts';
import { mayDial } from '../rules/mayDial.ts';
import type { Microphone } from './microphone.ts';
import { atMost } from './patience.ts';
import type { Store } from './store.ts';

export type DiallingDeps = {
  readonly store: Store;
  readonly phone: () => Phone | null;
  readonly microphone: Pick<Microphone, 'open' | 'check'>;
  /** Prefixes of numbers that are never dialled: "+1900". */
  readonly denyPrefixes: readonly string[];
  readonly log: RoomLog;
};

export interface Dialling {
  dial(command: Extract<Command, { type: 'dial' }>): Reply<null>;
  answer(callId: CallId): Promise<Reply<null>>;
  /** True while a call is in the state but the phone has not been told to dial it. */
  isUntold(callId: CallId): boolean;
}

export const ACCEPTED: Reply<null> = { ok: true, value: null };

/** A strict write takes single milliseconds; a journal that takes this long is broken, and dialling is never blocked. */
const JOURNAL_PATIENCE_MS = 250;

export function createDialling(deps: DiallingDeps): Dialling {
  const { store, microphone } = deps;
  /** Every id this host was told to dial: an id of the past never dials again, even when its call was dismissed. */
  const known = new Set<CallId>();
  const untold = new Set<CallId>();
  const answering = new Set<CallId>();

  const carryOut = async (callId: CallId, remote: Remote, written: Promise<void>) => {
    const cleared = atMost(written, JOURNAL_PATIENCE_MS).then(
      // Hung up in the meantime: nothing leaves.
      () => statusOf(store.state, callId) === 'dialing',
    );
    const opened = await microphone.open();
    untold.delete(callId);
    // Hung up, or its line was closed, while the microphone opened.
    if (statusOf(store.state, callId) !== 'dialing') return;
    if (!opened.ok) return end(callId, opened.failure);
    const phone = deps.phone();
    if (!phone) return end(callId, { code: 'line-not-ready' });
    holdOthers(deps, phone, callId);
    const told = deps.log.guard('dial', () => phone.dial(callId, remote, opened.stream, cleared));
    if (!told) end(callId, { code: 'unknown', detail: 'the phone threw' });
  };

  const end = (callId: CallId, failure: Failure) => {
    void store.apply({ type: 'callEnded', callId, by: 'local', failure });
  };

  return {
    isUntold: (callId) => untold.has(callId),
    dial({ callId, remote }) {
      if (known.has(callId) || find(store.state, callId)) return ACCEPTED;
      const failure = refuseDial(store.state, remote, deps.denyPrefixes);
      if (failure) {
        // What was true of the microphone may be so no more: the next attempt is judged by a fresh look.
        if (failure.code.startsWith('microphone-')) void microphone.check();
        return { ok: false, failure };
      }
      known.add(callId);
      untold.add(callId);
      const written = store.apply({ type: 'callDialed', callId, remote });
      void carryOut(callId, remote, written);
      return ACCEPTED;
    },
    /** Without a microphone the call goes on ringing: the agent may still allow it, or decline. */
    async answer(callId) {
      if (statusOf(store.state, callId) !== 'offered' || answering.has(callId)) return ACCEPTED;
      answering.add(callId);
      const opened = await microphone.open();
      answering.delete(callId);
      const phone = deps.phone();
      if (!phone || statusOf(store.state, callId) !== 'offered') return ACCEPTED;
      if (!opened.ok) return opened;
      holdOthers(deps, phone, callId);
      const told = deps.log.guard('answer', () => phone.answer(callId, opened.stream));
      return told ? ACCEPTED : { ok: false, failure: { code: 'unknown', detail: 'the phone threw' } };
    },
  };
}

/** One conversation at a time: whoever is live waits, where the phone can hold. */
export function holdOthers(
  { store, log }: Pick<DiallingDeps, 'store' | 'log'>,
  phone: Phone,
  callId: CallId,
): void {
  if (!phone.capabilities.hold) return;
  for (const { id, status } of store.state.calls) {
    if (id !== callId && status === 'live') log.guard('hold a call', () => phone.hold(id));
  }
}

function refuseDial(state: PhoneState, remote: Remote, denyPrefixes: readonly string[]): Failure | null {
  if (!remote.e164) return { code: 'number-invalid' };
  const verdict = mayDial({ e164: remote.e164, ownNumber: ownNumber(state), denyPrefixes });
  if (!verdict.ok) return { code: 'number-forbidden', detail: verdict.reason };
  const now = mayDialNow(state);
  return now.ok ? null : now.failure;
}

/** The line's identity is a SIP address; its user part is the agent's own number where the provider made it so. */
function ownNumber({ line }: PhoneState) {
  if (line.status !== 'ready') return null;
  return toE164(line.identity.replace(/^sips?:/, '').split('@')[0]);
}

export function find(state: PhoneState, callId: CallId): Call | undefined {
  return state.calls.find(({ id }) => id === callId);
}

function statusOf(state: PhoneState, callId: CallId): Call['status'] | undefined {
  return find(state, callId)?.status;
}
