/**
 * The tokens of one line. They live for minutes: the next one is fetched early, never twice at once, and again after a
 * while when it could not be had. How one is fetched is the host's business (`renew`); the SDK only asks for the next.
 */
import type { Credentials, PlivoCredentials } from '../../accounts/credentials.ts';
import type { Clock } from '../clock.ts';

/** The last fifth of a token's life is for attempts that fail; the SDK takes over the new one 60 s before its end. */
const RENEW_AT = 0.8;
const RETRY_MS = 5_000;
/** A server that hands out tokens which are over at once must not be asked in a loop. */
const SOONEST_MS = 1_000;

export type TokensParts = {
  readonly credentials: PlivoCredentials;
  readonly renew: (() => Promise<Credentials>) | undefined;
  readonly clock: Clock;
};

export interface Tokens {
  /** The newest there are: bearer and token. */
  readonly credentials: PlivoCredentials;
  isExpired(): boolean;
  /** A token that was not given before: the first is there at once, the others when they are renewed. Never rejects. */
  next(): Promise<string>;
  /** Fetches one now; the same attempt for all who ask meanwhile. False when it could not be had. */
  renew(): Promise<boolean>;
  stop(): void;
}

export function createTokens({ credentials, renew, clock }: TokensParts): Tokens {
  let newest = credentials;
  let given = '';
  let renewing: Promise<boolean> | null = null;
  let waiting: ((token: string) => void)[] = [];
  let cancel = () => {};
  let stopped = false;

  const schedule = (delayMs: number) => {
    cancel();
    if (renew && !stopped) cancel = clock.after(Math.max(delayMs, SOONEST_MS), () => void renewNow());
  };
  const take = (fresh: Credentials): boolean => {
    // Another account's, or the same token again: that is no renewal.
    if (fresh.kind !== 'plivo' || fresh.username !== newest.username || fresh.token === newest.token)
      return false;
    newest = fresh;
    for (const give of waiting.splice(0)) give(fresh.token);
    return true;
  };
  const attempt = async (): Promise<boolean> => {
    const renewed = renew ? await renew().then(take, () => false) : false;
    schedule(renewed ? RENEW_AT * (expiryOf(newest) - clock.now()) : RETRY_MS);
    return renewed;
  };
  const renewNow = () => {
    renewing ??= attempt().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  schedule(RENEW_AT * (expiryOf(credentials) - clock.now()));
  return {
    get credentials() {
      return newest;
    },
    isExpired: () => expiryOf(newest) <= clock.now(),
    async next() {
      // The SDK asks at once again for a token with less than 60 s to live; it gets an answer when there is a new one.
      if (newest.token === given) await new Promise<string>((resolve) => waiting.push(resolve));
      given = newest.token;
      return given;
    },
    renew: renewNow,
    stop() {
      stopped = true;
      cancel();
      waiting = [];
    },
  };
}

/** The earlier of what our server said and what the token says (RFC 7519 §4.1.4): the SDK looks at neither. */
function expiryOf({ token, expiresAt }: PlivoCredentials): number {
  return Math.min(expiresAt, expiryInToken(token) ?? expiresAt);
}

/** Epoch milliseconds of `exp`; null when the text is no JWT or has none. */
export function expiryInToken(token: string): number | null {
  try {
    const payload = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const { exp } = JSON.parse(payload) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : null;
  } catch {
    return null;
  }
}
