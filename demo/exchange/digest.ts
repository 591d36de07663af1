/** Digest authentication (RFC 3261 §22, RFC 2617 MD5 with qop=auth): who sends this request? No state but a run-time key. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { calculateDigest, calculateUserRealmPasswordHash } from 'sip/digest.js';
import type { AuthFields } from 'sip/sip.js';
import type { SipRequest } from './message.ts';

export type Verdict =
  | { readonly kind: 'known'; readonly user: string }
  | { readonly kind: 'unanswered'; readonly stale: boolean }
  | { readonly kind: 'refused' };

const NONCE_LIFE_MS = 300_000; // as long as a call set-up by hand may take, with room

/** `passwords` by user name. `challenge` gives the header's fields for a 401 or 407. */
export function createDigest(realm: string, passwords: ReadonlyMap<string, string>) {
  const key = randomBytes(32);
  const sign = (time: string) => createHmac('sha256', key).update(time).digest('hex').slice(0, 32);

  function nonceState(nonce: string): 'fresh' | 'old' | 'foreign' {
    const [time = '', signature = ''] = nonce.split('.');
    if (!sameText(signature, sign(time))) return 'foreign';
    return Date.now() - Number.parseInt(time, 36) < NONCE_LIFE_MS ? 'fresh' : 'old';
  }

  return {
    challenge(stale: boolean): AuthFields {
      const time = Date.now().toString(36);
      return {
        scheme: 'Digest',
        realm: `"${realm}"`,
        nonce: `"${time}.${sign(time)}"`,
        algorithm: 'MD5',
        qop: '"auth"',
        stale: stale ? 'true' : undefined,
      };
    },

    check(request: SipRequest, header: 'authorization' | 'proxy-authorization'): Verdict {
      const fields = request.headers[header]?.find((one) => bare(one.realm) === realm);
      if (!fields) return { kind: 'unanswered', stale: false };
      const state = nonceState(bare(fields.nonce));
      if (state !== 'fresh') return { kind: 'unanswered', stale: state === 'old' };
      const user = bare(fields.username);
      const password = passwords.get(user);
      const right =
        password !== undefined &&
        sameText(bare(fields.response), expected(request, fields, user, realm, password));
      return right ? { kind: 'known', user } : { kind: 'refused' };
    },
  };
}

function expected(
  request: SipRequest,
  fields: AuthFields,
  user: string,
  realm: string,
  password: string,
): string {
  return calculateDigest({
    ha1: calculateUserRealmPasswordHash(user, realm, password),
    method: request.method,
    nonce: bare(fields.nonce),
    uri: bare(fields.uri),
    nc: fields.nc,
    cnonce: bare(fields.cnonce),
    qop: fields.qop === undefined ? undefined : bare(fields.qop),
  });
}

const bare = (value: string | undefined): string => (value ?? '').replace(/^"|"$/g, '');

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
