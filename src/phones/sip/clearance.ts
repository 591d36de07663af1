/**
 * INVITEs that are ready and may not leave yet, because their call is not on disk. Preparing one (offer, ICE) takes as
 * long as the journal's write; this lets both happen at once, and the wire still comes last.
 */
import { CALL_ID, headerOf } from './header.ts';

export interface Clearance {
  /** Holds the next INVITE of this SIP Call-ID back until `cleared` settles: true sends it, false drops it for good. */
  withhold(sipCallId: string, cleared: Promise<boolean>): void;
  /** True when the message waits here; `send` is then called if and when it may go. */
  takes(message: string, send: () => void): boolean;
}

export function createClearance(): Clearance {
  const waiting = new Map<string, Promise<boolean>>();
  return {
    withhold(sipCallId, cleared) {
      const settled = cleared
        .catch(() => false)
        .finally(() => {
          waiting.delete(sipCallId);
        });
      waiting.set(sipCallId, settled);
    },
    takes(message, send) {
      if (waiting.size === 0 || !message.startsWith('INVITE ')) return false;
      const cleared = waiting.get(headerOf(message, CALL_ID));
      if (!cleared) return false;
      void cleared.then((isCleared) => isCleared && send());
      return true;
    },
  };
}
