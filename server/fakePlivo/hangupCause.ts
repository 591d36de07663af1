/** Why a call is over: SIP's words, ITU-T Q.850's and Plivo's, side by side. */

export type HangupCause = {
  /** SIP status that the caller is given. */
  readonly status: number;
  readonly phrase: string;
  /** Q.850 cause and text, as in the SIP header Reason. */
  readonly q850: number;
  readonly name: string;
  /** Plivo's HangupCauseName and HangupCauseCode. */
  readonly plivoName: string;
  readonly plivoCode: number;
  readonly callStatus: 'completed' | 'busy' | 'failed' | 'timeout' | 'no-answer' | 'cancel';
};

const cause = (
  [status, phrase]: readonly [number, string],
  [q850, name]: readonly [number, string],
  [plivoCode, plivoName]: readonly [number, string],
  callStatus: HangupCause['callStatus'],
): HangupCause => ({ status, phrase, q850, name, plivoName, plivoCode, callStatus });

export const CAUSES = {
  normal: cause([200, 'OK'], [16, 'NORMAL_CLEARING'], [4000, 'Normal Hangup'], 'completed'),
  endOfXml: cause([603, 'Decline'], [16, 'NORMAL_CLEARING'], [4010, 'End Of XML Instructions'], 'completed'),
  timeLimit: cause([200, 'OK'], [102, 'ALLOTTED_TIMEOUT'], [6020, 'Scheduled Hangup'], 'completed'),
  cancelled: cause([487, 'Request Terminated'], [16, 'ORIGINATOR_CANCEL'], [1000, 'Cancelled'], 'cancel'),
  busy: cause([486, 'Busy Here'], [17, 'USER_BUSY'], [3010, 'Busy Line'], 'busy'),
  rejected: cause([603, 'Decline'], [21, 'CALL_REJECTED'], [3020, 'Rejected'], 'failed'),
  notFound: cause(
    [404, 'Not Found'],
    [1, 'UNALLOCATED_NUMBER'],
    [2000, 'Invalid Destination Address'],
    'failed',
  ),
  notRegistered: cause(
    [480, 'Temporarily Unavailable'],
    [20, 'SUBSCRIBER_ABSENT'],
    [2020, 'Endpoint Not Registered'],
    'failed',
  ),
  noAnswer: cause([408, 'Request Timeout'], [19, 'NO_ANSWER'], [3000, 'No Answer'], 'no-answer'),
  unavailable: cause(
    [503, 'Service Unavailable'],
    [41, 'NORMAL_TEMPORARY_FAILURE'],
    [5000, 'Network Error'],
    'failed',
  ),
  forbidden: cause([403, 'Forbidden'], [21, 'CALL_REJECTED'], [3030, 'Forbidden'], 'failed'),
  answerUrl: cause(
    [503, 'Service Unavailable'],
    [38, 'NETWORK_OUT_OF_ORDER'],
    [7000, 'Error Reaching Answer URL'],
    'failed',
  ),
  answerXml: cause(
    [503, 'Service Unavailable'],
    [38, 'NETWORK_OUT_OF_ORDER'],
    [8000, 'Invalid Answer XML'],
    'failed',
  ),
} as const satisfies Record<string, HangupCause>;

/** The cause behind a final SIP status of the dialled side. */
export function causeOfStatus(status: number): HangupCause {
  const known = [
    CAUSES.busy,
    CAUSES.rejected,
    CAUSES.notFound,
    CAUSES.notRegistered,
    CAUSES.noAnswer,
    CAUSES.cancelled,
    CAUSES.forbidden,
  ].find((one) => one.status === status);
  return known ?? CAUSES.unavailable;
}
