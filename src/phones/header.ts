/** Reads one header out of a SIP message's text, for what must look at messages without JsSIP. Builds nothing. */

/** The value of the first header of that name, or ''. `name` is a pattern: "(?:Call-ID|i)" (compact form, RFC 3261 §7.3.3). */
export function headerOf(message: string, name: string): string {
  return new RegExp(`^${name}[ \\t]*:[ \\t]*(.+?)[ \\t]*$`, 'im').exec(message)?.[1] ?? '';
}

export const CALL_ID = '(?:Call-ID|i)';
