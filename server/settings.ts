/**
 * Every variable the server reads from its environment: its shape, its default and what to write when it is wrong.
 * docs/server.md and .env.example say the same in words and are held to this table by a test; config.ts makes the
 * Config of it.
 */
import * as v from 'valibot';
import { isSignallingUrl } from '../src/accounts/tokenContract.ts';
import { parseNumber } from '../src/numbers/parse.ts';
import { parseHours } from '../src/rules/hours.ts';
import { CLOSED_TIERS } from '../src/rules/tierNames.ts';

export type Setting<T> = {
  readonly schema: v.GenericSchema<string, T>;
  /** Completes "it must be …". */
  readonly expects: string;
  /** What an unset variable stands for; `null`: nothing. Absent: it has to be set. */
  readonly unset?: string | null;
  /** Never repeated in a message. */
  readonly secret?: true;
};

const required = <T>(schema: v.GenericSchema<string, T>, expects: string): Setting<T> => ({
  schema,
  expects,
});
const byDefault = <T>(unset: string, schema: v.GenericSchema<string, T>, expects: string): Setting<T> => ({
  schema,
  expects,
  unset,
});
const optional = <T>(schema: v.GenericSchema<string, T>, expects: string): Setting<T | null> => ({
  schema,
  expects,
  unset: null,
});
const secret = <T>(setting: Setting<T>): Setting<T> => ({ ...setting, secret: true });

const matching = (shape: RegExp) => v.pipe(v.string(), v.regex(shape));
const oneOf = <const T extends string>(...values: readonly T[]) => v.picklist(values);
const list = v.pipe(
  v.string(),
  // Commas alone were meant to be something.
  v.check((text) => text.trim() === '' || /[^,\s]/.test(text)),
  v.transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ),
);
const listOf = (shape: RegExp) => v.pipe(list, v.array(matching(shape)));
const listOfTiers = v.pipe(list, v.array(v.picklist(CLOSED_TIERS)));
const hours = v.pipe(
  v.string(),
  v.check((text) => parseHours(text) !== null),
  v.transform((text) => parseHours(text) ?? []),
);
const numberFrom = (least: number, most: number) =>
  v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/), v.transform(Number), v.minValue(least), v.maxValue(most));
const wholeFrom = (least: number, most: number) => v.pipe(numberFrom(least, most), v.integer());
const count = (fallback: string) =>
  byDefault(fallback, wholeFrom(1, 1e6), 'a whole number from 1 to 1000000');
const amount = (fallback: string) => byDefault(fallback, numberFrom(0, 1e9), 'an amount such as 50 or 12.50');
const webAddress = v.pipe(v.string(), v.check(isWebAddress));
/** What paths are put behind. An issuer is not: it is compared as it stands, and some end in a slash. */
const base = v.pipe(
  webAddress,
  v.transform((text) => text.replace(/\/+$/, '')),
);

/** A country code and perhaps more; "00" in front stands for the plus. "0900" begins no number in the world. */
const PREFIX = /^(?:\+|00)? ?[1-9][\d ]{0,20}$/;

/** What two programs share to mint and check passwords: 128 bits and more, as `openssl rand` writes them. */
const SHARED_SECRET = /^[A-Za-z0-9_-]{32,128}$/;

export const SETTINGS = {
  PUBLIC_URL: required(base, 'the address Plivo reaches this server at, such as https://calls.example.com'),
  HOST: byDefault(
    '127.0.0.1',
    matching(/^[\w.:-]+$/),
    'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  ),
  PORT: byDefault('3000', wholeFrom(0, 65_535), 'a port from 0 to 65535; 0 takes any free one'),
  TRUSTED_PROXIES: byDefault('0', wholeFrom(0, 8), 'how many proxies stand in front of this server, 0 to 8'),
  LOG_LEVEL: byDefault(
    'info',
    oneOf('error', 'warn', 'info', 'debug', 'silent'),
    'error, warn, info, debug or silent',
  ),
  PLIVO_AUTH_ID: required(matching(/^[A-Za-z0-9]{4,64}$/), 'the Auth ID on the console’s overview page'),
  PLIVO_AUTH_TOKEN: secret(
    required(matching(/^\S{16,128}$/), 'the Auth Token on the console’s overview page'),
  ),
  PLIVO_APP_ID: required(matching(/^\w{1,64}$/), 'the id of the XML application under Voice → Applications'),
  PLIVO_NUMBER: required(
    v.pipe(
      v.string(),
      v.check((digits) => parseNumber(`+${digits}`, null)?.e164 === `+${digits}`),
    ),
    'the rented number with its country code, digits only, as its country writes it abroad today',
  ),
  PLIVO_API_URL: byDefault(
    'https://api.plivo.com',
    base,
    'https://… (http://127.0.0.1… for a Plivo on this machine)',
  ),
  PLIVO_SIP_SERVERS: byDefault(
    '',
    v.pipe(
      listOf(/^wss?:/),
      v.check((urls) => urls.every(isSignallingUrl)),
    ),
    'wss:// addresses with commas between them (ws:// to this machine)',
  ),
  TOKEN_TTL_SECONDS: byDefault('900', wholeFrom(300, 1_800), 'a whole number from 300 to 1800'),
  TOKENS_PER_MINUTE: count('20'),
  REQUESTS_PER_MINUTE: count('300'),
  DATABASE_URL: secret(
    optional(matching(/^postgres(ql)?:\/\/\S+$/), 'postgres://user:password@host/database'),
  ),
  DATABASE_FILE: byDefault('offhook.sqlite', matching(/^[^\0]+$/), 'the path of a file'),
  ALLOWED_ORIGINS: byDefault(
    '',
    listOf(
      /^(?:(?:chrome-extension|moz-extension|https):\/\/[^\s/*,]+|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)$/,
    ),
    'origins with commas between them, such as chrome-extension://abcdefghijklmnopabcdefghijklmnop; never *',
  ),
  OIDC_ISSUER: optional(webAddress, 'the issuer exactly as its discovery document says, https://…'),
  OIDC_AUDIENCE: optional(matching(/^\S+$/), 'the audience of the issuer’s access tokens'),
  OIDC_CLIENT_ID: optional(matching(/^\S+$/), 'the extension’s client id at the issuer'),
  OIDC_SCOPE: byDefault(
    'openid profile',
    matching(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/),
    'scopes with blanks between them',
  ),
  MAX_CONCURRENT_PER_AGENT: count('2'),
  MAX_CONCURRENT_PER_TENANT: count('50'),
  MAX_CALLS_PER_MINUTE_PER_AGENT: count('10'),
  MAX_CALLS_PER_MINUTE_PER_TENANT: count('120'),
  MAX_MINUTES_PER_DAY_PER_AGENT: count('480'),
  MAX_MINUTES_PER_DAY_PER_TENANT: count('10000'),
  MAX_SPEND_PER_DAY_PER_AGENT: amount('100'),
  MAX_SPEND_PER_DAY_PER_TENANT: amount('1000'),
  MAX_RATE_PER_MINUTE: byDefault('0.5', numberFrom(0.001, 1_000), 'an amount from 0.001 to 1000'),
  CALL_TIME_LIMIT_SECONDS: byDefault('7200', wholeFrom(60, 14_400), 'a whole number from 60 to 14400'),
  ALLOW_TIERS: byDefault('', listOfTiers, `some of ${CLOSED_TIERS.join(', ')}, with commas between them`),
  DENY_PREFIXES: byDefault(
    '',
    listOf(PREFIX),
    'beginnings of numbers with commas between them, such as +1900,+979',
  ),
  ALLOW_PREFIXES: byDefault(
    '',
    listOf(PREFIX),
    'beginnings of numbers with commas between them, such as +44,+353',
  ),
  CALLING_HOURS: byDefault('', hours, 'days and hours, such as Mon-Fri 08:00-20:00, Sat 09:00-13:00'),
  CALLING_TIME_ZONE: byDefault(
    'UTC',
    v.pipe(v.string(), v.check(isTimeZone)),
    'an IANA time zone such as Europe/London',
  ),
  RING_STRATEGY: byDefault('all', oneOf('all', 'in-order'), 'all or in-order'),
  RING_TIMEOUT_SECONDS: byDefault('30', wholeFrom(5, 120), 'a whole number from 5 to 120'),
  OFFHOOK_SIP_SERVER: optional(
    v.pipe(v.string(), v.check(isSignallingUrl)),
    'the gateway’s address for browsers, such as wss://sip.example.com:8443',
  ),
  OFFHOOK_SIP_DOMAIN: optional(matching(/^[\w.-]{1,253}$/), 'the gateway’s GATEWAY_REALM'),
  OFFHOOK_SIP_SECRET: secret(
    optional(
      matching(SHARED_SECRET),
      'the gateway’s SIP_CREDENTIAL_SECRET, the output of `openssl rand -hex 32`',
    ),
  ),
  OFFHOOK_SIP_TTL_SECONDS: byDefault('3600', wholeFrom(300, 86_400), 'a whole number from 300 to 86400'),
  OFFHOOK_SIP_TURN_URLS: byDefault(
    '',
    listOf(/^turns?:[\w.-]+(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/),
    'turn: and turns: addresses with commas between them, such as turn:sip.example.com:3478',
  ),
  OFFHOOK_SIP_TURN_SECRET: secret(
    optional(
      matching(SHARED_SECRET),
      'the gateway’s TURN_SECRET, the output of another `openssl rand -hex 32`',
    ),
  ),
  INBOUND_AGENTS: byDefault('', listOf(/^[^,]{1,64}$/), 'names of agents with commas between them'),
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

export type Settings = {
  readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name] extends Setting<infer T> ? T : never;
};

/** Without a query or a fragment; http only where nobody but this machine listens. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback);
  return isSafe && search === '' && hash === '' && username === '' && password === '';
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
