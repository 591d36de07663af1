/** What a server says of messages that wait (RFC 3842 §5): text of a stranger, of which two lines are read. Pure. */
import type { Voicemail } from '../../call/state.ts';

const WAITING = /^Messages-Waiting[ \t]*:[ \t]*(yes|no)[ \t]*$/im;

/** "Voice-Message: 2/8 (0/2)": new and old ones, of them urgent. */
const VOICE = /^Voice-Message[ \t]*:[ \t]*(\d{1,6})[ \t]*\/[ \t]*\d/im;

/** `null` for a body that does not say whether messages wait. */
export function parseMessageSummary(body: string): Voicemail | null {
  const waiting = WAITING.exec(body)?.[1]?.toLowerCase();
  if (!waiting) return null;
  const fresh = VOICE.exec(body)?.[1];
  return { waiting: waiting === 'yes', ...(fresh === undefined ? {} : { fresh: Number(fresh) }) };
}
