/**
 * BYEs that nobody answered. A hang-up into a socket that is open and dead reaches no one, while JsSIP takes the call
 * for ended and the far leg is paid for; so it is said again, word for word, on the next socket (to a server that had
 * heard it that is a retransmission, RFC 3261 §17.1.2).
 */
import type { Clock } from './clock.ts';
import { CALL_ID, headerOf } from './header.ts';

/** By then gateway and server have reaped the leg. */
const KEEP_MS = 120_000;

export interface Farewells {
  sent(message: string): void;
  received(message: string): void;
  /** Oldest first. */
  unanswered(): readonly string[];
}

/** One BYE: its call, and its number in it. */
const keyOf = (message: string) => `${headerOf(message, CALL_ID)} ${headerOf(message, 'CSeq')}`;

export function createFarewells(clock: Clock): Farewells {
  const waiting = new Map<string, { readonly message: string; readonly until: number }>();
  return {
    sent(message) {
      if (!message.startsWith('BYE ')) return;
      waiting.set(keyOf(message), { message, until: clock.now() + KEEP_MS });
    },
    received(message) {
      if (waiting.size > 0 && message.startsWith('SIP/2.0 ')) waiting.delete(keyOf(message));
    },
    unanswered: () =>
      [...waiting.values()].filter(({ until }) => until > clock.now()).map(({ message }) => message),
  };
}
