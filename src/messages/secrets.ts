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
export const token = v.pipe(v.string(), v.minLength(1), v.maxLength(16_384));
const epochMs = v.pipe(v.number(), v.finite());

const iceServer = v.strictObject({
  urls: v.pipe(v.array(address), v.minLength(1), v.maxLength(MAX_SERVERS)),
  username: v.exactOptional(secret),
  credential: v.exactOptional(secret),
});
const iceServers = v.pipe(v.array(iceServer), v.maxLength(MAX_SERVERS));
const servers = v.pipe(v.array(address), v.minLength(1), v.maxLength(MAX_SERVERS));

const numberFormat = v.picklist(['e164', 'digits', '00', 'local']);
const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/));
const callerIds = v.pipe(v.array(v.pipe(v.string(), v.regex(/^\+\d{5,15}$/))), v.maxLength(50));
/** One header a line, as it goes on the wire: no line may begin another. */
const headers = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}: [\x20-\x7e]{0,8000}$/))),
  v.maxLength(20),
);
const displayName = v.pipe(v.string(), v.maxLength(MAX_TEXT), v.transform(cleanText));
const serverForm = { server: address, accessKey: v.exactOptional(address) };
const siperbEntries = {
  kind: v.literal('siperb'),
  token,
  deviceToken: v.exactOptional(address),
};

/** What somebody typed. */
export const accountForm = v.variant('kind', [
  v.strictObject({
    kind: v.literal('sip'),
    servers,
    user: secret,
    password: secret,
    domain: address,
    displayName: v.exactOptional(displayName),
    iceServers: v.exactOptional(iceServers),
    callerIds: v.exactOptional(callerIds),
    numberFormat: v.exactOptional(numberFormat),
    country: v.exactOptional(country),
    headers: v.exactOptional(headers),
  }),
  v.strictObject({ kind: v.literal('plivo'), ...serverForm }),
  v.strictObject({ kind: v.literal('gateway'), ...serverForm }),
  v.strictObject({ ...siperbEntries, api: v.exactOptional(address) }),
]);

const serverEntries = {
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

const plivoEntries = { kind: v.literal('plivo'), ...serverEntries };
const plivoAccount = v.strictObject(plivoEntries);
const gatewayAccount = v.strictObject({ kind: v.literal('gateway'), ...serverEntries });
const siperbAccount = v.strictObject({ ...siperbEntries, api: address });

export const renewableAccount = v.variant('kind', [plivoAccount, gatewayAccount, siperbAccount]);

const credentials = v.variant('kind', [
  v.strictObject({
    kind: v.literal('sip'),
    servers,
    user: secret,
    domain: address,
    authorizationUser: v.exactOptional(secret),
    password: secret,
    expiresAt: v.exactOptional(epochMs),
    displayName: v.exactOptional(displayName),
    iceServers,
    contactUser: v.exactOptional(secret),
    headers: v.exactOptional(headers),
    inviteHeaders: v.exactOptional(headers),
    callerIds: v.exactOptional(callerIds),
    numberFormat: v.exactOptional(numberFormat),
    country: v.exactOptional(country),
    from: v.exactOptional(v.variant('kind', [gatewayAccount, siperbAccount])),
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
export const openable = v.union([credentials, plivoAccount, gatewayAccount, siperbAccount]);
