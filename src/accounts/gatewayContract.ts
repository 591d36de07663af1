/**
 * What the extension and its own server say to each other about a gateway of one's own (gateway/): who has signed in is
 * given what to register with there for a while. How a bearer is got, and what a refusal looks like, is in tokenContract.ts.
 *
 *   GET /sip-credentials → SipCredentialsReply      Authorization: Bearer <access key or OIDC access token>
 */
import * as v from 'valibot';
import { isSignallingUrl } from './tokenContract.ts';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(512));
/** As the gateway takes an agent's name (gateway/config/values.ts): nothing that ends a header or a URI. */
const agent = v.pipe(text, v.regex(/^[\w.-]+$/));
const turnUrl = v.pipe(text, v.regex(/^turns?:[^\s]+$/));

/**
 * `agent`: the SIP user, in From and in the registration. `user`: the digest's user, `<expiry in Unix seconds>:<agent>`,
 * which is no SIP user. `expiresAt`: epoch milliseconds; from then on both passwords are refused, so that a registration
 * has to be renewed with new ones, and a call that stands goes on. `turn` absent: there is none.
 */
export const sipCredentialsReply = v.object({
  agent,
  user: v.pipe(text, v.regex(/^\d{10}:[\w.-]+$/)),
  password: text,
  domain: text,
  server: v.pipe(text, v.check(isSignallingUrl)),
  expiresAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
  turn: v.exactOptional(v.object({ urls: v.array(turnUrl), username: text, credential: text })),
});
export type SipCredentialsReply = v.InferOutput<typeof sipCredentialsReply>;
