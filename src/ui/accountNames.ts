/** What accounts are called on screens: by their label, and by their kind where two have the same one. */
import type { AccountView } from '../messages/protocol.ts';
import { say, type WordKey } from './words.ts';

export const ACCOUNT_KINDS: Readonly<Record<AccountView['kind'], WordKey>> = {
  sip: 'sign_in_carrier_sip',
  plivo: 'sign_in_carrier_plivo',
  gateway: 'sign_in_carrier_gateway',
  siperb: 'sign_in_carrier_siperb',
};

type Named = Pick<AccountView, 'id' | 'label' | 'kind'>;

/** "anna@voice.example.com", or "anna@voice.example.com (Siperb)" among `accounts` with another of that label. */
export function accountName({ id, label, kind }: Named, accounts: readonly Named[]): string {
  const isShared = accounts.some((other) => other.id !== id && other.label === label);
  return isShared ? `${label} (${say(ACCOUNT_KINDS[kind])})` : label;
}
