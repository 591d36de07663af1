/**
 * The shape of an account in a policy, before its variables are filled in: after that it is a filled-in form, and
 * src/accounts has the last word. Addresses hold no variables, so they are judged here.
 */
import * as v from 'valibot';
import { baseAddress, iceUrl, socketAddress } from './address.ts';
import type { JsonType } from './jsonType.ts';
import type { PolicyAccount } from './policy.ts';
import { country, e164, line } from './shapes.ts';

const MOST_SERVERS = 10;
const name = line(60);
/** Not trimmed: a space may belong to it. */
const secret = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

const iceServer = v.object({
  urls: v.pipe(v.array(iceUrl), v.minLength(1), v.maxLength(MOST_SERVERS)),
  username: v.exactOptional(line(256)),
  credential: v.exactOptional(secret),
});

const sip = v.object({
  name,
  kind: v.literal('sip'),
  servers: v.pipe(v.array(socketAddress), v.minLength(1), v.maxLength(MOST_SERVERS)),
  user: line(256),
  password: secret,
  domain: line(253),
  displayName: v.exactOptional(line(80)),
  iceServers: v.exactOptional(v.pipe(v.array(iceServer), v.maxLength(MOST_SERVERS))),
  callerIds: v.exactOptional(v.pipe(v.array(e164), v.maxLength(50))),
  numberFormat: v.exactOptional(v.picklist(['e164', 'digits', '00', 'local'])),
  country: v.exactOptional(country),
  headers: v.exactOptional(
    v.pipe(v.array(v.pipe(line(300), v.regex(/^[a-z][\w-]*:\s?\S/i))), v.maxLength(MOST_SERVERS)),
  ),
});

const server = v.pipe(
  v.object({
    name,
    kind: v.picklist(['plivo', 'gateway']),
    server: baseAddress,
    signIn: v.picklist(['organisation', 'accessKey']),
    accessKey: v.exactOptional(secret),
  }),
  v.forward(
    v.check(({ signIn, accessKey }) => (signIn === 'accessKey') === (accessKey !== undefined)),
    ['accessKey'],
  ),
);

const siperb = v.object({
  name,
  kind: v.literal('siperb'),
  token: secret,
  deviceToken: v.exactOptional(secret),
  api: v.exactOptional(baseAddress),
});

export const policyAccount: v.GenericSchema<unknown, PolicyAccount> = v.variant('kind', [
  sip,
  server,
  siperb,
]);

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;

export const ACCOUNT_JSON: JsonType = {
  type: 'object',
  properties: {
    name: text,
    kind: text,
    servers: texts,
    user: text,
    password: text,
    domain: text,
    displayName: text,
    iceServers: {
      type: 'array',
      items: { type: 'object', properties: { urls: texts, username: text, credential: text } },
    },
    callerIds: texts,
    numberFormat: text,
    country: text,
    headers: texts,
    server: text,
    signIn: text,
    accessKey: text,
    token: text,
    deviceToken: text,
    api: text,
  },
};

/** What to write, by the field that does not fit. */
export const ACCOUNT_FIXES: Readonly<Record<string, string>> = {
  name: 'Give the account a name of its own, up to 60 characters.',
  kind: 'Write sip, plivo, gateway or siperb.',
  servers: 'List WebSocket addresses: wss://sip.example.com. ws:// works on this computer only.',
  user: `Write the SIP user name: "201", or a variable such as \${emailName}.`,
  password: `Write the password, or a variable of the agent map such as \${sipPassword}.`,
  domain: 'Write the host name of the SIP domain: sip.example.com.',
  displayName: 'Write a name of up to 80 characters, or leave it out.',
  iceServers: 'List STUN or TURN servers: { "urls": ["stun:stun.example.com:3478"] }.',
  callerIds: 'List numbers with their country code: +442079460018.',
  numberFormat: 'Write e164, digits, 00 or local.',
  country: 'Write a country as two letters (ISO 3166-1): GB.',
  headers: 'Write each header as "X-Name: value".',
  server: 'Write the address of your Offhook server: https://calls.example.com.',
  signIn: 'Write organisation or accessKey.',
  accessKey: 'Give an accessKey where signIn is accessKey, and none where it is organisation.',
  token: 'Write a personal access token of Siperb, or a variable of the agent map.',
  deviceToken: 'Write the token of a Siperb device, or leave it out.',
  api: 'Write an https:// address, or leave it out for Siperb’s own.',
};

/** Fields whose value may be repeated in a problem. Everything else of an account is taken for a secret. */
export const OPEN_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'kind',
  'servers',
  'domain',
  'numberFormat',
  'country',
  'callerIds',
  'server',
  'signIn',
  'api',
]);
