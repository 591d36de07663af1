/** What every route is given, and what a request carries on its way. The routes themselves have a file each. */
import type { MiddlewareHandler } from 'hono';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { PlivoApi } from '../plivo/api.ts';
import type { SignIn } from '../signIn/signIn.ts';
import type { Agent, Store } from '../store/store.ts';

export type RouteDeps = {
  readonly config: Config;
  readonly store: Store;
  readonly plivo: PlivoApi;
  readonly signIn: SignIn;
  readonly metrics: Metrics;
  readonly clock: { now(): number };
};

export type Env = {
  /** What @hono/node-server hands on; absent when the app is asked without a socket. */
  readonly Bindings: { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } };
  readonly Variables: {
    readonly requestId: string;
    readonly log: Log;
    /** Set by `signedIn`. */
    readonly agent: Agent;
  };
};

export type Middleware = MiddlewareHandler<Env>;
