/**
 * The fake's calls, from the INVITE to the signed hang-up. The SIP side asks what to do with a call and says how it went;
 * what to do comes from the application's XML. Nothing here knows HTTP routes or SIP messages.
 */
import { randomUUID } from 'node:crypto';
import { endParams, type FakeCall, type HangupSource, startParams } from './call.ts';
import { CAUSES, causeOfStatus, type HangupCause } from './hangupCause.ts';
import type { Params } from './signature.ts';
import type { Deliver, WebhookMethod } from './webhooks.ts';
import { type Dial, type Instruction, parseInstructions } from './xml.ts';

/** What the SIP side is to do now. */
export type Verdict =
  | { readonly kind: 'dial'; readonly callUuid: string; readonly dial: Dial }
  | { readonly kind: 'refuse'; readonly callUuid: string; readonly cause: HangupCause };

/** The XML application that the number belongs to. */
export type Application = {
  readonly answerUrl: string;
  readonly answerMethod: WebhookMethod;
  readonly hangupUrl: string;
  readonly hangupMethod: WebhookMethod;
};

export type NewCall = Pick<FakeCall, 'from' | 'to' | 'headers' | 'leg'>;

export type CallsOptions = {
  readonly application: () => Application;
  readonly deliver: Deliver;
  readonly now: () => number;
};

const MOST_REDIRECTS = 5;

export type Calls = ReturnType<typeof createCalls>;

export function createCalls({ application, deliver, now }: CallsOptions) {
  const calls = new Map<string, FakeCall>();
  const underway = new Set<Promise<unknown>>();

  /** What nobody waits for, except `settled`. */
  function behind(delivery: Promise<unknown>): void {
    underway.add(delivery);
    void delivery.finally(() => underway.delete(delivery));
  }

  /** Ends a call once; the hang-up is delivered behind the caller's back, as a cloud does. */
  function end(call: FakeCall, cause: HangupCause, source: HangupSource): Verdict {
    if (!call.cause) {
      Object.assign(call, { cause, source, endedAt: now() });
      const { hangupUrl: url, hangupMethod: method } = application();
      behind(deliver({ event: 'hangup', method, url, params: endParams(call) }));
    }
    return { kind: 'refuse', callUuid: call.callUuid, cause: call.cause ?? cause };
  }

  /** Fetches the instructions that replace all pending ones; false: the call is over. */
  async function fetchInstructions(
    call: FakeCall,
    event: 'answer' | 'redirect' | 'action',
    url: string,
    extra: Params = {},
  ): Promise<boolean> {
    const method = event === 'answer' ? application().answerMethod : 'POST';
    const xml = await deliver({ event, method, url, params: { ...startParams(call), ...extra } });
    const instructions = xml === null ? null : parseInstructions(xml);
    if (instructions) call.pending = instructions;
    else end(call, xml === null ? CAUSES.answerUrl : CAUSES.answerXml, 'Error');
    return instructions !== null;
  }

  /** Does what needs no SIP and stops at what does. */
  async function advance(call: FakeCall, atTheEnd: HangupCause = CAUSES.endOfXml): Promise<Verdict> {
    while (!call.cause) {
      const [next, ...rest] = call.pending;
      call.pending = rest;
      if (next?.kind === 'dial') return startDial(call, next);
      if (next) await obey(call, next);
      else end(call, atTheEnd, 'Plivo');
    }
    return end(call, call.cause, call.source);
  }

  async function obey(call: FakeCall, instruction: Exclude<Instruction, Dial>): Promise<void> {
    if (instruction.kind === 'speak') call.spoken.push(instruction.text);
    if (instruction.kind === 'redirect') await redirect(call, instruction.url);
    if (instruction.kind === 'hangup') end(call, causeOfHangup(instruction), 'Answer XML');
  }

  async function redirect(call: FakeCall, url: string): Promise<void> {
    call.redirects += 1;
    if (call.redirects > MOST_REDIRECTS) end(call, CAUSES.answerXml, 'Error');
    else await fetchInstructions(call, 'redirect', url);
  }

  function startDial(call: FakeCall, dial: Dial): Verdict {
    call.dial = dial;
    return { kind: 'dial', callUuid: call.callUuid, dial };
  }

  const unknown = (callUuid: string): Verdict => ({ kind: 'refuse', callUuid, cause: CAUSES.notFound });

  const fresh = (wanted: NewCall): FakeCall => ({
    ...wanted,
    callUuid: randomUUID(),
    startedAt: now(),
    answeredAt: null,
    endedAt: null,
    cause: null,
    source: '',
    pending: [],
    dial: null,
    spoken: [],
    redirects: 0,
  });

  return {
    all: (): readonly FakeCall[] => [...calls.values()],
    find: (callUuid: string): FakeCall | null => calls.get(callUuid) ?? null,

    /** A call to the Plivo number: asks the application. */
    async begin(wanted: NewCall): Promise<Verdict> {
      const call = fresh(wanted);
      calls.set(call.callUuid, call);
      await fetchInstructions(call, 'answer', application().answerUrl);
      return advance(call);
    },

    answered(callUuid: string): void {
      const call = calls.get(callUuid);
      if (call && !call.cause) call.answeredAt ??= now();
    },

    /** Nobody took the dialled call: the application's next word, or the end with the dialled side's reason. */
    async dialFailed(callUuid: string, status: number): Promise<Verdict> {
      const call = calls.get(callUuid);
      if (!call) return unknown(callUuid);
      const cause = causeOfStatus(status);
      const url = call.dial?.actionUrl;
      if (url) await fetchInstructions(call, 'action', url, dialResult(callUuid, cause));
      return advance(call, cause);
    },

    /** The call is over: hung up after an answer, or given up by the caller before. */
    ended(callUuid: string, source: HangupSource): void {
      const call = calls.get(callUuid);
      if (!call || call.cause) return;
      if (call.answeredAt === null) return void end(call, CAUSES.cancelled, 'Caller');
      const cause = source === 'Plivo' ? CAUSES.timeLimit : CAUSES.normal;
      const url = call.dial?.actionUrl;
      // The SIP side has no way back to a caller whose dialled side is gone, so what is answered has no effect.
      if (url) behind(deliver({ event: 'action', method: 'POST', url, params: finished(call, cause) }));
      end(call, cause, source);
    },

    /** Resolves when every hang-up so far was delivered or given up. */
    settled: async (): Promise<void> => void (await Promise.all(underway)),
  };
}

/** What an action URL is told about the Dial. */
const dialResult = (callUuid: string, { callStatus, name }: HangupCause): Params => ({
  DialStatus: callStatus === 'cancel' ? 'failed' : callStatus,
  DialHangupCause: name,
  DialALegUUID: callUuid,
});

const finished = (call: FakeCall, cause: HangupCause): Params => ({
  ...startParams(call),
  ...dialResult(call.callUuid, cause),
});

const causeOfHangup = ({ reason }: Extract<Instruction, { kind: 'hangup' }>): HangupCause =>
  reason === 'busy' ? CAUSES.busy : CAUSES.rejected;
