/** What somebody filled in to sign in, one form a kind of account. Checked by src/accounts, not here. */

import type { SipAccount } from '../accounts/sip.ts';
import type { SiperbForm } from '../accounts/siperb.ts';

export type SipAccountForm = { readonly kind: 'sip' } & SipAccount;

export type PlivoAccountForm = {
  readonly kind: 'plivo';
  /** Our own server's base URL. */
  readonly server: string;
  /** Absent: the agent signs in with the organisation's OpenID provider, in a window of the browser. */
  readonly accessKey?: string;
};

/** Without a device: the only one of platform `script` there is. Without `api`: Siperb's own address. */
export type SiperbAccountForm = { readonly kind: 'siperb' } & SiperbForm;

export type AccountForm = SipAccountForm | PlivoAccountForm | SiperbAccountForm;
