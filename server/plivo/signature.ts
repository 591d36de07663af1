/**
 * Did Plivo send this webhook? Plivo's signature V3 (plivo.com/docs/voice/xml/validation) on node:crypto, fail closed:
 * whatever is missing, repeated or odd is "no", never an exception. V2 is not looked at: it leaves the body unsigned.
 * Which URL was signed comes from configuration, never from the Host header; reading parameters is webhook.ts.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'X-Plivo-Signature-V3';
export const NONCE_HEADER = 'X-Plivo-Signature-V3-Nonce';

/** Names and values as they arrive, in any order; a name may be repeated. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** What Plivo signed. `url`: the public one without its query. `body`: the form's parameters of a POST; empty for a GET. */
export type Signed = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly query: Parameters;
  readonly body: Parameters;
};

/** A comma stands between the signatures of a list; a blank behind it means that the header came twice. */
const SIGNATURES = /^[A-Za-z0-9+/=]{1,128}(,[A-Za-z0-9+/=]{1,128}){0,7}$/;
const NONCE = /^[\w.:=+/-]{1,128}$/;

/** True when one signature of the list is this account's. Takes the same time wherever a wrong one differs. */
export function isFromPlivo(
  signed: Signed,
  headers: { readonly signature: string | null; readonly nonce: string | null },
  authToken: string,
): boolean {
  const { signature, nonce } = headers;
  if (authToken === '' || signature === null || nonce === null) return false;
  if (!SIGNATURES.test(signature) || !NONCE.test(nonce)) return false;
  const expected = Buffer.from(sign(signed, nonce, authToken));
  return signature
    .split(',')
    .map((one) => isSame(Buffer.from(one), expected))
    .includes(true);
}

/** The signature Plivo puts on this: base64 of HMAC-SHA256. */
export function sign(signed: Signed, nonce: string, authToken: string): string {
  return createHmac('sha256', authToken)
    .update(`${baseString(signed)}.${nonce}`)
    .digest('base64');
}

/** `url?sorted=query` and, behind a dot when there is a query, a POST's parameters sorted without separators. */
function baseString({ method, url, query, body }: Signed): string {
  if (method === 'GET') {
    const all = inOrder([...query, ...body], '=').join('&');
    return all === '' ? url : `${url}?${all}`;
  }
  if (body.length === 0 && query.length === 0) return url;
  const dot = query.length > 0 && body.length > 0 ? '.' : '';
  return `${url}?${inOrder(query, '=').join('&')}${dot}${inOrder(body, '').join('')}`;
}

/** By name, then by value, in UTF-16 order as Plivo's own libraries sort. */
function inOrder(parameters: Parameters, between: string): string[] {
  return parameters
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}${between}${value}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
