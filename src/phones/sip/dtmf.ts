/** Digits into a call: as RTP events (RFC 4733) where they were negotiated, else as SIP INFO. */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { SignallingGate } from './signallingGate.ts';

/** 100 ms tone, 100 ms gap: long enough for every menu, 5 digits a second. "," pauses 2 s, in JsSIP and in WebRTC. */
const TONE = { duration: 100, interToneGap: 100 } as const;

const DIGITS = /^[0-9*#A-D,]+$/i;

/** Nothing is sent for text that is not digits, or as INFO while the server is away (it would end the call). */
export function sendDigits(session: RTCSession, digits: string, gate: SignallingGate): void {
  if (!DIGITS.test(digits) || session.isEnded() || !session.connection) return;
  const sender = session.connection.getSenders().find((each) => each.track?.kind === 'audio');
  const byRtp = sender?.dtmf?.canInsertDTMF === true;
  if (!byRtp && !gate.isOpen()) return;
  const transportType = byRtp ? 'RFC2833' : 'INFO';
  session.sendDTMF(digits, { ...TONE, transportType } as Parameters<RTCSession['sendDTMF']>[1]);
}

/** An answering menu is deaf for its first moment: one pause before the extension. */
export function postDial(extension: string): string {
  return `,${extension}`;
}
