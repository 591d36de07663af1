/** What somebody filled in to sign in, one form a kind of account. Checked by src/accounts, not here. */

import type { SipAccount } from '../accounts/credentials.ts';

export type SipAccountForm = { readonly kind: 'sip' } & SipAccount;

/** To our own server, for what it carries calls with: Plivo, or a gateway of one's own. */
export type ServerAccountForm = {
  readonly kind: 'plivo' | 'gateway';
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

export type AccountForm = SipAccountForm | ServerAccountForm | SiperbAccountForm;
