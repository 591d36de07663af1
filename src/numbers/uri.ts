/** Number links: RFC 3966 `tel:`, and `sms:`, `callto:` as CRMs write them → the human text they hold. */

const SCHEME = /^\s*(?:tel|sms|smsto|callto|phone):(?:\/\/)?/i;
const CONTEXT = /;phone-context=(\+[\d().-]+)/i;
const EXTENSION = /;ext=([^;?]*)/i;

/**
 * `tel:7946-0018;phone-context=+44-20;ext=12` → `+44-20 7946-0018;ext=12`. A text without such a scheme comes back
 * unchanged. Parameters other than these two (RFC 3966 §3: isub, extensions of others) say nothing about the number.
 */
export function unwrapUri(text: string): string {
  const scheme = SCHEME.exec(text)?.[0];
  if (scheme === undefined) return text;
  const body = decode(text.slice(scheme.length));
  const number = /^[^;?]*/.exec(body)?.[0] ?? '';
  const context = CONTEXT.exec(body)?.[1];
  const extension = EXTENSION.exec(body)?.[1];
  const whole = context && !number.trim().startsWith('+') ? `${context} ${number}` : number;
  return extension ? `${whole};ext=${extension}` : whole;
}

function decode(body: string): string {
  try {
    return decodeURIComponent(body);
  } catch {
    // "tel:50%20off" may be anything; a broken escape stays as it is.
    return body;
  }
}
