/** An organisation's OpenID provider on loopback: everybody is let in at once, and what a real one checks is checked. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export type IdentityProvider = {
  readonly issuer: string;
  /** The grants that were made, oldest first: "authorization_code", "refresh_token". */
  readonly grants: readonly string[];
  /** How long an access token is good; a refresh token is good once. */
  lifeSeconds: number;
  /** Ends the agent's session: no refresh token is good any more. */
  signOut(): void;
  close(): void;
};

export const AUDIENCE = 'offhook-server';
export const CLIENT_ID = 'offhook-extension';

type Asked = { readonly challenge: string; readonly nonce: string; readonly redirectUri: string };
type Answer = { readonly status: number; readonly body?: object; readonly location?: string };

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }];
  const codes = new Map<string, Asked>();
  const refreshTokens = new Set<string>();
  const provider = { issuer: '', grants: [] as string[], lifeSeconds: 600 };

  const sign = (audience: string, claims: object) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(provider.issuer)
      .setSubject('ada-7')
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${provider.lifeSeconds} s`)
      .sign(privateKey);

  const tokens = async (more: object): Promise<Answer> => {
    const refreshToken = randomUUID();
    refreshTokens.add(refreshToken);
    const body = {
      access_token: await sign(AUDIENCE, { preferred_username: 'ada', jti: randomUUID() }),
      token_type: 'Bearer',
      expires_in: provider.lifeSeconds,
      refresh_token: refreshToken,
      ...more,
    };
    return { status: 200, body };
  };

  const authorize = (asked: URLSearchParams): Answer => {
    const code = randomUUID();
    const redirectUri = asked.get('redirect_uri') ?? '';
    const challenge = asked.get('code_challenge_method') === 'S256' ? asked.get('code_challenge') : null;
    codes.set(code, { challenge: challenge ?? '', nonce: asked.get('nonce') ?? '', redirectUri });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
    return { status: 302, location: back.href };
  };

  const token = async (form: URLSearchParams): Promise<Answer> => {
    const grant = form.get('grant_type') ?? '';
    const refused: Answer = { status: 400, body: { error: 'invalid_grant' } };
    if (grant === 'refresh_token' && !refreshTokens.delete(form.get('refresh_token') ?? '')) return refused;
    if (grant === 'refresh_token') {
      provider.grants.push(grant);
      return tokens({});
    }
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const digest = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (asked?.challenge !== digest || asked.redirectUri !== form.get('redirect_uri')) return refused;
    provider.grants.push(grant);
    return tokens({ id_token: await sign(CLIENT_ID, { nonce: asked.nonce }) });
  };

  const answer = async (url: URL, body: string): Promise<Answer> => {
    if (url.pathname === '/authorize') return authorize(url.searchParams);
    if (url.pathname === '/token') return token(new URLSearchParams(body));
    if (url.pathname === '/keys') return { status: 200, body: { keys } };
    const { issuer } = provider;
    const endpoints = { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` };
    return { status: 200, body: { issuer, jwks_uri: `${issuer}/keys`, ...endpoints } };
  };

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { status, location, body: said } = await answer(new URL(request.url ?? '', provider.issuer), body);
    response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
    response.end(said && JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(provider, {
    signOut: () => refreshTokens.clear(),
    close: () => void server.close(),
  });
}
