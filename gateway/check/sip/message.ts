/**
 * SIP messages as values: bytes → message or null, message → text (RFC 3261 §7, §25). Nothing from outside is believed
 * and nothing throws; what a message means is the client's business.
 */

/** Names in lower case and in full, in the order they came; a header that came twice stands here twice. */
export type Headers = ReadonlyArray<readonly [name: string, value: string]>;

export type SipRequest = {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly headers: Headers;
  readonly body: string;
};
export type SipResponse = {
  readonly kind: 'response';
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
  readonly headers: Headers;
  readonly body: string;
};
export type SipMessage = SipRequest | SipResponse;

/** A datagram cannot be longer; a stream that claims more is not SIP. */
export const MAX_MESSAGE_BYTES = 65_535;
const MAX_HEADERS = 256;

const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d) ?([^\r\n]*)$/;
const REQUEST_LINE = /^([A-Z]{1,32}) ([^\s]{1,2048}) SIP\/2\.0$/;
const HEADER_NAME = /^[\w.!%*+`'~-]+$/;

/** RFC 3261 §7.3.3 and §20. */
const COMPACT: Readonly<Record<string, string>> = {
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  s: 'subject',
  t: 'to',
  v: 'via',
};

/** Null for anything that is not one whole SIP message. A body is cut to its Content-Length; a shorter one is refused. */
export function parseMessage(bytes: Buffer): SipMessage | null {
  if (bytes.length > MAX_MESSAGE_BYTES) return null;
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = unfold(bytes.toString('utf8', 0, end)).split('\r\n');
  const headers = parseHeaders(lines);
  if (!headers) return null;
  const rest = bytes.subarray(end + 4);
  const length = contentLength(headers) ?? rest.length;
  if (Number.isNaN(length) || length > rest.length) return null;
  return startLine(first, headers, rest.toString('utf8', 0, length));
}

function startLine(line: string, headers: Headers, body: string): SipMessage | null {
  const status = STATUS_LINE.exec(line);
  if (status) {
    return { kind: 'response', status: Number(status[1]), reason: status[2] ?? '', headers, body };
  }
  const [, method, uri] = REQUEST_LINE.exec(line) ?? [];
  return method && uri ? { kind: 'request', method, uri, headers, body } : null;
}

/** A line that begins with white space continues the one before (§7.3.1). */
function unfold(head: string): string {
  return head.replace(/\r\n[ \t]+/g, ' ');
}

function parseHeaders(lines: readonly string[]): Headers | null {
  if (lines.length > MAX_HEADERS) return null;
  const headers: Array<readonly [string, string]> = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase();
    // A bare line end would become a line of its own where the value is sent back.
    if (!HEADER_NAME.test(name) || /[\r\n\0]/.test(line)) return null;
    headers.push([
      Object.hasOwn(COMPACT, name) ? (COMPACT[name] ?? name) : name,
      line.slice(colon + 1).trim(),
    ]);
  }
  return headers;
}

/** Undefined where there is none, NaN where it is no number. */
export function contentLength(headers: Headers): number | undefined {
  const text = header({ headers }, 'content-length');
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

export function header(message: { readonly headers: Headers }, name: string): string | undefined {
  return message.headers.find(([one]) => one === name)?.[1];
}

export function headersNamed(message: { readonly headers: Headers }, name: string): string[] {
  return message.headers.filter(([one]) => one === name).map(([, value]) => value);
}

/** `12 INVITE` → both parts; null when it is anything else. */
export function cseqOf(message: SipMessage): { readonly number: number; readonly method: string } | null {
  const [, number, method] = /^(\d{1,10})\s+([A-Z]+)$/.exec(header(message, 'cseq') ?? '') ?? [];
  return number && method ? { number: Number(number), method } : null;
}

/** The value of `;name=value` after the address, quotes removed; null where there is none. */
export function parameter(value: string, name: string): string | null {
  const parameters = value.replace(/^[^<]*<[^>]*>/, '');
  const found = new RegExp(`;\\s*${name}\\s*=\\s*("[^"]*"|[^;,\\s]*)`, 'i').exec(parameters);
  return found?.[1]?.replaceAll('"', '') ?? null;
}

/** The address inside `"Name" <sip:…>;tag=…`, or the bare one. */
export function addressIn(value: string): string {
  return /<([^>]*)>/.exec(value)?.[1] ?? value.split(';')[0]?.trim() ?? '';
}

/** The text to be sent; Content-Length is written here and nowhere else. */
export function formatMessage(message: SipMessage): string {
  const first =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const headers = message.headers
    .filter(([name]) => name !== 'content-length')
    .map(([name, value]) => `${titled(name)}: ${value}`);
  const length = `Content-Length: ${Buffer.byteLength(message.body)}`;
  return `${[first, ...headers, length].join('\r\n')}\r\n\r\n${message.body}`;
}

/** `call-id` → `Call-ID`: some switches compare what they should not. */
function titled(name: string): string {
  if (name === 'cseq') return 'CSeq';
  if (name === 'www-authenticate') return 'WWW-Authenticate';
  return name
    .split('-')
    .map((part) => (part === 'id' ? 'ID' : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('-');
}

/** The answer to a request: its Via, From, To, Call-ID and CSeq, and what is added (§8.2.6.2). */
export function responseTo(
  request: SipRequest,
  status: number,
  reason: string,
  more: { readonly toTag?: string; readonly headers?: Headers; readonly body?: string } = {},
): SipResponse {
  const kept = ['via', 'record-route', 'from', 'to', 'call-id', 'cseq'];
  const headers = request.headers
    .filter(([name]) => kept.includes(name))
    .map(([name, value]) =>
      name === 'to' && more.toTag && !parameter(value, 'tag')
        ? ([name, `${value};tag=${more.toTag}`] as const)
        : ([name, value] as const),
    );
  return {
    kind: 'response',
    status,
    reason,
    headers: [...headers, ...(more.headers ?? [])],
    body: more.body ?? '',
  };
}
