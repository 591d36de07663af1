/** What somebody typed into a sign-in form → an account to send, or a word for each field that is wrong. Pure. */
import type { NumberFormat } from '../../accounts/credentials.ts';
import type { Carrier } from '../../accounts/tokenContract.ts';
import type { ServerAccountForm, SipAccountForm, SiperbAccountForm } from '../../messages/protocol.ts';
import type { WordKey } from '../words.ts';

export type SignInErrors = {
  readonly [Field in keyof SipTyped | 'server' | 'accessKey' | 'token' | 'api']?: WordKey;
};

export type SignInReading<Form> = { readonly account: Form; readonly errors: SignInErrors };

/** Lists as they are typed: servers and numbers with spaces or commas between them, a header a line. */
export type SipTyped = {
  readonly servers: string;
  readonly user: string;
  readonly password: string;
  readonly domain: string;
  readonly displayName: string;
  /** "turn:turn.example.com user secret" a line. */
  readonly iceServers: string;
  readonly callerIds: string;
  readonly numberFormat: NumberFormat;
  /** Of `local`. */
  readonly country: string;
  readonly headers: string;
};

export const EMPTY_SIP: SipTyped = {
  servers: '',
  user: '',
  password: '',
  domain: '',
  displayName: '',
  iceServers: '',
  callerIds: '',
  numberFormat: 'e164',
  country: '',
  headers: '',
};

export type SiperbTyped = { readonly token: string; readonly api: string; readonly deviceToken?: string };

/** Without `accessKey`: the agent signs in with the organisation, or the server is yet to be asked how. */
export type ServerTyped = Omit<ServerAccountForm, 'kind'>;

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Forgives what can be understood: a missing wss://, "sip:", and user@domain in the user's field. */
export function readSipForm(typed: SipTyped): SignInReading<SipAccountForm> {
  const [user = '', userDomain = ''] = typed.user
    .trim()
    .replace(/^sips?:/i, '')
    .split('@');
  const servers = wordsOf(typed.servers).map((server) => fullServer(server, 'wss'));
  const iceServers = linesOf(typed.iceServers).map(iceServerOf);
  const callerIds = typed.callerIds
    .split(/[,;\n]+/)
    .flatMap((number) => number.replace(/[\s().-]/g, '') || []);
  const headers = linesOf(typed.headers).map((line) => line.replace(/\s*:\s*/, ': '));
  const account: SipAccountForm = {
    kind: 'sip',
    servers,
    user,
    password: typed.password,
    domain: typed.domain.trim() || userDomain,
    ...(typed.displayName.trim() && { displayName: typed.displayName.trim() }),
    ...(iceServers.length > 0 && { iceServers }),
    ...(callerIds.length > 0 && { callerIds }),
    ...(typed.numberFormat !== 'e164' && { numberFormat: typed.numberFormat }),
    ...(typed.numberFormat === 'local' && { country: typed.country }),
    ...(headers.length > 0 && { headers }),
  };
  return { account, errors: sipErrors(account) };
}

function sipErrors(account: SipAccountForm): SignInErrors {
  const words = { wrong: 'sign_in_error_server', insecure: 'sign_in_error_server_insecure' } as const;
  const asked = account.servers.length > 0 ? account.servers : [''];
  const server = asked.map((one) => serverError(one, 'wss:', words)).find((word) => word !== null);
  const { iceServers = [], callerIds = [], headers = [] } = account;
  return {
    ...(server && { servers: server }),
    ...(account.user === '' && { user: 'sign_in_error_user' as const }),
    ...(account.password === '' && { password: 'sign_in_error_password' as const }),
    ...(!/^[^\s@/:]+$/.test(account.domain) && { domain: 'sign_in_error_domain' as const }),
    ...(!iceServers.every(({ urls }) => /^(?:stun|turn)s?:\S+$/i.test(urls[0] ?? '')) && {
      iceServers: 'sign_in_error_ice' as const,
    }),
    ...(!callerIds.every((number) => /^\+[1-9]\d{6,14}$/.test(number)) && {
      callerIds: 'sign_in_error_caller_ids' as const,
    }),
    ...(account.country === '' && { country: 'sign_in_error_country' as const }),
    ...(!headers.every((line) => /^X-[A-Za-z0-9-]{1,60}: [\x20-\x7e]{1,500}$/i.test(line)) && {
      headers: 'sign_in_error_headers' as const,
    }),
  };
}

/** Forgives spaces around a pasted token and a missing https://. */
export function readSiperbForm(typed: SiperbTyped): SignInReading<SiperbAccountForm> {
  const api = fullServer(typed.api.trim(), 'https').replace(/\/+$/, '');
  const account: SiperbAccountForm = {
    kind: 'siperb',
    token: typed.token.trim(),
    ...(typed.deviceToken !== undefined && { deviceToken: typed.deviceToken }),
    ...(api !== '' && { api }),
  };
  const words = { wrong: 'sign_in_error_plivo_server', insecure: 'sign_in_error_plivo_insecure' } as const;
  const error = api === '' ? null : serverError(api, 'https:', words);
  return {
    account,
    errors: {
      ...(!/^\S{8,}$/.test(account.token) && { token: 'sign_in_error_token' as const }),
      ...(error && { api: error }),
    },
  };
}

/**
 * Forgives a missing https://, a slash at the end, and spaces around a pasted key. `kind`: what the server carries calls
 * with; it makes no difference before that has been asked.
 */
export function readServerForm(
  typed: ServerTyped,
  kind: Carrier = 'plivo',
): SignInReading<ServerAccountForm> {
  const { accessKey } = typed;
  const account: ServerAccountForm = {
    kind,
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

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function iceServerOf(line: string): NonNullable<SipAccountForm['iceServers']>[number] {
  const [url = '', username, credential] = line.split(/\s+/);
  return { urls: [url], ...(username && { username }), ...(credential && { credential }) };
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
