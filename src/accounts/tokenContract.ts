/**
 * What the extension and its own server say to each other: schemas of both directions, owned here, held by both. How a
 * token is minted is the server's business (server/); how one is used is the phone's (src/phones/plivo/).
 *
 *   GET  /sign-in  → SignInOffer      how an agent of this server proves who they are
 *   GET  /token    → TokenReply       Authorization: Bearer <access key or OIDC access token>
 *   GET  /check    → CheckReply       the same bearer; what the server's doctor can tell of its own side
 *   POST /calls    → IntentReply      the same bearer; the server's rules and caps have said yes
 *   a refusal      → Problem          application/problem+json (RFC 9457)
 */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

/**
 * An address that a phone may signal at: wss, or ws where nobody but this machine listens. The phone makes a policy of
 * these (src/phones/plivo/contentPolicy.ts), so nothing that its grammar or a wildcard could use is let through.
 */
export function isSignallingUrl(text: string): boolean {
  const { scheme, host } = SIGNALLING.exec(text)?.groups ?? {};
  return scheme === 'wss' || (scheme === 'ws' && host !== undefined && LOOPBACK.test(host));
}

const SIGNALLING =
  /^(?<scheme>wss?):\/\/(?<host>(?:[a-z\d-]+\.)*[a-z\d-]+|\[[\da-f:]+\])(?::\d{1,5})?(?:\/[\w./~-]*)?$/i;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** What an agent of a server calls through: Plivo, or a gateway of one's own (gatewayContract.ts). */
export type Carrier = 'plivo' | 'gateway';

/** `oidc` absent: access keys only. `carries`: what agents call through here, the preferred one first; absent: Plivo. */
export const signInOffer = v.object({
  accessKey: v.boolean(),
  carries: v.exactOptional(
    v.pipe(v.array(v.picklist(['plivo', 'gateway'] satisfies Carrier[])), v.minLength(1), v.maxLength(2)),
  ),
  oidc: v.exactOptional(v.object({ issuer: text, clientId: text, scope: text })),
});
export type SignInOffer = v.InferOutput<typeof signInOffer>;

/**
 * `token`: Plivo's JWT, at most 500 characters (the SDK leaves a longer one out of its INVITE). `username`: `sub_iss`, the
 * SIP user that the token registers. `plivoNumber`: digits, no plus. `expiresAt`: epoch milliseconds. `servers`:
 * signalling URLs that replace Plivo's own; only a server that runs without an account names any.
 */
export const tokenReply = v.object({
  token: v.pipe(v.string(), v.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/), v.maxLength(500)),
  username: text,
  plivoNumber: v.pipe(v.string(), v.regex(/^\d{7,15}$/)),
  expiresAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
  servers: v.exactOptional(
    v.pipe(v.array(v.pipe(text, v.check(isSignallingUrl))), v.minLength(1), v.maxLength(8)),
  ),
});
export type TokenReply = v.InferOutput<typeof tokenReply>;

/** `to`: E.164. `callId`: the CallId made where the finger clicked; the same one twice yields the same intent. */
export const intentRequest = v.strictObject({
  to: v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/)),
  callId: v.pipe(v.string(), v.uuid()),
});
export type IntentRequest = v.InferOutput<typeof intentRequest>;

/** `intent`: letters and digits only, because it travels as the SIP header X-PH-Intent. Good once, for 60 s. */
export const intentReply = v.object({
  intent: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{16,64}$/)),
  expiresAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type IntentReply = v.InferOutput<typeof intentReply>;

/** What the server looks at when it is asked to, in the order in which they are told. */
export const CHECK_NAMES = [
  'database',
  'token api',
  'token shape',
  'clock',
  'webhook reachability',
  'webhook signature',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

const sentence = v.pipe(v.string(), v.maxLength(1_000));

/**
 * `found`: what was seen. `fix`: what to do about it, absent where all is well. Both in English, for whoever runs the
 * server, and without a secret. `skipped`: could not be looked at, because of a failure above it.
 */
export const checkFinding = v.object({
  name: v.picklist(CHECK_NAMES),
  verdict: v.picklist(['ok', 'warn', 'fail', 'skipped']),
  found: sentence,
  fix: v.exactOptional(sentence),
  tookMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type CheckFinding = v.InferOutput<typeof checkFinding>;

export const checkReply = v.pipe(v.array(checkFinding), v.minLength(1), v.maxLength(16));
export type CheckReply = v.InferOutput<typeof checkReply>;

/** Why the server refused, as data from a closed set. */
export const PROBLEM_CODES = [
  'not-signed-in', // 401: no bearer, a wrong one, an expired one
  'forbidden', // 403: known, but not allowed this
  'bad-request', // 400, 413, 415: the request itself
  'not-found', // 404
  'number-invalid', // 422: not an E.164 number
  'number-forbidden', // 403: a rule, a destination tier, the own number
  'outside-hours', // 403: calling hours
  'cap-reached', // 429: concurrent calls, calls a minute, minutes or spend a day; Retry-After says when
  'rate-limited', // 429: too many requests; Retry-After says when
  'upstream-failed', // 502: Plivo did not answer as it should
  'unavailable', // 503: the server cannot work now
  'internal', // 500
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** RFC 9457. `detail` names the thing, the value and the fix; never a secret or a stack. */
export const problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.picklist(PROBLEM_CODES),
  detail: v.exactOptional(v.string()),
});
export type Problem = v.InferOutput<typeof problem>;
