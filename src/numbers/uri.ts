/** Number links: RFC 3966 `tel:`, and `sms:`, `callto:` as CRMs write them → the human text they hold. */

const SCHEME = /^\s*(?:tel|sms|smsto|callto|phone):(?:\/\/)?/i;
const CONTEXT = /;phone-context=(\+[\d().-]+)/i;
/** Other parameters may stand between; each is bounded, so that a wall of them costs no more than its length. */
const CONTEXT_BEHIND = /(?:;(?:isub|ext)=[^;\s]{0,30}){0,2};phone-context=(\+[\d().-]{1,20})/iy;
const EXTENSION = /;ext=([^;?]*)/i;

/**
 * `tel:7946-0018;phone-context=+44-20;ext=12` → `+44-20 7946-0018;ext=12`. A text without such a scheme comes back
 * unchanged. Parameters other than these two (RFC 3966 §3: isub, extensions of others) say nothing about the number.
 */
export function unwrapUri(text: string): string {
  const scheme = SCHEME.exec(text)?.[0] ?? (CONTEXT.test(text) ? '' : undefined);
  if (scheme === undefined) return text;
  const body = decode(text.slice(scheme.length));
  const number = /^[^;?]*/.exec(body)?.[0] ?? '';
  const context = CONTEXT.exec(body)?.[1];
  const extension = EXTENSION.exec(body)?.[1];
  const whole = context && !number.trim().startsWith('+') ? `${context} ${number}` : number;
  return extension ? `${whole};ext=${extension}` : whole;
}

/** What a local number in running text belongs to: `7946-0018;phone-context=+44-20`. `end` is behind the context. */
export function readContext(plainText: string, at: number): { prefix: string; end: number } | null {
  CONTEXT_BEHIND.lastIndex = at;
  const match = CONTEXT_BEHIND.exec(plainText);
  return match?.[1] ? { prefix: match[1], end: at + match[0].length } : null;
}

function decode(body: string): string {
  try {
    return decodeURIComponent(body);
  } catch {
    // "tel:50%20off" may be anything; a broken escape stays as it is.
    return body;
  }
}
