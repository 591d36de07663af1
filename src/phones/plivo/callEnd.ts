/** How a call or a login ended, from the SDK's words to ours. The causes of calls are JsSIP's (../causes.ts). */
import type { Failure } from '../../call/failure.ts';
import { type CallEnd, endOf } from '../causes.ts';
import type { CallInfo } from './sdk.ts';

/** What JsSIP's causes stand for where a status would say more; the SDK keeps the status to itself. */
const BY_CAUSE: Readonly<Record<string, Failure['code']>> = {
  Busy: 'busy', // 486, 600
  Rejected: 'declined', // 403, 603
  'Not Found': 'not-found', // 404, 604
  'Address Incomplete': 'not-found', // 484
  'Incompatible SDP': 'media-failed', // 488, 606
  'SIP Failure Code': 'unavailable', // 5xx and all that have no name
  'Authentication Error': 'wrong-credentials', // 401, 407
};

const detailOf = (cause: string, { reason, code }: CallInfo) =>
  code !== undefined && code > 0 ? `${cause}: ${reason} (${code})` : cause;

/** `Rejected` from this side is our own declining, and no failure; `rang`: whether the far side had begun to ring. */
export function callEnd(cause: string, originator: string, info: CallInfo, rang: boolean): CallEnd {
  if (originator === 'local') return endOf({ originator, cause, rang });
  const detail = detailOf(cause, info);
  if (cause === 'Unavailable')
    return { by: 'remote', failure: { code: rang ? 'no-answer' : 'unavailable', detail } };
  const code = BY_CAUSE[cause];
  return code ? { by: 'remote', failure: { code, detail } } : endOf({ originator, cause, rang });
}

const UNREACHABLE = ['Connection Error', 'Request Timeout', 'Cannot login when there is no internet'];

/**
 * Why a login failed; null when the login did not: the SDK says so too when a second one is tried during a call. A
 * refused token is `wrong-credentials`, whatever was wrong with it.
 */
export function loginFailure(reason: string): Failure | null {
  if (reason === 'Cannot login when there is an ongoing call') return null;
  if (UNREACHABLE.includes(reason)) return { code: 'server-unreachable', detail: reason };
  if (reason === 'MAX_ALLOWED_LOGIN_REACHED') return { code: 'unavailable', detail: reason };
  if (reason === 'Failed to create user agent') return { code: 'unknown', detail: reason };
  return { code: 'wrong-credentials', detail: reason };
}
