/** Digits into a call. The SDK takes one at a time and spaces them itself; "," pauses 2 s, as on the SIP phone. */
import type { Clock } from '../clock.ts';

const DIGITS = /^[0-9*#,]+$/;
const PAUSE_MS = 2_000;

export interface Dtmf {
  /** Text that is not digits is passed over. */
  send(digits: string): void;
  stop(): void;
}

/** An answering menu is deaf for its first moment: one pause before the extension. */
export const postDial = (extension: string): string => `,${extension}`;

export function createDtmf(sendDigit: (digit: string) => void, clock: Clock): Dtmf {
  let waiting = '';
  let cancel: (() => void) | null = null;

  const run = () => {
    cancel = null;
    while (waiting && !cancel) {
      const digit = waiting.charAt(0);
      waiting = waiting.slice(1);
      if (digit === ',') cancel = clock.after(PAUSE_MS, run);
      else sendDigit(digit);
    }
  };
  return {
    send(digits) {
      if (!DIGITS.test(digits)) return;
      waiting += digits;
      if (!cancel) run();
    },
    stop() {
      waiting = '';
      cancel?.();
      cancel = null;
    },
  };
}
