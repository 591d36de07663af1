/** What somebody typed into a sign-in form → an account to send, or a word for each field that is wrong. Pure. */
import type { PlivoAccountForm, SipAccountForm } from '../messages/protocol.ts';
import type { WordKey } from './words.ts';

export type SignInErrors = {
  readonly [Field in Exclude<keyof SipAccountForm | keyof PlivoAccountForm, 'kind'>]?: WordKey;
};

export type SignInReading<Form> = { readonly account: Form; readonly errors: SignInErrors };

/** Without `accessKey`: the agent signs in with the organisation, or the server is yet to be asked how. */
export type PlivoTyped = Omit<PlivoAccountForm, 'kind'>;

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Forgives what can be understood: a missing wss://, "sip:", and user@domain in the user's field. */
export function readSipForm(typed: Omit<SipAccountForm, 'kind'>): SignInReading<SipAccountForm> {
  const [user = '', userDomain = ''] = typed.user
    .trim()
    .replace(/^sips?:/i, '')
    .split('@');
  const account: SipAccountForm = {
    kind: 'sip',
    server: fullServer(typed.server.trim(), 'wss'),
    user,
    password: typed.password,
    domain: typed.domain.trim() || userDomain,
  };
  const server = serverError(account.server, 'wss:', {
    wrong: 'sign_in_error_server',
    insecure: 'sign_in_error_server_insecure',
  });
  return {
    account,
    errors: {
      ...(server && { server }),
      ...(account.user === '' && { user: 'sign_in_error_user' as const }),
      ...(account.password === '' && { password: 'sign_in_error_password' as const }),
      ...(!/^[^\s@/:]+$/.test(account.domain) && { domain: 'sign_in_error_domain' as const }),
    },
  };
}

/** Forgives a missing https://, a slash at the end, and spaces around a pasted key. */
export function readPlivoForm(typed: PlivoTyped): SignInReading<PlivoAccountForm> {
  const { accessKey } = typed;
  const account: PlivoAccountForm = {
    kind: 'plivo',
    server: fullServer(typed.server.trim(), 'https').replace(/\/+$/, ''),
    ...(accessKey !== undefined && { accessKey: accessKey.trim() }),
  };
  const server = serverError(account.server, 'https:', {
    wrong: 'sign_in_error_plivo_server',
    insecure: 'sign_in_error_plivo_insecure',
  });
  const hasKey = account.accessKey === undefined || /^\S{8,}$/.test(account.accessKey);
  return {
    account,
    errors: {
      ...(server && { server }),
      ...(!hasKey && { accessKey: 'sign_in_error_access_key' as const }),
    },
  };
}

function fullServer(server: string, scheme: string): string {
  return server === '' || server.includes('://') ? server : `${scheme}://${server}`;
}

type ServerWords = { readonly wrong: WordKey; readonly insecure: WordKey };

/** `secure`: "wss:" or "https:"; the same without its s is for this computer only. */
function serverError(server: string, secure: string, { wrong, insecure }: ServerWords): WordKey | null {
  if (!URL.canParse(server)) return wrong;
  const url = new URL(server);
  if (url.protocol === secure) return null;
  if (url.protocol !== secure.replace('s:', ':')) return wrong;
  return LOOPBACK.includes(url.hostname) ? null : insecure;
}
