/**
 * The line: sign in, notice a loss, say when the SDK will not recover. The SDK connects and connects again by itself,
 * about twice a second and for ever; it says nothing at all when its first connection does not come about. So time and
 * attempts are counted here, and the remedy is always the same: a fresh document.
 */
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { Clock } from '../clock.ts';
import { loginFailure } from './callEnd.ts';
import type { ContainedSdk } from './sdk.ts';
import type { Tokens } from './tokens.ts';

/** A login takes 20–100 ms when all is well (measured); without a connection no event ever comes. */
export const LOGIN_WITHIN_MS = 15_000;

/** Some ten seconds of the SDK's own retries. More of them would only load the server. */
export const MOST_ATTEMPTS = 20;

/** Up for this long, a line is well again, and its attempts are forgotten. */
const STEADY_AFTER_MS = 30_000;

export type PlivoLineParts = {
  readonly sdk: Pick<ContainedSdk, 'client' | 'watchSockets'>;
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** What is shown as the line's own number. */
  readonly identity: string;
  readonly report: (event: PhoneEvent) => void;
  readonly isTalking: () => boolean;
  readonly needFreshDocument: () => void;
};

export interface PlivoLine {
  isReady(): boolean;
  /** What to tell somebody who dials now. */
  whyNotReady(): Failure;
  connect(): void;
  /** Runs at once while the line is ready, else when it is again. Never, when it does not come back. */
  whenReady(run: () => void): void;
  /** No call is up: what had to wait for that is done. */
  idle(): void;
  /** The SDK is beyond recovery. */
  broken(detail: string): void;
  stop(): void;
}

export function createPlivoLine(parts: PlivoLineParts): PlivoLine {
  const { sdk, tokens, clock, report } = parts;
  let status: 'offline' | 'connecting' | 'ready' | 'failed' = 'offline';
  let wasReady = false;
  let stopped = false;
  let attempts = 0;
  let lost = false;
  let lastFailure: Failure = { code: 'unknown' };
  let waiting: (() => void)[] = [];
  let cancelLogin = () => {};
  let cancelSteady = () => {};

  const connecting = () => {
    status = 'connecting';
    report({ type: 'lineConnecting', attempt: Math.max(attempts, 1) });
  };
  const ready = () => {
    cancelLogin();
    lost = false;
    wasReady = true;
    cancelSteady();
    cancelSteady = clock.after(STEADY_AFTER_MS, () => {
      attempts = 0;
    });
    if (status === 'ready') return;
    status = 'ready';
    report({ type: 'lineReady', identity: parts.identity });
    for (const run of waiting.splice(0)) run();
  };
  const fail = (failure: Failure) => {
    cancelLogin();
    if (status === 'failed' && lastFailure.code === failure.code) return;
    status = 'failed';
    lastFailure = failure;
    report({ type: 'lineFailed', failure });
  };
  const askForFreshDocument = () => {
    if (stopped || !lost || parts.isTalking()) return;
    stopped = true;
    parts.needFreshDocument();
  };
  const giveUp = (failure: Failure) => {
    lost = true;
    fail(failure);
    askForFreshDocument();
  };
  const unreachable = (detail: string) => giveUp({ code: 'server-unreachable', detail });

  // The first connection is told by onLogin.
  const back = () => {
    if (wasReady && !stopped) ready();
  };
  const loss = () => {
    cancelSteady();
    if (status === 'ready' && !stopped) connecting();
  };

  const loginFailed = (reason: string) => {
    const failure = loginFailure(reason);
    if (!failure || stopped) return;
    // A machine that slept wakes with a token that is over: the next document begins with a new one. A token that was
    // refused otherwise would be refused there as well.
    if (failure.code !== 'wrong-credentials' || tokens.isExpired()) lost = true;
    fail(failure);
    askForFreshDocument();
  };
  sdk.client.on('onLogin', () => !stopped && ready());
  sdk.client.on('onLoginFailed', loginFailed);
  sdk.client.on('onConnectionChange', ({ state }) => {
    if (state === 'connected') back();
    else loss();
  });
  sdk.watchSockets({
    closed: loss,
    registered: back,
    attempted() {
      attempts += 1;
      if (!stopped && wasReady && status === 'connecting' && attempts > MOST_ATTEMPTS)
        unreachable(`${attempts} attempts to connect`);
    },
  });

  const login = () => {
    if (!stopped) sdk.client.loginWithAccessTokenGenerator({ getAccessToken: () => tokens.next() });
  };
  return {
    isReady: () => status === 'ready',
    whyNotReady: () => {
      if (status === 'failed') return lastFailure;
      return wasReady ? { code: 'server-unreachable' } : { code: 'line-not-ready' };
    },
    connect() {
      if (status !== 'offline' || stopped) return;
      connecting();
      cancelLogin = clock.after(LOGIN_WITHIN_MS, () =>
        unreachable(`no answer to the sign-in within ${LOGIN_WITHIN_MS / 1000} s`),
      );
      if (tokens.isExpired()) void tokens.renew().then(login);
      else login();
    },
    whenReady(run) {
      if (status === 'ready') run();
      else waiting.push(run);
    },
    idle: askForFreshDocument,
    broken: (detail) => giveUp({ code: 'unknown', detail }),
    stop() {
      stopped = true;
      waiting = [];
      cancelLogin();
      cancelSteady();
    },
  };
}
