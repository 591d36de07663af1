/** Who sends this request? A bearer is an access key of ours (accessKeys.ts) or an identity provider's token (oidc.ts). */
import type { Agent, AgentStore } from '../store/store.ts';
import { hashAccessKey, isAccessKey } from './accessKeys.ts';
import type { OidcAnswer } from './oidc.ts';

export type SignInAnswer =
  | { readonly ok: true; readonly agent: Agent }
  | { readonly ok: false; readonly code: 'not-signed-in' | 'unavailable'; readonly detail: string };

/** Takes the header Authorization as it came. */
export type SignIn = (authorization: string) => Promise<SignInAnswer>;

type Oidc = { readonly issuer: string; readonly verify: (bearer: string) => Promise<OidcAnswer> };

export function createSignIn(agents: AgentStore, oidc: Oidc | null): SignIn {
  return async (authorization) => {
    const bearer = /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(authorization)?.[1];
    if (!bearer) return refused('Send "Authorization: Bearer" with an access key or an access token.');
    if (isAccessKey(bearer)) {
      const agent = await agents.byKeyHash(hashAccessKey(bearer));
      return agent ? { ok: true, agent } : refused('This access key is not known, or its agent was removed.');
    }
    return oidc ? byOidc(agents, oidc, bearer) : refused('This is not an access key.');
  };
}

async function byOidc(agents: AgentStore, oidc: Oidc, bearer: string): Promise<SignInAnswer> {
  const answer = await oidc.verify(bearer);
  if (answer.ok) {
    const agent = await agents.forOidc(oidc.issuer, answer.subject, answer.name);
    return agent ? { ok: true, agent } : refused('An administrator has removed this agent.');
  }
  return answer.reason === 'refused'
    ? refused(`This access token is expired, or not made by ${oidc.issuer} for this server.`)
    : {
        ok: false,
        code: 'unavailable',
        detail: `${oidc.issuer} does not answer with its keys. Try again later.`,
      };
}

function refused(detail: string): SignInAnswer {
  return { ok: false, code: 'not-signed-in', detail };
}
