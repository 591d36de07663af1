/** Who calls, from the From header of an INVITE: text of a stranger, so it is cleaned and shortened. */
import type { Remote } from '../call/state.ts';
import { toE164 } from '../numbers/e164.ts';

const LONGEST_NAME = 80;

/** Control characters and those that turn or hide text (bidi marks, zero-width). */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;

const clean = (text: string) => text.replace(INVISIBLE, '').trim().slice(0, LONGEST_NAME);

export type SipIdentity = {
  readonly uri: { readonly user?: string | null; readonly host: string };
  readonly display_name?: string | null;
};

export function remoteOf({ uri, display_name }: SipIdentity): Remote {
  const user = clean(uri.user ?? '') || clean(uri.host);
  const name = clean(display_name ?? '');
  return { e164: toE164(user), display: user, ...(name && name !== user ? { name } : {}) };
}
