/**
 * How a JsSIP session ended, in our words. The status of the answer decides where there is one (RFC 3261 §21); JsSIP's
 * cause decides the rest.
 */
import type { Failure, FailureCode } from '../call/failure.ts';

export type SessionEnd = {
  readonly originator: string;
  readonly cause: string;
  /** Of the final answer to our INVITE. */
  readonly status?: number;
  readonly reason?: string;
  /** Whether the far side had begun to ring. */
  readonly rang: boolean;
};

export type CallEnd = { readonly by: 'local' | 'remote'; readonly failure?: Failure };

const BY_STATUS: Readonly<Record<number, FailureCode>> = {
  401: 'wrong-credentials',
  403: 'declined',
  404: 'not-found',
  407: 'wrong-credentials',
  410: 'unavailable',
  415: 'media-failed',
  416: 'not-found',
  430: 'unavailable',
  480: 'no-answer',
  484: 'not-found',
  485: 'not-found',
  486: 'busy',
  487: 'no-answer',
  488: 'media-failed',
  600: 'busy',
  603: 'declined',
  604: 'not-found',
  606: 'media-failed',
};

/** `null`: an ordinary end, nothing failed. */
const BY_CAUSE: Readonly<Record<string, FailureCode | null>> = {
  Terminated: null,
  Canceled: null,
  Rejected: null,
  'No Answer': null, // an incoming call that nobody took: missed, not failed
  Expires: null,
  'Connection Error': 'server-unreachable',
  'Request Timeout': 'server-unreachable',
  'User Denied Media Access': 'microphone-denied',
  'WebRTC Error': 'media-failed',
  'RTP Timeout': 'media-failed',
  'Bad Media Description': 'media-failed',
  'Missing SDP': 'media-failed',
  'No ACK': 'media-failed',
};

/**
 * What a Reason header (RFC 3326) of a BYE says went wrong, where something on the way ended the call and not a person:
 * only a 5xx of SIP's is that; Q.850's causes are the ordinary ends of telephone networks. Null: nothing did.
 */
export function failureOfReason(reason: string | undefined): Failure | null {
  const [, status, text = ''] =
    /^\s*SIP\s*;\s*cause=(5\d\d)\b(?:.*?;\s*text="([^"]*)")?/i.exec(reason ?? '') ?? [];
  return status === undefined ? null : { code: 'media-failed', detail: `SIP ${status} ${text}`.trim() };
}

/** The failure that a final SIP status (300–699) stands for. */
export function failureOfStatus(status: number, reason = '', rang = false): Failure {
  const detail = `SIP ${status} ${reason}`.trim();
  if (status === 408) return { code: rang ? 'no-answer' : 'unavailable', detail };
  const serverFailed = status >= 500 && status < 600;
  return { code: BY_STATUS[status] ?? (serverFailed ? 'unavailable' : 'unknown'), detail };
}

export function endOf(end: SessionEnd): CallEnd {
  const by = end.originator === 'local' && end.cause !== 'No Answer' ? 'local' : 'remote';
  if (end.status !== undefined && end.status >= 300) {
    return { by, failure: failureOfStatus(end.status, end.reason, end.rang) };
  }
  const code = BY_CAUSE[end.cause];
  if (code === null) return { by };
  return { by, failure: { code: code ?? 'unknown', detail: end.cause } };
}
