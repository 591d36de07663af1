/** What somebody typed into the sign-in form → an account to send, or a word for each field that is wrong. Pure. */
import type { SipAccountForm } from '../messages/protocol.ts';
import type { WordKey } from './words.ts';

export type SignInErrors = { readonly [Field in keyof SipAccountForm]?: WordKey };

export type SignInReading = { readonly account: SipAccountForm; readonly errors: SignInErrors };

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Forgives what can be understood: a missing wss://, "sip:", and user@domain in the user's field. */
export function readSignIn(typed: SipAccountForm): SignInReading {
  const [user = '', userDomain = ''] = typed.user
    .trim()
    .replace(/^sips?:/i, '')
    .split('@');
  const account: SipAccountForm = {
    server: fullServer(typed.server.trim()),
    user,
    password: typed.password,
    domain: typed.domain.trim() || userDomain,
  };
  const server = serverError(account.server);
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

function fullServer(server: string): string {
  return server === '' || server.includes('://') ? server : `wss://${server}`;
}

function serverError(server: string): WordKey | null {
  if (!URL.canParse(server)) return 'sign_in_error_server';
  const url = new URL(server);
  if (url.protocol === 'wss:') return null;
  if (url.protocol !== 'ws:') return 'sign_in_error_server';
  return LOOPBACK.includes(url.hostname) ? null : 'sign_in_error_server_insecure';
}
