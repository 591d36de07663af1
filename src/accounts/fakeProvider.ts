/** An OpenID provider behind a fetch, for tests: it checks PKCE and state as a real one does, and can be made to misbehave. */
import type { OidcOffer } from './oidc.ts';

export const ISSUER = 'https://id.example.com';
export const OFFER: OidcOffer = {
  issuer: ISSUER,
  clientId: 'offhook',
  scope: 'openid offline_access',
};

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const encode = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)));

type Faults = {
  /** What the ID token says instead of what was sent. */
  readonly nonce?: string;
  readonly issuer?: string;
  /** RFC 6749 §5.2, answered to every refresh. */
  readonly refreshError?: string;
  readonly rotates?: boolean;
  readonly tokenType?: string;
};

export function createFakeProvider(faults: Faults = {}) {
  const asked: string[] = [];
  let challenge = '';
  let nonce: string | null = null;
  let refreshes = 0;

  const json = (body: object, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

  const tokens = (more: object) => ({
    access_token: `access-${refreshes}`,
    token_type: faults.tokenType ?? 'Bearer',
    expires_in: 600,
    ...more,
  });
  const idToken = () => {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: ISSUER, sub: 'ada', aud: OFFER.clientId, iat: now, exp: now + 600 };
    return `${encode({ alg: 'RS256' })}.${encode({ ...claims, nonce: faults.nonce ?? nonce })}.c2lnbmVk`;
  };

  async function token(form: URLSearchParams): Promise<Response> {
    if (form.get('grant_type') === 'refresh_token') {
      if (faults.refreshError !== undefined) return json({ error: faults.refreshError }, 400);
      refreshes += 1;
      return json(tokens(faults.rotates ? { refresh_token: `refresh-${refreshes}` } : {}));
    }
    const digest = await crypto.subtle.digest(
      'SHA-256',
      new TextEncoder().encode(form.get('code_verifier') ?? ''),
    );
    if (base64url(new Uint8Array(digest)) !== challenge) return json({ error: 'invalid_grant' }, 400);
    return json(tokens({ refresh_token: 'refresh-0', id_token: idToken() }));
  }

  const fetch = (async (input: string | URL, init?: RequestInit) => {
    const url = new URL(input);
    asked.push(url.pathname);
    if (url.pathname === '/token') return token(new URLSearchParams(String(init?.body)));
    return json({
      issuer: faults.issuer ?? ISSUER,
      authorization_endpoint: `${ISSUER}/authorize?tenant=1`,
      token_endpoint: `${ISSUER}/token`,
    });
  }) as typeof globalThis.fetch;

  return {
    fetch,
    asked,
    /** What the agent's sign-in at `url` sends back to the extension. */
    signIn(url: string, more: Record<string, string> = {}): string {
      const asking = new URL(url).searchParams;
      challenge = asking.get('code_challenge') ?? '';
      nonce = asking.get('nonce');
      const back = new URL(asking.get('redirect_uri') ?? '');
      const answer = { code: 'code-1', state: asking.get('state') ?? '', ...more };
      for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value);
      return back.href;
    },
  };
}
