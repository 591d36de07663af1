/**
 * From a filled-in form to credentials: a SIP form is only checked, any other is taken to its server at
 * once, so that a wrong key is told while the form is open. What is remembered, and who is given the credentials, is accountDesk.ts.
 */
import type { Credentials } from '../accounts/credentials.ts';
import { isBaseUrl } from '../accounts/loopback.ts';
import { beginOidcSignIn } from '../accounts/oidc.ts';
import { fetchSignInOffer } from '../accounts/plivoServer.ts';
import { checkServerAccount, type ServerAccount, serverCredentials } from '../accounts/serverAccount.ts';
import { checkSipAccount, sipCredentials } from '../accounts/sip.ts';
import { checkSiperbAccount, type SiperbClient } from '../accounts/siperb.ts';
import type { SignInOffer } from '../accounts/tokenContract.ts';
import type { FailureCode } from '../call/failure.ts';
import type {
  AccountForm,
  Reply,
  ServerAccountForm,
  SipAccountForm,
  SiperbAccountForm,
  SiperbDevice,
} from '../messages/protocol.ts';

/** The window in which an agent signs in with the organisation. */
export interface SignInWindow {
  /** Where the provider sends the agent back to; it must know this address. */
  redirectUrl(): string;
  /** Resolves with the address that the provider sent the agent to; null when the window was closed. */
  open(url: string): Promise<string | null>;
}

export type AccountEntryDeps = {
  readonly fetch: typeof globalThis.fetch;
  readonly siperb: Pick<SiperbClient, 'devices' | 'credentials'>;
  /** Null: this browser has none, or the extension may not open it. */
  readonly signInWindow: SignInWindow | null;
  /** Ends with the worker. */
  readonly signal: AbortSignal;
};

export interface AccountEntry {
  enter(form: AccountForm): Promise<Reply<Credentials>>;
  offerOf(server: string): Promise<Reply<SignInOffer>>;
  /** What a Siperb token can be used with. */
  devicesOf(form: Omit<SiperbAccountForm, 'kind'>): Promise<Reply<readonly SiperbDevice[]>>;
}

export function createAccountEntry(deps: AccountEntryDeps): AccountEntry {
  const { fetch, signInWindow, siperb, signal } = deps;
  async function offerOf(server: string): Promise<Reply<SignInOffer>> {
    if (!isBaseUrl(server)) return refuse('server-unusable', 'the form has no usable server address');
    const answer = await fetchSignInOffer(server, fetch, signal);
    if (!answer.ok) return { ok: false, failure: answer.failure };
    const { oidc, ...offer } = answer.offer;
    // What this browser cannot do is not offered.
    return { ok: true, value: { ...offer, ...(oidc && signInWindow && { oidc }) } };
  }

  async function withBearer(account: ServerAccount): Promise<Reply<Credentials>> {
    const obtained = await serverCredentials(account, fetch, signal);
    if (obtained.ok) return { ok: true, value: obtained.credentials };
    // Not the whole answer: the account in it is nothing for a screen.
    return { ok: false, failure: obtained.failure };
  }

  function withAccessKey(form: ServerAccountForm): Promise<Reply<Credentials>> | Reply<Credentials> {
    const check = checkServerAccount(form.kind, form);
    return check.ok ? withBearer(check.account) : incomplete(check.problems);
  }

  async function withOrganisation({ kind, server }: ServerAccountForm): Promise<Reply<Credentials>> {
    const offer = await offerOf(server);
    if (!offer.ok) return offer;
    if (!offer.value.oidc || !signInWindow) return refuse('not-supported', 'no sign-in with an organisation');
    const flow = await beginOidcSignIn(offer.value.oidc, signInWindow.redirectUrl(), fetch, signal);
    if (!flow.ok) return { ok: false, failure: flow.failure };
    const callback = await signInWindow.open(flow.url);
    if (callback === null) return refuse('sign-in-canceled', 'the window was closed');
    const signedIn = await flow.finish(callback);
    if (!signedIn.ok) return { ok: false, failure: signedIn.failure };
    return withBearer({ kind, server, bearer: signedIn.bearer, oidc: signedIn.oidc });
  }

  async function enterSiperb(form: SiperbAccountForm): Promise<Reply<Credentials>> {
    const check = checkSiperbAccount(form);
    if (!check.ok) return incomplete(check.problems);
    const obtained = await siperb.credentials(check.account);
    if (obtained.ok) return { ok: true, value: obtained.credentials };
    return { ok: false, failure: obtained.failure };
  }

  async function devicesOf(form: Omit<SiperbAccountForm, 'kind'>): Promise<Reply<readonly SiperbDevice[]>> {
    const check = checkSiperbAccount(form);
    if (!check.ok) return incomplete(check.problems);
    const answer = await siperb.devices(check.account);
    if (!answer.ok) return { ok: false, failure: answer.failure };
    return { ok: true, value: answer.devices.map(({ deviceToken, name }) => ({ deviceToken, name })) };
  }

  return {
    offerOf,
    devicesOf,
    enter: async (form) => {
      switch (form.kind) {
        case 'sip':
          return enterSip(form);
        case 'siperb':
          return enterSiperb(form);
        case 'plivo':
        case 'gateway':
          return form.accessKey === undefined ? withOrganisation(form) : withAccessKey(form);
      }
    },
  };
}

function enterSip(form: SipAccountForm): Reply<Credentials> {
  const check = checkSipAccount(form);
  return check.ok ? { ok: true, value: sipCredentials(check.account) } : incomplete(check.problems);
}

function incomplete(problems: readonly { readonly field: string }[]): Reply<never> {
  const fields = problems.map(({ field }) => field).join(', ');
  return refuse('wrong-credentials', `the form is incomplete: ${fields}`);
}

function refuse(code: FailureCode, detail: string): Reply<never> {
  return { ok: false, failure: { code, detail } };
}
