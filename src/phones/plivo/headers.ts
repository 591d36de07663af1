/**
 * The headers of our INVITE. The SDK drops a header it does not like without a word, and Plivo's platform takes letters
 * and digits only, so both rules are applied here before anything leaves.
 * https://www.plivo.com/docs/voice/sip/pass-custom-headers
 */
import type { E164 } from '../../numbers/e164.ts';

/** After "X-PH-": 1–19 characters; a value: 1–120. The SDK also lets _ - + ( ) % . pass, Plivo's documentation does not. */
const NAME = /^X-PH-[A-Za-z0-9-]{1,19}$/;
const VALUE = /^[A-Za-z0-9]{1,120}$/;

const isSendable = ([name, value]: [string, string]) => NAME.test(name) && VALUE.test(value);

/** Where the call goes (digits; the server puts the plus back) and who allowed it. Null: the SDK would drop one of them. */
export function invitationHeaders(to: E164, intent: string): Record<string, string> | null {
  const headers = { 'X-PH-Dest': to.slice(1), 'X-PH-Intent': intent };
  return Object.entries(headers).every(isSendable) ? headers : null;
}
