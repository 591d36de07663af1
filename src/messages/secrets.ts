/**
 * Schemas of what carries secrets between our own contexts: filled-in forms, accounts, credentials. Strict, with lengths;
 * whether an address or a key is a good one is the accounts' business.
 */
import * as v from 'valibot';
import { cleanText, MAX_TEXT } from './text.ts';

const MAX_SERVERS = 10;

export const address = v.pipe(v.string(), v.maxLength(512));
const secret = v.pipe(v.string(), v.maxLength(256));
/** An OpenID provider's access token carries groups and roles: some have 10 kB. */
const token = v.pipe(v.string(), v.minLength(1), v.maxLength(16_384));
const epochMs = v.pipe(v.number(), v.finite());

const iceServer = v.strictObject({
  urls: v.pipe(v.array(address), v.minLength(1), v.maxLength(MAX_SERVERS)),
  username: v.exactOptional(secret),
  credential: v.exactOptional(secret),
});
const iceServers = v.pipe(v.array(iceServer), v.maxLength(MAX_SERVERS));
const servers = v.pipe(v.array(address), v.minLength(1), v.maxLength(MAX_SERVERS));

/** What somebody typed. */
export const accountForm = v.variant('kind', [
  v.strictObject({
    kind: v.literal('sip'),
    server: address,
    user: secret,
    password: secret,
    domain: address,
    iceServers: v.exactOptional(iceServers),
  }),
  v.strictObject({
    kind: v.literal('plivo'),
    server: address,
    accessKey: v.exactOptional(address),
  }),
]);

const plivoEntries = {
  kind: v.literal('plivo'),
  server: address,
  bearer: token,
  oidc: v.exactOptional(
    v.strictObject({
      issuer: address,
      clientId: address,
      scope: address,
      refreshToken: v.exactOptional(token),
      bearerExpiresAt: epochMs,
    }),
  ),
};

export const plivoAccount = v.strictObject(plivoEntries);

const credentials = v.variant('kind', [
  v.strictObject({
    kind: v.literal('sip'),
    servers,
    user: secret,
    domain: address,
    password: secret,
    displayName: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_TEXT), v.transform(cleanText))),
    iceServers,
  }),
  v.strictObject({
    ...plivoEntries,
    token: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
    username: address,
    plivoNumber: v.pipe(v.string(), v.regex(/^\d{7,15}$/)),
    expiresAt: epochMs,
    servers: v.exactOptional(servers),
  }),
  v.strictObject({
    kind: v.literal('fake'),
    identity: v.pipe(v.string(), v.maxLength(MAX_TEXT), v.transform(cleanText)),
  }),
]);

/** Credentials, or the account for which the host has to ask. */
export const openable = v.union([credentials, plivoAccount]);
