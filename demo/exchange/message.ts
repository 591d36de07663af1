/** SIP messages as the exchange handles them: read from a frame, answered, passed on. The grammar is the sip package's. */
import { randomBytes } from 'node:crypto';
import { parse, parseUri, type SipHeaders, type SipRequest, type SipResponse, stringify } from 'sip/sip.js';

export type { SipRequest, SipResponse };
export type SipMessage = SipRequest | SipResponse;

/** One client's WebSocket. `send` to a closed one does nothing. */
export type Connection = { readonly id: string; send(message: SipMessage): void };

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  483: 'Too Many Hops',
  486: 'Busy Here',
  487: 'Request Terminated',
  503: 'Service Unavailable',
  603: 'Decline',
};

/** Text of a frame → message, or null when it is not SIP or lacks one of the headers every message must have. */
export function parseMessage(text: string): SipMessage | null {
  try {
    const message = parse(text);
    return message && hasMandatoryHeaders(message.headers) ? message : null;
  } catch {
    return null;
  }
}

/** RFC 3261 §8.1.1 without Max-Forwards, which many clients forget. */
function hasMandatoryHeaders(headers: Partial<SipHeaders>): boolean {
  const { via, from, to, cseq } = headers;
  return (
    Array.isArray(via) &&
    typeof via[0]?.params?.branch === 'string' &&
    typeof from?.uri === 'string' &&
    typeof to?.uri === 'string' &&
    typeof headers['call-id'] === 'string' &&
    Number.isInteger(cseq?.seq) &&
    typeof cseq?.method === 'string'
  );
}

/** Message → text of a frame, or null when a client's odd header cannot be written again. */
export function writeMessage(message: SipMessage): string | null {
  try {
    return stringify(message);
  } catch {
    return null;
  }
}

/** The branch of the hop before us: together with the connection it names a transaction. */
export const branchOf = (message: SipMessage): string => message.headers.via[0]?.params.branch ?? '';

export const newTag = (): string => randomBytes(6).toString('hex');

/** RFC 3261 §8.1.1.7: the cookie says that the branch is unique. */
export const newBranch = (): string => `z9hG4bK${randomBytes(9).toString('hex')}`;

/** Inside a dialog: the far side has already named itself by a tag. */
export const isInDialog = (request: SipRequest): boolean => typeof request.headers.to.params.tag === 'string';

/** The exchange's own answer. `tag` must be the same for all answers to one request; 100 carries none. */
export function answer(
  request: SipRequest,
  status: number,
  extra: { headers?: Partial<SipHeaders>; tag?: string } = {},
): SipResponse {
  const { via, from, to, cseq } = request.headers;
  const tagged =
    status === 100 || isInDialog(request)
      ? to
      : { ...to, params: { ...to.params, tag: extra.tag ?? newTag() } };
  return {
    status,
    reason: REASONS[status] ?? 'Unknown',
    headers: { via, from, to: tagged, 'call-id': request.headers['call-id'], cseq, ...extra.headers },
  };
}

/** What was dialled or who is meant: the user part with its escapes undone, lower case never forced on it. */
export function userOf(uri: string): string {
  const user = parseUri(uri)?.user ?? '';
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}
