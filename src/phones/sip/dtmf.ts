/**
 * Digits into a call: as RTP events (RFC 4733) where they were negotiated, which go on while the server is away; else as
 * SIP INFO, one after the other, and not while it is away: that would end the call.
 */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { Clock } from '../clock.ts';
import type { SignallingGate } from './signallingGate.ts';

/** 100 ms tone, 100 ms gap: long enough for every menu, 5 digits a second. "," pauses 2 s, as in WebRTC. */
const TONE = { duration: 100, interToneGap: 100 } as const;
const PAUSE_MS = 2_000;
/** JsSIP takes the next INFO as soon as tone and gap are over; a little later, so that it has. */
const INFO_EVERY_MS = 220;

const DIGITS = /^[0-9*#A-D,]+$/i;

export type DigitParts = {
  readonly session: () => RTCSession | null;
  readonly gate: SignallingGate;
  readonly clock: Clock;
  /** Aborted when the call has ended. */
  readonly signal: AbortSignal;
};

export interface DigitSender {
  /** After those that are still on their way. Nothing is sent for text that is not digits. */
  send(digits: string): void;
}

/** An answering menu is deaf for its first moment: one pause before the extension. */
export function postDial(extension: string): string {
  return `,${extension}`;
}

export function createDigitSender({ session, gate, clock, signal }: DigitParts): DigitSender {
  /** For INFO only: what goes by RTP waits in the browser. */
  let waiting = '';
  let cancel: (() => void) | null = null;
  signal.addEventListener('abort', () => cancel?.(), { once: true });

  const give = (to: RTCSession, digits: string, transportType: 'RFC2833' | 'INFO') =>
    to.sendDTMF(digits, { ...TONE, transportType } as Parameters<RTCSession['sendDTMF']>[1]);

  const next = () => {
    cancel = null;
    const to = session();
    const digit = waiting.charAt(0);
    waiting = waiting.slice(1);
    // Half of a code later is worse than none: a menu would take it for another one.
    if (!to || to.isEnded() || !gate.isOpen()) waiting = '';
    else if (digit) {
      if (digit !== ',') give(to, digit, 'INFO');
      cancel = clock.after(digit === ',' ? PAUSE_MS : INFO_EVERY_MS, next);
    }
  };

  return {
    send(digits) {
      const to = session();
      if (!DIGITS.test(digits) || !to?.connection || to.isEnded() || signal.aborted) return;
      const sender = to.connection.getSenders().find((each) => each.track?.kind === 'audio');
      if (sender?.dtmf?.canInsertDTMF === true) return give(to, digits, 'RFC2833');
      waiting += digits;
      if (!cancel) next();
    },
  };
}
