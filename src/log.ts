/**
 * The log. error: the user was failed; warn: we recovered; info: one line per lifecycle step; debug: the rest.
 * Everything goes through `redact`: numbers keep their last three digits, secrets keep nothing. The only user of console.
 */

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** `room` names who speaks: "switchboard", "host". `detail` is anything; it is redacted. */
export type LogLine = (room: string, message: string, detail?: unknown) => void;

const SECRET_KEY = /pass(word|wd|phrase)?|token|secret|credential|authori[sz]ation|api-?key|cookie|^pat$/i;
const SECRET_TEXT =
  /\b(bearer|basic|digest|password|passwd|token|secret|response|nonce)\b(["']?\s*[=: ]\s*)(?:"[^"]*"|[^\s,;&]+)/gi;
const JWT = /\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g;
const USER_INFO = /(\/\/)[^/\s@]+@/g;
// Seven digits or more, with the separators people write between them.
const NUMBER = /\+?\d(?:[\s().\-/\u00a0]*\d){6,}/g;
const MAX_DEPTH = 4;

/** `unknown` → the same thing fit for a log: JSON-like, numbers shortened ("…123"), secrets gone. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`);
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
    .replace(USER_INFO, '$1[secret]@')
    .replace(SECRET_TEXT, '$1$2[secret]')
    .replace(NUMBER, (number) => `…${number.replace(/\D/g, '').slice(-3)}`);
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
