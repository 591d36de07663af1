/**
 * Access tokens of an identity provider (OpenID Connect): is this one meant for us, in force and signed by the issuer?
 * Any issuer that publishes its keys; who the person is afterwards is the store's business.
 */
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';

export type OidcConfig = {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly scope: string;
};

export type OidcAnswer =
  | { readonly ok: true; readonly subject: string; readonly name: string }
  | { readonly ok: false; readonly reason: 'refused' | 'unavailable' };

/** Only what an issuer signs with a key of its own: no `none`, and no HMAC, whose key we would share. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];
/** What can be kept in any database and shown in any list. */
const TEXT = /^[^\p{Cc}\p{Cs}]{1,128}$/u;
const CLOCK_SKEW_SECONDS = 30;
const TIMEOUT_MS = 5_000;

/** `fetch` and `now` for tests. The keys are fetched when the first token comes, and again when a new `kid` appears. */
export function createOidc(
  config: OidcConfig,
  options: { readonly fetch?: typeof globalThis.fetch; readonly now?: () => number } = {},
): (bearer: string) => Promise<OidcAnswer> {
  const { fetch = globalThis.fetch, now = Date.now } = options;
  const openKeys = keyFinder(config.issuer, fetch);
  return async (bearer) => {
    try {
      const { payload } = await jwtVerify(bearer, await openKeys(), {
        issuer: config.issuer,
        audience: config.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_SKEW_SECONDS,
        currentDate: new Date(now()),
      });
      const subject = payload.sub ?? '';
      if (!TEXT.test(subject)) return { ok: false, reason: 'refused' };
      return { ok: true, subject, name: nameIn(payload) ?? subject };
    } catch (error) {
      return { ok: false, reason: isTokensFault(error) ? 'refused' : 'unavailable' };
    }
  };
}

/** Where the keys are stands in the issuer's discovery document (OpenID Connect Discovery 1.0, §4). Read once. */
function keyFinder(issuer: string, fetch: typeof globalThis.fetch): () => Promise<JWTVerifyGetKey> {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  const discover = async () => {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (!response.ok || document.issuer !== issuer || typeof document.jwks_uri !== 'string') {
      throw new Error(`${url} does not describe the issuer "${issuer}".`);
    }
    return createRemoteJWKSet(new URL(document.jwks_uri), {
      timeoutDuration: TIMEOUT_MS,
      [customFetch]: fetch,
    });
  };
  return () => {
    // A failed discovery is forgotten, so that the next sign-in tries again.
    keys ??= discover().catch((error: unknown) => {
      keys = null;
      throw error;
    });
    return keys;
  };
}

/** The person's fault, as against the issuer's or the network's. */
function isTokensFault(error: unknown): boolean {
  return (
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  );
}

function nameIn(payload: Readonly<Record<string, unknown>>): string | null {
  const name = [payload.preferred_username, payload.email, payload.name].find(
    (one) => typeof one === 'string' && TEXT.test(one),
  );
  return typeof name === 'string' ? name : null;
}
