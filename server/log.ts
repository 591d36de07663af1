/**
 * The server's log: one JSON object a line (pino). error: somebody was failed; warn: we recovered or refused something
 * odd; info: one line per request and lifecycle step; debug: the rest. Tokens, keys and passwords never reach it;
 * numbers are shortened by whoever logs them, with `maskNumber`.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

const SECRET_KEYS = ['authorization', 'token', 'authToken', 'key', 'password', 'secret'];
/** The last line of defence, over the finished line: JWTs, access keys, what follows a scheme of authorization. */
const SECRET_TEXT = /\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?|\boffhook_[a-z2-7]+|\b(Bearer|Basic)\s+[^\s"\\]+/g;

export function createLog(level = 'info', destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: tellError },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[secret]' },
    hooks: { streamWrite: (line: string) => line.replace(SECRET_TEXT, '[secret]') },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** "+442079460018" → "…018": enough to find a call again, too little to make one. */
export function maskNumber(number: string | null): string | null {
  return number === null ? null : `…${number.replace(/\D/g, '').slice(-3)}`;
}

/** What went wrong and where; a database's message may quote a number, a stack repeats the message. */
function tellError(error: unknown) {
  if (!(error instanceof Error)) return { message: 'not an Error' };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const message = error.message.replace(/\+?\d{7,15}/g, (number) => maskNumber(number) ?? '');
  return { name: error.name, message, stack: frames.map((line) => line.trim()) };
}
