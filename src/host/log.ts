// How this room tells that something went wrong without letting it go further.

export interface Log {
  /** We recovered, but somebody should know. `what` completes "could not …" and names no number. */
  warn(what: string, error: unknown): void;
  /** Does `work`; when it throws, that is logged and nothing else happens. Answers whether it was done. */
  guard(what: string, work: () => void): boolean;
}

export function createLog(print: (line: string) => void): Log {
  const warn = (what: string, error: unknown) => print(`could not ${what} (${trace(error)})`);
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

/** Kind and place. The message stays out: SDKs quote the value that they refuse, be it a password or a number. */
function trace(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack
    ?.split('\n')
    .find((line) => /^\s+at |@/.test(line) && !line.includes(error.message));
  return place ? `${error.name} ${place.trim()}` : error.name;
}
