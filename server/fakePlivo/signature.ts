/**
 * Plivo's own side of its V3 signature. The server has a reader of its own (server/plivo/signature.ts): two separate
 * hands, so that one mistake cannot agree with itself.
 */
import { createHmac, randomBytes } from 'node:crypto';

export type Params = Readonly<Record<string, string>>;

/**
 * The headers of a signed delivery: HMAC-SHA256 in base64 over `url[?query].sorted body.nonce`, where query and body are
 * each sorted by key. With GET the parameters are part of the query.
 */
export function signDelivery(
  method: 'GET' | 'POST',
  url: string,
  params: Params,
  authToken: string,
  nonce = randomBytes(12).toString('hex'),
): Record<string, string> {
  const { origin, pathname, searchParams } = new URL(url);
  const query = [...searchParams, ...(method === 'GET' ? Object.entries(params) : [])].sort(byKey);
  const body = method === 'POST' ? Object.entries(params).sort(byKey) : [];
  const asked = query.map(([key, value]) => `${key}=${value}`).join('&');
  // A POST with a query has a dot between the query and what was posted.
  const posted = body.map(([key, value]) => key + value).join('');
  const address = `${origin}${pathname}${asked || posted ? '?' : ''}${asked}${asked && posted ? '.' : ''}${posted}`;
  const signature = createHmac('sha256', authToken).update(`${address}.${nonce}`).digest('base64');
  return { 'X-Plivo-Signature-V3': signature, 'X-Plivo-Signature-V3-Nonce': nonce };
}

const byKey = (one: readonly [string, string], other: readonly [string, string]) =>
  compare(one[0], other[0]) || compare(one[1], other[1]);

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));
