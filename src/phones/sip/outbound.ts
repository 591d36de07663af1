/** What a SIP server is told of a call that goes out: the address, in the form it wants, and the headers. Pure. */
import type { SipCredentials } from '../../accounts/credentials.ts';
import type { Remote } from '../../call/state.ts';
import type { Country, E164 } from '../../numbers/e164.ts';

/** How a telephone in a country dials a number (numbers/atHome.ts); null where that is not certain. */
export type DialledIn = (country: Country, e164: E164) => string | null;

const SIP_USER = /^[\w.!~*'()&=+$,;?/%-]+$/;

/** The SIP URI to dial, or null when `remote` is neither a number nor a SIP user. */
export function sipTarget(
  { e164, display }: Remote,
  credentials: SipCredentials,
  dialledIn?: DialledIn,
): string | null {
  const user = e164 ? dialledForm(e164, credentials, dialledIn) : display;
  return SIP_USER.test(user) ? `sip:${user}@${credentials.domain}` : null;
}

/** A number whose national form is not certain keeps its plus: an exchange that refuses it reaches nobody wrong. */
function dialledForm(
  e164: E164,
  { numberFormat = 'e164', country }: SipCredentials,
  dialledIn?: DialledIn,
): string {
  switch (numberFormat) {
    case 'e164':
      return e164;
    case 'digits':
      return e164.slice(1);
    case '00':
      return `00${e164.slice(1)}`;
    case 'local':
      return (country && dialledIn?.(country, e164)) ?? e164;
  }
}

/** Every header line of an INVITE beyond JsSIP's own. `callerId` is one of the account's; absent: its first. */
export function inviteHeaders(credentials: SipCredentials, callerId?: string): string[] {
  const { headers = [], inviteHeaders: more = [], callerIds = [], domain } = credentials;
  const shown = callerId ?? callerIds[0];
  // RFC 3325 §9.2: the user's wish; whether it may be shown is the server's decision.
  const preferred = shown === undefined ? [] : [`P-Preferred-Identity: <sip:${shown}@${domain}>`];
  return [...headers, ...preferred, ...more];
}
