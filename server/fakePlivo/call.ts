/** One call as Plivo keeps it, and what is told about it: to webhooks and by the REST API. */
import type { HangupCause } from './hangupCause.ts';
import type { Params } from './signature.ts';
import type { Dial, Instruction } from './xml.ts';

/** Where the SIP side can be told to hang up a call, and how it knows the call: RFC 3261's dialog. */
export type SipLeg = {
  readonly callId: string;
  readonly fromTag: string;
  readonly cseq: number;
  readonly controlUrl: string;
};

export type FakeCall = {
  readonly callUuid: string;
  /** Digits, or `sip:<endpoint>@phone.plivo.com`. */
  readonly from: string;
  readonly to: string;
  /** The X-PH-… headers of the INVITE, spelled as they came. */
  readonly headers: Params;
  readonly leg: SipLeg;
  readonly startedAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  cause: HangupCause | null;
  source: HangupSource;
  /** What the application said and the switch has not done yet. */
  pending: readonly Instruction[];
  dial: Dial | null;
  readonly spoken: string[];
  redirects: number;
};

export type HangupSource = 'Caller' | 'Callee' | 'Plivo' | 'Answer XML' | 'API Request' | 'Error' | '';

const BILLING_STEP_SECONDS = 60;
const PRICE_OF_A_MINUTE = 0.0085;

/** A call that comes from a browser is inbound to Plivo too: direction is seen from the Plivo number. */
export const DIRECTION = 'inbound';

/** What every webhook of the call carries. */
export function startParams(call: FakeCall): Params {
  return {
    CallUUID: call.callUuid,
    From: call.from,
    To: call.to,
    Direction: DIRECTION,
    CallStatus: call.answeredAt === null ? 'ringing' : 'in-progress',
    Event: 'StartApp',
    ...call.headers,
  };
}

/** Throws when the call is not over. */
export function endParams(call: FakeCall): Params {
  const { cause, endedAt } = call;
  if (!cause || endedAt === null) throw new Error(`Call ${call.callUuid} is not over.`);
  return {
    ...startParams(call),
    Event: 'Hangup',
    CallStatus: cause.callStatus,
    HangupCause: cause.name,
    HangupCauseName: cause.plivoName,
    HangupCauseCode: String(cause.plivoCode),
    HangupSource: call.source,
    Duration: String(durationSeconds(call)),
    BillDuration: String(billSeconds(call)),
    TotalCost: cost(call),
    StartTime: timeText(call.startedAt),
    AnswerTime: call.answeredAt === null ? '' : timeText(call.answeredAt),
    EndTime: timeText(endedAt),
  };
}

/** A finished call as GET …/Call/<uuid>/ gives it; a live one has no end. */
export function restCall(call: FakeCall, authId: string): Record<string, unknown> {
  const time = (at: number | null) => (at === null ? null : `${timeText(at)}+00:00`);
  return {
    call_uuid: call.callUuid,
    from_number: call.from,
    to_number: call.to,
    call_direction: DIRECTION,
    call_state: call.cause ? 'ANSWER' : call.answeredAt === null ? 'ringing' : 'in-progress',
    call_duration: durationSeconds(call),
    bill_duration: billSeconds(call),
    initiation_time: time(call.startedAt),
    answer_time: time(call.answeredAt),
    end_time: time(call.endedAt),
    hangup_cause_name: call.cause?.plivoName ?? null,
    hangup_cause_code: call.cause?.plivoCode ?? null,
    hangup_source: call.cause ? call.source : null,
    total_amount: cost(call),
    total_rate: PRICE_OF_A_MINUTE.toFixed(5),
    parent_call_uuid: null,
    resource_uri: `/v1/Account/${authId}/Call/${call.callUuid}/`,
  };
}

function durationSeconds({ answeredAt, endedAt }: FakeCall): number {
  return answeredAt === null || endedAt === null ? 0 : Math.ceil((endedAt - answeredAt) / 1000);
}

function billSeconds(call: FakeCall): number {
  return Math.ceil(durationSeconds(call) / BILLING_STEP_SECONDS) * BILLING_STEP_SECONDS;
}

const cost = (call: FakeCall) => ((billSeconds(call) / 60) * PRICE_OF_A_MINUTE).toFixed(5);

/** 2026-01-27 09:30:00, in UTC. */
const timeText = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
