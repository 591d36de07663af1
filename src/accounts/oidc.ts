/**
 * Signing in with an organisation's OpenID provider: authorization code with PKCE (RFC 7636, S256), state, nonce, and
 * refresh tokens. Only fetch is used here; the window in which the agent signs in is the background's business.
 */
import * as oauth from 'oauth4webapi';
import type { FailureCode } from '../call/failure.ts';
import type { OidcGrant } from './credentials.ts';
import { isLoopback } from './loopback.ts';
import type { Refused } from './plivoServer.ts';
import type { SignInOffer } from './tokenContract.ts';

export type OidcOffer = NonNullable<SignInOffer['oidc']>;

/** `bearer`: the access token that our own server takes. */
export type OidcSignedIn = { readonly ok: true; readonly bearer: string; readonly oidc: OidcGrant };

export type OidcFlow = {
  readonly ok: true;
  /** Where the agent signs in. */
  readonly url: string;
  /** `callback`: the URL that the provider sent the agent back to. Never rejects. */
  finish(callback: string): Promise<OidcSignedIn | Refused>;
};

type Fetch = typeof globalThis.fetch;

const PATIENCE_MS = 10_000;
/** RFC 6749 §5.1 leaves expires_in optional; then the bearer is taken for a short one. */
const EXPIRES_IN_S = 300;

/** Asks the provider who it is, and prepares a sign-in that only this caller can finish. Never rejects. */
export async function beginOidcSignIn(
  offer: OidcOffer,
  redirectUrl: string,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<OidcFlow | Refused> {
  return named(async () => {
    const provider = await discover(offer.issuer, fetch, signal);
    const proof = await newProof(offer);
    return {
      ok: true,
      url: authorizationUrl(provider, offer, redirectUrl, proof),
      finish: (callback) =>
        named(() => exchange({ provider, offer, redirectUrl, proof, fetch, signal }, callback)),
    };
  });
}

/** A new bearer for an expired one. The grant that comes back may carry a new refresh token. Never rejects. */
export async function refreshOidc(
  grant: OidcGrant,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<OidcSignedIn | Refused> {
  const { refreshToken } = grant;
  if (refreshToken === undefined) return refuse('sign-in-expired', 'the provider gave no refresh token');
  return named(async () => {
    const provider = await discover(grant.issuer, fetch, signal);
    const client = { client_id: grant.clientId };
    const options = optionsOf(grant.issuer, fetch, signal);
    const response = await oauth.refreshTokenGrantRequest(
      provider,
      client,
      oauth.None(),
      refreshToken,
      options,
    );
    return signedIn(grant, await oauth.processRefreshTokenResponse(provider, client, response));
  });
}

type Proof = {
  readonly verifier: string;
  readonly challenge: string;
  readonly state: string;
  nonce?: string;
};
type Exchange = {
  readonly provider: oauth.AuthorizationServer;
  readonly offer: OidcOffer;
  readonly redirectUrl: string;
  readonly proof: Proof;
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
};

async function discover(issuer: string, fetch: Fetch, signal: AbortSignal) {
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, optionsOf(issuer, fetch, signal));
  return oauth.processDiscoveryResponse(url, response);
}

/** A nonce only where there will be an ID token to carry it. */
async function newProof({ scope }: OidcOffer): Promise<Proof> {
  const verifier = oauth.generateRandomCodeVerifier();
  return {
    verifier,
    challenge: await oauth.calculatePKCECodeChallenge(verifier),
    state: oauth.generateRandomState(),
    ...(scope.split(' ').includes('openid') && { nonce: oauth.generateRandomNonce() }),
  };
}

function authorizationUrl(
  provider: oauth.AuthorizationServer,
  offer: OidcOffer,
  redirectUrl: string,
  { challenge, state, nonce }: Proof,
): string {
  if (provider.authorization_endpoint === undefined) throw new Error('no authorization endpoint');
  const url = new URL(provider.authorization_endpoint);
  const parameters = {
    client_id: offer.clientId,
    redirect_uri: redirectUrl,
    response_type: 'code',
    scope: offer.scope,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state,
    ...(nonce !== undefined && { nonce }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

async function exchange(from: Exchange, callback: string): Promise<OidcSignedIn> {
  const { provider, offer, redirectUrl, proof, fetch, signal } = from;
  const client = { client_id: offer.clientId };
  // Checks state, iss (RFC 9207) and an error that the provider reports.
  const parameters = oauth.validateAuthResponse(provider, client, new URL(callback), proof.state);
  const response = await oauth.authorizationCodeGrantRequest(
    provider,
    client,
    oauth.None(),
    parameters,
    redirectUrl,
    proof.verifier,
    optionsOf(offer.issuer, fetch, signal),
  );
  const expected = proof.nonce === undefined ? {} : { expectedNonce: proof.nonce, requireIdToken: true };
  return signedIn(offer, await oauth.processAuthorizationCodeResponse(provider, client, response, expected));
}

function signedIn(from: OidcOffer | OidcGrant, reply: oauth.TokenEndpointResponse): OidcSignedIn {
  if (reply.token_type !== 'bearer') throw new Error(`a token of the type ${reply.token_type}`);
  const { issuer, clientId, scope } = from;
  // A provider that does not rotate refresh tokens sends none: the old one stays good (RFC 6749 §6).
  const refreshToken = reply.refresh_token ?? ('refreshToken' in from ? from.refreshToken : undefined);
  return {
    ok: true,
    bearer: reply.access_token,
    oidc: {
      issuer,
      clientId,
      scope,
      ...(refreshToken !== undefined && { refreshToken }),
      bearerExpiresAt: Date.now() + (reply.expires_in ?? EXPIRES_IN_S) * 1_000,
    },
  };
}

function optionsOf(issuer: string, fetch: Fetch, signal: AbortSignal) {
  return {
    [oauth.customFetch]: (url: string, init: object) => fetch(url, init),
    [oauth.allowInsecureRequests]: isLoopback(new URL(issuer).hostname),
    signal: () => AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  };
}

async function named<Done extends { readonly ok: true }>(
  work: () => Promise<Done | Refused>,
): Promise<Done | Refused> {
  try {
    return await work();
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): Refused {
  if (error instanceof oauth.AuthorizationResponseError)
    return refuse(error.error === 'access_denied' ? 'sign-in-canceled' : 'forbidden', word(error.error));
  if (error instanceof oauth.ResponseBodyError)
    return refuse(error.error === 'invalid_grant' ? 'sign-in-expired' : 'forbidden', word(error.error));
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return refuse('server-unusable', error.code ?? error.name);
  const gone = error instanceof DOMException || (error instanceof TypeError && !('code' in error));
  return gone
    ? refuse('server-unreachable', 'no answer')
    : refuse('server-unusable', 'not an OpenID provider');
}

/** Errors are words of a closed set (RFC 6749 §4.1.2.1, §5.2); anything else may quote what it was sent. */
function word(error: string): string {
  return /^[a-z_]{1,40}$/.test(error) ? error : 'an error of its own making';
}

function refuse(code: FailureCode, detail: string): Refused {
  return { ok: false, failure: { code, detail: `sign-in provider: ${detail}` } };
}
