/** GET /sign-in: how an agent of this server proves who they are. Open to everybody; it holds no secret. */
import { Hono } from 'hono';
import { type SignInOffer, signInOffer } from '../../src/accounts/tokenContract.ts';
import { describes } from './openapi.ts';
import type { Env, RouteDeps } from './route.ts';

export function signInRoute({ config }: RouteDeps) {
  const { oidc, gateway } = config;
  const offer: SignInOffer = {
    accessKey: true,
    // Whoever runs a gateway has set it up for agents to call through.
    ...(gateway && { carries: ['gateway', 'plivo'] }),
    ...(oidc && { oidc: { issuer: oidc.issuer, clientId: oidc.clientId, scope: oidc.scope } }),
  };
  return new Hono<Env>().get('/sign-in', describes('How to sign in here', signInOffer), (c) => c.json(offer));
}
