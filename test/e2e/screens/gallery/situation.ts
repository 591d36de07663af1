/** One situation in which the phone's screens are looked at, and a good day, of which each changes one thing. */
import type { SignInOffer } from '../../../../src/accounts/tokenContract.ts';
import type { Failure } from '../../../../src/call/failure.ts';
import type { QualitySecond } from '../../../../src/call/quality.ts';
import type { CallRecord } from '../../../../src/call/record.ts';
import type { PhoneState } from '../../../../src/call/state.ts';
import type { AccountView, SettingsView, SiperbDevice, SiteView } from '../../../../src/messages/protocol.ts';
import { ANNA, READY, SITE_OFF } from '../../../../src/ui/goodDay.ts';
import { recents } from './people.ts';

export type Situation = {
  readonly state: PhoneState | null;
  readonly accounts: readonly AccountView[];
  /** undefined: there is no tab (side panel); null: a page no extension may read. */
  readonly site?: SiteView | null;
  readonly recents: readonly CallRecord[];
  /** What the history finds; absent: the recent calls. `waits`: nothing yet. */
  readonly found?: readonly CallRecord[] | Failure | 'waits';
  readonly seconds?: readonly QualitySecond[];
  readonly settings?: SettingsView;
  readonly refuse?: Failure;
  /** How the Plivo server that is asked lets agents in; absent: it does not answer as one. */
  readonly offer?: SignInOffer;
  /** Of a Siperb token that has several. */
  readonly devices?: readonly SiperbDevice[];
  /** What somebody does before the picture is taken. */
  readonly does?: 'opensAccounts' | 'opensSip' | 'pastesToken' | 'types' | 'callsRaised';
  /** What somebody presses before the picture is taken, one after the other, and what is there then. */
  readonly presses?: readonly string[];
  readonly until?: string;
  /** How far somebody went in the Plivo form before the picture is taken. */
  readonly plivoForm?: 'chosen' | 'asked' | 'sent' | 'account';
};

export const day: Situation = {
  state: READY,
  accounts: [ANNA],
  site: { ...SITE_OFF, enabled: true, country: 'SE' },
  recents,
};

export const with_ = (change: Partial<Situation>): Situation => ({ ...day, ...change });
export const inPanel = (state: PhoneState, change: Partial<Situation> = {}): Situation => ({
  state,
  accounts: [ANNA],
  recents,
  ...change,
});
export const line = (next: PhoneState['line']): PhoneState => ({ ...READY, line: next });
