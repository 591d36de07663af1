/**
 * INVITEs that may not leave: not yet, because their call is not on disk (preparing one takes as long as the journal's
 * write, so both happen at once), or not any more, because their call was hung up while a challenge was under way
 * (JsSIP answers a 401 or 407 also for a call that it was told to end).
 */
import { CALL_ID, headerOf } from '../header.ts';

export interface Clearance {
  /**
   * Watches over the INVITEs of this SIP Call-ID: none leaves before `cleared` resolves with true, none when it is
   * false, and none once the call no longer `stands`.
   */
  watch(sipCallId: string, stands: () => boolean, cleared?: Promise<boolean>): void;
  /** True once an INVITE of this SIP Call-ID has left, and of one that nobody watches over any more. */
  hasSent(sipCallId: string): boolean;
  /** True when the message does not go now; `send` is then called if and when it may. */
  takes(message: string, send: () => void): boolean;
}

/** A challenge is answered within seconds; calls of long ago need no watch. */
const REMEMBERED = 50;

type Watched = { readonly stands: () => boolean; cleared: Promise<boolean> | null; isSent: boolean };

export function createClearance(): Clearance {
  const watched = new Map<string, Watched>();
  return {
    watch(sipCallId, stands, cleared) {
      const entry: Watched = { stands, cleared: null, isSent: false };
      const settle = (isCleared: boolean) => {
        entry.cleared = isCleared ? null : Promise.resolve(false);
        return isCleared;
      };
      if (cleared) entry.cleared = cleared.catch(() => false).then(settle);
      watched.set(sipCallId, entry);
      const [oldest] = watched.keys();
      if (watched.size > REMEMBERED && oldest !== undefined) watched.delete(oldest);
    },
    hasSent: (sipCallId) => watched.get(sipCallId)?.isSent ?? true,
    takes(message, send) {
      if (watched.size === 0 || !message.startsWith('INVITE ')) return false;
      const entry = watched.get(headerOf(message, CALL_ID));
      if (!entry) return false;
      if (!entry.stands()) return true;
      if (!entry.cleared) {
        entry.isSent = true;
        return false;
      }
      void entry.cleared.then((isCleared) => isCleared && send());
      return true;
    },
  };
}
