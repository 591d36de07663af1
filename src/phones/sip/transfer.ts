/**
 * Handing a call to somebody else by REFER (RFC 3515), alone or in place of a call that asks first (RFC 5589, Replaces
 * RFC 3891). The far side tells how it goes in NOTIFYs; who has nothing to tell has not done it.
 */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { Failure } from '../../call/failure.ts';
import type { Clock } from '../clock.ts';
import type { SignallingGate } from './signallingGate.ts';

/** From the 202 to the first word of how it goes; it is sent at once by who means it (RFC 3515 §2.4.4). */
export const FIRST_NOTIFY_WITHIN_MS = 30_000;

/** From one NOTIFY to the next: the other telephone rings for up to 60 s, its voicemail answers before. */
export const NEXT_NOTIFY_WITHIN_MS = 90_000;

export type TransferParts = {
  readonly clock: Clock;
  readonly gate: SignallingGate;
  /** Aborted when the call has ended. */
  readonly signal: AbortSignal;
  /** The other one answered: the far ends talk without us. */
  readonly done: () => void;
  /** The call goes on. */
  readonly failed: (failure: Failure) => void;
};

type StatusLine = { readonly status_code: number; readonly reason_phrase: string };
type Notified = { readonly status_line: StatusLine };
type Refused = { readonly response: StatusLine | null; readonly cause: string };

/** What JsSIP 3.13.8 reads of the session that is replaced. It is right for a call that we made, and for no other. */
type Replaced = {
  readonly _request: { readonly call_id: string };
  readonly _to_tag: string;
  readonly _from_tag: string;
};
type WithDialog = {
  readonly _dialog: { readonly id: { call_id: string; local_tag: string; remote_tag: string } } | null;
};

const detailOf = ({ status_code, reason_phrase }: StatusLine) => `SIP ${status_code} ${reason_phrase}`.trim();

/** A dialog as its far end finds it: its own tag is what it knows as local (RFC 3891 §3). */
function replacedBy(session: RTCSession): Replaced | null {
  const id = (session as unknown as WithDialog)._dialog?.id;
  return id ? { _request: { call_id: id.call_id }, _to_tag: id.remote_tag, _from_tag: id.local_tag } : null;
}

function refusalOf({ response, cause }: Refused): Failure {
  if (response) return { code: 'transfer-refused', detail: detailOf(response) };
  const isDeaf = cause === 'Connection Error' || cause === 'Request Timeout';
  return { code: isDeaf ? 'server-unreachable' : 'transfer-refused', detail: cause };
}

/**
 * Asks the far end of `session` to call `target`, a SIP URI; with `consult` to take that call's place there. Exactly one
 * of `done` and `failed` follows, unless the call ends before.
 */
export function transferSession(
  session: RTCSession,
  target: string,
  parts: TransferParts,
  consult?: RTCSession,
) {
  const { clock, gate, signal } = parts;
  let isOver = false;
  let cancel = () => {};
  const over = (tell: () => void) => {
    if (isOver) return;
    isOver = true;
    cancel();
    if (!signal.aborted) tell();
  };
  const fail = (failure: Failure) => over(() => parts.failed(failure));
  const wait = (withinMs: number) => {
    cancel();
    if (isOver || signal.aborted) return;
    const detail = `not told within ${withinMs / 1000} s`;
    cancel = clock.after(withinMs, () => fail({ code: 'transfer-failed', detail }));
  };
  signal.addEventListener('abort', () => cancel(), { once: true });

  const replaces = consult ? replacedBy(consult) : null;
  // The request would be lost, and JsSIP's guess at what to do about that ends the call.
  if (!gate.isOpen()) return fail({ code: 'server-unreachable', detail: 'the server is away' });
  if (!session.isEstablished() || (consult && !replaces))
    return fail({ code: 'transfer-failed', detail: 'a call is not answered' });
  const underWay = () => wait(NEXT_NOTIFY_WITHIN_MS);
  session.refer(target, {
    ...(replaces ? { replaces } : {}),
    eventHandlers: {
      requestSucceeded: () => wait(FIRST_NOTIFY_WITHIN_MS),
      requestFailed: (refused: Refused) => fail(refusalOf(refused)),
      trying: underWay,
      progress: underWay,
      accepted: () => over(parts.done),
      failed: ({ status_line }: Notified) => fail({ code: 'transfer-failed', detail: detailOf(status_line) }),
    },
  } as unknown as Parameters<RTCSession['refer']>[1]);
}
