/** For tests: an account desk with a host that is asked and a document that opens and closes. */
import type { Credentials, PlivoAccount, PlivoCredentials, SipCredentials } from '../accounts/credentials.ts';
import { type SipAccount, sipCredentials } from '../accounts/sip.ts';
import type { AccountId } from '../call/state.ts';
import type { AccountForm, HostRequest, Reply } from '../messages/protocol.ts';
import { accountStore } from '../storage/account.ts';
import { type AccountRules, createAccountDesk } from './accountDesk.ts';
import { createHostDoor } from './hostDoor.ts';

const sipAccount: SipAccount = {
  servers: ['wss://sip.example'],
  user: 'ada',
  password: 'canary-password',
  domain: 'sip.example',
};
export const sipForm = { kind: 'sip', ...sipAccount } as const satisfies AccountForm;
export const plivoForm = {
  kind: 'plivo',
  server: 'https://calls.example',
  accessKey: 'canary-key',
} as const satisfies AccountForm;
export const gatewayForm = { ...plivoForm, kind: 'gateway' } as const satisfies AccountForm;
export const siperbForm = { kind: 'siperb', token: 'canary-pat' } as const satisfies AccountForm;

export const sip = sipCredentials(sipAccount);
export const byKey: PlivoAccount = { kind: 'plivo', server: 'https://calls.example', bearer: 'canary-key' };
export const oidc = {
  issuer: 'https://id.example',
  clientId: 'offhook',
  scope: 'openid',
  bearerExpiresAt: 1,
};
export const byOidc: PlivoAccount = {
  ...byKey,
  bearer: 'canary-access',
  oidc: { ...oidc, refreshToken: 'canary-refresh' },
};
export const siperb: SipCredentials = {
  ...sipCredentials({ ...sipAccount, user: 'anna', password: 'canary-siperb-password' }),
  headers: ['X-Siperb-Sid: canary-session'],
  from: { kind: 'siperb', api: 'https://api.siperb.com', token: 'canary-pat', deviceToken: 'dev-1' },
};
/** What our server mints for its gateway. */
export const minted: SipCredentials = {
  ...sipCredentials({ ...sipAccount, user: 'ada0', password: 'canary-minted-password' }),
  authorizationUser: '1800003600:ada0',
  expiresAt: 1_800_003_600_000,
  from: { ...byKey, kind: 'gateway' },
};
const PLIVO_TOKEN = {
  token: 'aa.canary.cc',
  username: 'ada_MA',
  plivoNumber: '14155550100',
  expiresAt: 901_000,
};

/** Credentials with a token, as our server yields them for the account. */
export function withToken(account: PlivoAccount): PlivoCredentials {
  return { ...account, ...PLIVO_TOKEN };
}

export type HouseChange = {
  readonly hostIsThere?: boolean;
  /** What every form becomes. */
  readonly entered?: Reply<Credentials>;
  readonly calls?: readonly object[];
  readonly rules?: Partial<AccountRules>;
  /** The host's answer to openPhone. */
  readonly opened?: Reply<null>;
  /** What happens while a form is taken to its server. */
  readonly meanwhile?: () => Promise<unknown>;
  /** What happens before the host hears a request. */
  readonly before?: (request: HostRequest) => Promise<unknown>;
};

/** A desk whose forms are good, and whose host answers as a test says. */
export function openHouse(change: HouseChange = {}) {
  const asked: HostRequest[] = [];
  const documents = { closed: 0, opened: 0, there: change.hostIsThere ?? true };
  const open = new Set<AccountId>();
  const forgotten = { times: 0 };
  const answer = (request: HostRequest): Reply<unknown> => {
    if (request.type === 'openPhone') {
      if (change.opened?.ok === false) return change.opened;
      open.add(request.accountId);
    }
    if (request.type === 'closePhone') open.delete(request.accountId);
    const lines = [...open].map((accountId) => ({ accountId }));
    return { ok: true, value: request.type === 'getState' ? { calls: change.calls ?? [], lines } : null };
  };
  const door = createHostDoor({
    exists: async () => documents.there,
    open: async () => {
      documents.opened += 1;
      documents.there = true;
    },
    close: async () => {
      documents.closed += 1;
      documents.there = false;
      open.clear();
    },
    ask: (async (request: HostRequest) => {
      await change.before?.(request);
      asked.push(request);
      return answer(request);
    }) as never,
    greetingMs: 0,
  });
  const rules = { managed: [], mayOwn: true, mayRemember: true, ...change.rules };
  const desk = createAccountDesk({
    store: accountStore,
    door,
    entry: {
      enter: async (form) => {
        await change.meanwhile?.();
        return change.entered ?? { ok: true, value: credentialsFor(form) };
      },
    },
    rules: async () => rules,
    forget: () => {
      forgotten.times += 1;
    },
  });
  const openings = () => asked.filter((request) => request.type === 'openPhone');
  return { asked, desk, documents, forgotten, open, openings, rules };
}

function credentialsFor(form: AccountForm): Credentials {
  switch (form.kind) {
    case 'sip':
      return sipCredentials(form);
    case 'plivo':
      return withToken(form.accessKey === undefined ? byOidc : byKey);
    case 'gateway':
      return minted;
    case 'siperb':
      return siperb;
  }
}
