/** The account that somebody signs in to again, when it is of this kind: its form is filled in as far as it is no secret. */
import type { AccountView } from '../../messages/protocol.ts';
import type { ScreenModel } from '../screenModel.ts';

export function accountAgain<Kind extends AccountView['kind']>(
  { accounts, signIn }: Pick<ScreenModel, 'accounts' | 'signIn'>,
  kind: Kind,
): Extract<AccountView, { kind: Kind }> | null {
  const account = accounts.value?.find(({ id }) => id === signIn.again.value);
  return account?.kind === kind ? (account as Extract<AccountView, { kind: Kind }>) : null;
}
