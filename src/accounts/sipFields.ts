/** What the fields of a SIP account may hold, each on its own, and what to write where one does not. */
import * as v from 'valibot';
import { isWebSocketUrl } from './loopback.ts';

const LONGEST = 256;
const MOST_SERVERS = 10;
const MOST_CALLER_IDS = 50;

const SIP_USER = /^[\p{L}\p{N}+._~!*'()&=$,;?%-]+$/u;
const DOMAIN = /^(?=.{1,253}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;
const ICE_URL = /^(stun|stuns|turn|turns):[^\s]+$/i;
const HEADER = /^([a-z][a-z\d-]{0,63})\s*:\s*([\x21-\x7e](?:[\x20-\x7e]{0,254}[\x21-\x7e])?)$/i;

/** What JsSIP and the transaction write themselves: a second one of them breaks a call or takes it elsewhere. */
const OURS =
  /^(via|from|f|to|t|contact|m|call-id|i|cseq|max-forwards|route|record-route|content-.*|[celv]|supported|k|require|proxy-require|allow|expires|user-agent|session-expires|x|min-se|(proxy-)?authorization|p-preferred-identity|p-asserted-identity|refer-to|r|replaces|event|o)$/i;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(LONGEST));

/** As people write numbers, without what only groups the digits. */
const callerId = v.pipe(
  v.string(),
  v.transform((typed) => typed.replace(/[\s().-]/g, '')),
  v.regex(/^\+[1-9]\d{6,14}$/),
);

const header = v.pipe(
  v.string(),
  v.trim(),
  v.regex(HEADER),
  v.check((line) => !OURS.test(nameOf(line))),
  v.transform((line) => line.replace(HEADER, '$1: $2')),
);

export const sipFields = {
  servers: v.pipe(
    v.array(v.pipe(text, v.maxLength(512), v.check(isWebSocketUrl))),
    v.minLength(1),
    v.maxLength(MOST_SERVERS),
    v.transform((servers) => [...new Set(servers)]),
  ),
  user: v.pipe(text, v.regex(SIP_USER), v.check(isDecodable)),
  // Not trimmed: a space may belong to it.
  password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST)),
  domain: v.pipe(text, v.regex(DOMAIN)),
  displayName: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
  iceServers: v.optional(
    v.pipe(
      v.array(
        v.object({
          urls: v.pipe(v.array(v.pipe(v.string(), v.regex(ICE_URL))), v.minLength(1), v.maxLength(8)),
          username: v.optional(v.pipe(v.string(), v.maxLength(LONGEST))),
          credential: v.optional(v.pipe(v.string(), v.maxLength(LONGEST))),
        }),
      ),
      v.maxLength(8),
    ),
  ),
  callerIds: v.optional(v.pipe(v.array(callerId), v.maxLength(MOST_CALLER_IDS))),
  numberFormat: v.optional(v.picklist(['e164', 'digits', '00', 'local'])),
  country: v.optional(v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{2}$/))),
  headers: v.optional(v.pipe(v.array(header), v.maxLength(MOST_SERVERS))),
};

export const SIP_FIXES = {
  servers:
    'Write the WebSocket address of your SIP server: wss://sip.example.com. ws:// works on this computer only. Several are tried in their order.',
  user: 'Write the SIP user name alone, without sip: and without the part after @.',
  password: 'Write the password of the SIP user.',
  domain: 'Write the host name of your SIP domain alone: sip.example.com.',
  displayName: 'Write a name of up to 80 characters, or leave it empty.',
  iceServers: 'Give a list of STUN or TURN servers: { "urls": ["stun:stun.example.com:3478"] }.',
  callerIds: 'Write each number with its country code: +442079460018.',
  numberFormat: 'Choose e164, digits, 00 or local.',
  country: 'Choose the country whose way of dialling the server wants: two letters, such as GB.',
  headers:
    'Write each header as "X-Name: value". Headers that SIP itself needs, such as From or Contact, are not for an account.',
} as const satisfies Record<keyof typeof sipFields, string>;

/** Fields of which nothing is ever repeated: they hold secrets. */
const SECRET: readonly string[] = ['password', 'iceServers', 'headers'];

/** What may be repeated on a screen of what was typed: text, shortened; of a list what is wrong in it. */
export function shownOf(field: keyof typeof sipFields, input: unknown): string {
  if (SECRET.includes(field)) return '';
  const value = (input as Partial<Record<string, unknown>> | null)?.[field];
  const wrong = Array.isArray(value) ? value.find((entry) => !isGood(field, entry)) : value;
  if (typeof wrong !== 'string') return '';
  // wss://user:secret@host: a password in the wrong place is still one.
  return wrong.replace(/\/\/[^/@]*@/, '//…@').slice(0, 80);
}

function isGood(field: keyof typeof sipFields, entry: unknown): boolean {
  return v.safeParse(sipFields[field] as v.GenericSchema, [entry]).success;
}

/** A "%" that begins no character makes JsSIP throw instead of dialling. */
export function isDecodable(user: string): boolean {
  try {
    decodeURIComponent(user);
    return true;
  } catch {
    return false;
  }
}

function nameOf(line: string): string {
  return line.split(':', 1)[0]?.trim() ?? '';
}
