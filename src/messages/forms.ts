/** What somebody filled in to sign in, one form a kind of account. Checked by src/accounts, not here. */

import type { SipAccount } from '../accounts/credentials.ts';

export type SipAccountForm = { readonly kind: 'sip' } & SipAccount;

export type PlivoAccountForm = {
  readonly kind: 'plivo';
  /** Our own server's base URL. */
  readonly server: string;
  /** Absent: the agent signs in with the organisation's OpenID provider, in a window of the browser. */
  readonly accessKey?: string;
};

export type SiperbAccountForm = {
  readonly kind: 'siperb';
  /** A personal access token of Siperb's control panel. */
  readonly token: string;
  /** Absent: the only device of platform `script` there is; several have to be chosen from. */
  readonly deviceToken?: string;
  /** Instead of Siperb's own address: https, or http to this computer. */
  readonly api?: string;
};

export type AccountForm = SipAccountForm | PlivoAccountForm | SiperbAccountForm;
