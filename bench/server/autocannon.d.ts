/** The part of autocannon 9 that the bench uses; it brings no types (github.com/mcollina/autocannon, README). */
declare module 'autocannon' {
  export type Request = {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  export type Options = {
    readonly url: string;
    readonly connections: number;
    /** Requests in all. */
    readonly amount: number;
    readonly requests: readonly { readonly setupRequest: (request: Request) => Request }[];
  };
  export interface Instance {
    on(
      event: 'response',
      told: (client: unknown, status: number, bytes: number, responseTimeMs: number) => void,
    ): void;
  }
  /** `done` gets errors of the run itself; failed requests are counted in the result. */
  export default function autocannon(
    options: Options,
    done: (error: Error | null, result: { readonly errors: number; readonly timeouts: number }) => void,
  ): Instance;
}
