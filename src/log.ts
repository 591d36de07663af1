/**
 * The log. error: the user was failed; warn: we recovered; info: one line per lifecycle step; debug: the rest.
 * Everything goes through `redact`: numbers keep their last three digits, secrets and the words of errors keep nothing.
 * The only user of console.
 */

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** `room` names who speaks: "switchboard", "host". `detail` is anything; it is redacted. */
export type LogLine = (room: string, message: string, detail?: unknown) => void;

const SECRET_KEY =
  /pass(word|wd|phrase)?|token|secret|credential|authori[sz]ation|bearer|(api|access)-?key|cookie|^pat$/i;
const SECRET_TEXT =
  /\b(bearer|basic|digest|password|passwd|token|secret|response|nonce)\b(["']?\s*[=: ]\s*)(?:"[^"]*"|[^\s,;&]+)/gi;
const JWT = /\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g;
/** An access key of our own server. */
const ACCESS_KEY = /\boffhook_[a-z0-9]{8,}/gi;
const USER_INFO = /(\/\/)[^/\s@]+@/g;
// Seven digits or more, with the separators people write between them.
const NUMBER = /\+?\d(?:[\s().\-/\u00a0]*\d){6,}/g;
const MAX_DEPTH = 4;

/** `unknown` → the same thing fit for a log: JSON-like, numbers shortened ("…123"), secrets gone. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redactText(trace(value));
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    SECRET_KEY.test(key) ? '[secret]' : redact(item, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

function redactText(text: string): string {
  return text
    .replace(JWT, '[secret]')
    .replace(ACCESS_KEY, '[secret]')
    .replace(USER_INFO, '$1[secret]@')
    .replace(SECRET_TEXT, '$1$2[secret]')
    .replace(NUMBER, (number) => `…${number.replace(/\D/g, '').slice(-3)}`);
}

/** Kind and place. The message stays out: SDKs quote the value that they refuse, be it a password or a number. */
function trace(error: Error): string {
  const place = error.stack
    ?.replace(error.message, () => '')
    .split('\n')
    .find((line) => /^\s+at |@/.test(line));
  return place ? `${error.name} ${place.trim()}` : error.name;
}

function line(level: LogLevel): LogLine {
  return (room, message, detail) => {
    const head = `[${room}] ${redactText(message)}`;
    if (detail === undefined) console[level](head);
    else console[level](head, redact(detail));
  };
}

export const log: Readonly<Record<LogLevel, LogLine>> = {
  error: line('error'),
  warn: line('warn'),
  info: line('info'),
  debug: line('debug'),
};

/** One room's way to tell that something went wrong without letting it go further. */
export interface RoomLog {
  /** We recovered, but somebody should know. `what` completes "could not …" and names no number. */
  warn(what: string, error: unknown): void;
  /** Does `work`; when it throws, that is logged and nothing else happens. Answers whether it was done. */
  guard(what: string, work: () => void): boolean;
}

/** `write` is for tests. */
export function createRoomLog(room: string, write: LogLine = log.warn): RoomLog {
  // What was thrown and is no error may be anything, a password too.
  const warn = (what: string, error: unknown) =>
    write(room, `could not ${what}`, error instanceof Error ? error : typeof error);
  return {
    warn,
    guard(what, work) {
      try {
        work();
        return true;
      } catch (error) {
        warn(what, error);
        return false;
      }
    },
  };
}
