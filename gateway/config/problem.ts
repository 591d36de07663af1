/**
 * What is wrong with a configuration, as data: where it stands, what stands there and what to write instead. Parsing
 * collects every problem before it gives up, so that one run shows them all. No secret is ever a `value`.
 */

export type Problem = {
  /** The file as it was named, or 'environment'. */
  readonly file: string;
  /** Counted from 1; null where a file has no lines of its own (the environment, a missing file). */
  readonly line: number | null;
  /** What it is about, such as `providers[acme].port` or `GATEWAY_REALM`. */
  readonly about: string;
  /** What stands there, as text; null when nothing does, or when it is a secret. */
  readonly value: string | null;
  /** A sentence: what to write. */
  readonly fix: string;
};

/** A value, or everything that keeps it from being one. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** One line for a terminal: `providers.yaml:7 providers[acme].port "506O": a port from 1 to 65535`. */
export function describeProblem({ file, line, about, value, fix }: Problem): string {
  const place = line === null ? file : `${file}:${line}`;
  return `${place} ${about}${value === null ? '' : ` ${JSON.stringify(value)}`}: ${fix}`;
}
