/**
 * The line: register, notice a loss, come back. Reports line… events; calls are not its business.
 *
 * What the state says is always true: a line that has never been ready says `failed: server-unreachable` after its
 * first failed attempt and goes on trying in silence, so that a sign-in ends with a name for what is wrong; a line that
 * was ready says `connecting` with the attempt and the moment of the next one, for as long as it takes. A refused
 * password ends the trying: more of it would lock the account.
 */
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { PhoneEvent } from '../../call/event.ts';
import type { Failure } from '../../call/failure.ts';
import type { Clock } from '../clock.ts';
import { createHeartbeat, type Heartbeat } from './heartbeat.ts';
import { retryDelayMs } from './retryDelay.ts';
import type { UserAgent } from './userAgent.ts';

export type LineParts = {
  readonly credentials: SipCredentials;
  readonly clock: Clock;
  readonly agent: UserAgent;
  readonly report: (event: PhoneEvent) => void;
  /** The socket opened or closed. */
  readonly transportChanged: (isOpen: boolean) => void;
  /** The server refused user or password: whoever opened the line reports that, or opens another one. */
  readonly refused: (failure: Failure) => void;
};

export interface Line {
  isReady(): boolean;
  /** The server refused user or password: this line is over, another one must be opened. */
  isRefused(): boolean;
  /** What to tell somebody who dials now. */
  whyNotReady(): Failure;
  connect(): void;
  reconnect(): void;
  /** What is open may be dead, and what is being opened as well. */
  networkChanged(): void;
  heard(): void;
  stop(): void;
}

/** Some registrars confirm without our contact, which JsSIP passes over in silence: nobody must wait for that. */
export const REGISTER_WITHIN_MS = 10_000;

/** 404: some registrars say "no such user" instead of 403. */
const REFUSALS = [401, 403, 404, 407];

type Refusal = { readonly response: { status_code: number; reason_phrase: string } | null; cause?: unknown };

export function createLine(parts: LineParts): Line {
  const { credentials, clock, agent, report } = parts;
  const { ua } = agent;
  const identity = credentials.user.startsWith('+')
    ? credentials.user
    : `${credentials.user}@${credentials.domain}`;
  let attempt = 0;
  let wasReady = false;
  let started = false;
  let stopped = false;
  let lastFailure: Failure = { code: 'line-not-ready' };
  let cancelRetry = () => {};
  let cancelWatch = () => {};

  const heartbeat: Heartbeat = createHeartbeat({
    clock,
    ping: () => agent.ping(),
    lost: (why) => agent.drop(why),
  });

  const stop = () => {
    stopped = true;
    cancelRetry();
    cancelWatch();
    heartbeat.stop();
  };
  const tryNow = () => {
    if (stopped) return;
    if (ua.isConnected()) ua.register();
    else agent.connect();
  };

  const attemptFailed = (detail: string) => {
    if (stopped) return;
    attempt += 1;
    lastFailure = { code: 'server-unreachable', detail };
    const delayMs = retryDelayMs(attempt, Math.random());
    cancelRetry();
    cancelRetry = clock.after(delayMs, tryNow);
    if (wasReady) report({ type: 'lineConnecting', attempt, retryAt: clock.now() + delayMs });
    else report({ type: 'lineFailed', failure: lastFailure });
  };

  const registrationFailed = ({ response, cause }: Refusal) => {
    if (stopped) return;
    const status = response?.status_code;
    const detail = response ? `SIP ${status} ${response.reason_phrase}` : String(cause);
    if (status === undefined || !REFUSALS.includes(status)) {
      // A closed socket fails the REGISTER too; then `disconnected` follows and speaks for both.
      if (ua.isConnected()) attemptFailed(detail);
      return;
    }
    stop();
    lastFailure = { code: 'wrong-credentials', detail };
    parts.refused(lastFailure);
  };

  ua.on('connected', () => {
    heartbeat.start();
    cancelWatch = clock.after(REGISTER_WITHIN_MS, () => {
      if (!ua.isRegistered()) attemptFailed('REGISTER was not confirmed');
    });
    parts.transportChanged(true);
  });
  ua.on('disconnected', ({ reason, code }) => {
    heartbeat.stop();
    cancelWatch();
    parts.transportChanged(false);
    attemptFailed(reason || `WebSocket closed (${code ?? 'not opened'})`);
  });
  ua.on('registered', () => {
    cancelWatch();
    cancelRetry();
    attempt = 0;
    wasReady = true;
    report({ type: 'lineReady', identity });
  });
  ua.on('registrationFailed', (event) => registrationFailed(event as unknown as Refusal));

  const reconnect = () => {
    if (!started || stopped) return;
    cancelRetry();
    if (ua.isRegistered()) return heartbeat.probe();
    report({ type: 'lineConnecting', attempt: attempt + 1 });
    if (agent.isOpening()) return;
    tryNow();
  };

  return {
    isReady: () => ua.isRegistered(),
    isRefused: () => lastFailure.code === 'wrong-credentials',
    whyNotReady: () =>
      lastFailure.code === 'wrong-credentials' || attempt > 0 ? lastFailure : { code: 'line-not-ready' },
    connect() {
      started = true;
      report({ type: 'lineConnecting', attempt: 1 });
      ua.start();
    },
    reconnect,
    networkChanged() {
      if (!stopped && agent.isOpening()) agent.drop('the network changed');
      reconnect();
    },
    heard: () => heartbeat.heard(),
    stop,
  };
}
