/** Whether an agent may sign in to an account at all: what the organisation says, and what is known. Pure. */
import type { AccountId } from '../call/state.ts';
import type { AccountForm, Reply } from '../messages/protocol.ts';
import type { KnownAccount } from './remembered.ts';

/** Null: this form may be entered. `accountId`: the account that is signed in to again. */
export function whyNot(
  form: AccountForm,
  known: readonly KnownAccount[],
  mayOwn: boolean,
  accountId: AccountId | undefined,
): Reply<never> | null {
  if (accountId === undefined) return mayOwn ? null : forbidden('accounts come from the organisation');
  const account = known.find(({ id }) => id === accountId);
  if (!account) return unknownAccount();
  if (!account.managed) return null;
  // The one thing a person does for an account of the organisation's: prove who they are at its own server.
  const { shape } = account;
  const isOfServer = shape.kind === 'plivo' || shape.kind === 'gateway';
  const isTheirs = isOfServer && form.kind === shape.kind && form.accessKey === undefined;
  return isTheirs && shape.by === 'organisation' && shape.server === form.server
    ? null
    : forbidden('it is the organisation’s account');
}

export function forbidden(detail: string): Reply<never> {
  return { ok: false, failure: { code: 'forbidden', detail } };
}

export function unknownAccount(): Reply<never> {
  return { ok: false, failure: { code: 'not-supported', detail: 'no such account' } };
}
