/**
 * The test call, from INVITE to BYE or CANCEL: it gathers facts and judges nothing (verdicts.ts does). It always ends what
 * it began: a call that rings too long is cancelled, one that was answered is hung up, whatever else happens.
 */
import { newSrtpKey, SRTP_SUITE } from '../media/srtp.ts';
import { type AudioFacts, type AudioStream, type Far, openAudioStream } from '../media/stream.ts';
import type { Headers, SipRequest, SipResponse } from '../sip/message.ts';
import { type Audio, formatOffer, parseAudio, SDP_TYPE } from '../sip/sdp.ts';
import { type Dialog, dialogFrom, type Outcome } from '../sip/transactions.ts';
import { type Exchange, newConversation, type UserAgent } from '../sip/userAgent.ts';

export type CallPlan = {
  /** Request-URI and To. */
  readonly uri: string;
  /** The address in From. */
  readonly from: string;
  readonly headers: Headers;
  readonly isSrtp: boolean;
  /** Where the socket for audio is bound, and what the SDP says instead behind NAT. */
  readonly localAddress: string;
  readonly publicAddress: string | null;
  /** How long it may ring. */
  readonly ringMs: number;
  /** How long audio is measured once it was answered. */
  readonly listenMs: number;
  /** How long the end of a cancelled call is waited for. */
  readonly answerMs: number;
  /** Ends the call, however far it has come. */
  readonly signal: AbortSignal;
  /** Whether the far side has hung up, by Call-ID. */
  hasLeft(callId: string): boolean;
};

export type Ending =
  | { readonly by: 'us'; readonly outcome: Outcome }
  | { readonly by: 'cancel'; readonly outcome: Outcome }
  | { readonly by: 'far side' }
  /** There was nothing to end: the call was refused, or nobody ever answered it. */
  | { readonly by: 'nobody' };

export type CallFacts = {
  readonly exchange: Exchange;
  /** 180, 183 …, in their order. */
  readonly provisional: readonly number[];
  /** `packets`: what came in before the answer. */
  readonly early: { readonly audio: Audio | null; readonly packets: number } | null;
  /** The SDP of the answer; null when it had none that can be read. */
  readonly answer: Audio | null;
  readonly audio: AudioFacts | null;
  readonly ending: Ending;
  readonly answeredMs: number;
  readonly hangUpMs: number;
};

/** Rejects only when this machine gives no UDP ports. */
export async function placeCall(ua: UserAgent, plan: CallPlan): Promise<CallFacts> {
  const stream = await openAudioStream(plan.localAddress);
  try {
    return await converse(ua, plan, stream);
  } finally {
    stream.close();
  }
}

async function converse(ua: UserAgent, plan: CallPlan, stream: AudioStream): Promise<CallFacts> {
  const began = performance.now();
  const srtpKey = plan.isSrtp ? newSrtpKey() : null;
  const conversation = newConversation();
  const ringing = createRinging(ua, plan, stream, srtpKey);
  const exchange = await ua.ask(
    {
      method: 'INVITE',
      uri: plan.uri,
      to: `<${plan.uri}>`,
      from: plan.from,
      headers: [...SDP_TYPE, ...plan.headers],
      body: formatOffer({ address: plan.publicAddress ?? plan.localAddress, port: stream.port, srtpKey }),
      onProvisional: ringing.hear,
    },
    conversation,
  );
  const cancelled = await ringing.stop();
  const answeredMs = performance.now() - began;
  const seen = { exchange, provisional: ringing.provisional, early: ringing.early(), answeredMs };
  const { outcome, request } = exchange;
  if (outcome.kind !== 'answered' || outcome.response.status >= 300) {
    const ending: Ending = cancelled ? { by: 'cancel', outcome: cancelled } : { by: 'nobody' };
    return { ...seen, answer: null, audio: null, ending, hangUpMs: 0 };
  }
  const dialog = dialogFrom(request, outcome.response);
  ua.acknowledge(request, dialog);
  const answer = parseAudio(outcome.response.body);
  const far = answer && farOf(answer, srtpKey);
  if (far) {
    stream.start(far);
    await delay(plan.listenMs, () => plan.signal.aborted || plan.hasLeft(conversation.callId));
  }
  const hangUpAt = performance.now();
  const ending = await hangUp(ua, plan, request, dialog, conversation);
  return { ...seen, answer, audio: stream.facts(), ending, hangUpMs: performance.now() - hangUpAt };
}

async function hangUp(
  ua: UserAgent,
  plan: CallPlan,
  invite: SipRequest,
  dialog: Dialog,
  conversation: ReturnType<typeof newConversation>,
): Promise<Ending> {
  if (plan.hasLeft(conversation.callId)) return { by: 'far side' };
  const { outcome } = await ua.bye(invite, dialog, conversation);
  return { by: 'us', outcome };
}

/** Hears what comes before the answer, and gives up on a call that rings too long or that nobody wants any more. */
function createRinging(ua: UserAgent, plan: CallPlan, stream: AudioStream, srtpKey: string | null) {
  const provisional: number[] = [];
  let early: Audio | null = null;
  let packets = 0;
  /** The one that may be cancelled: with credentials, when the first was challenged after its 100. */
  let invite: SipRequest | null = null;
  let cancelling: Promise<Outcome> | null = null;
  let patience: NodeJS.Timeout | undefined;
  const giveUp = () => {
    if (!invite || cancelling) return;
    clearTimeout(patience);
    cancelling = ua.cancel(invite);
    patience = setTimeout(() => ua.transactions.fail({ kind: 'silent' }), plan.answerMs);
  };
  plan.signal.addEventListener('abort', giveUp);
  return {
    provisional,
    hear({ status, body }: SipResponse, request: SipRequest) {
      provisional.push(status);
      invite = request;
      patience ??= setTimeout(giveUp, plan.ringMs);
      if (plan.signal.aborted) giveUp();
      const audio = body === '' ? null : parseAudio(body);
      const far = audio && !early && farOf(audio, srtpKey);
      early ??= audio;
      if (far) stream.start(far);
    },
    /** What the CANCEL came to, when there was one. */
    async stop(): Promise<Outcome | null> {
      clearTimeout(patience);
      plan.signal.removeEventListener('abort', giveUp);
      packets = stream.arrived();
      return cancelling;
    },
    early: () => (provisional.some((status) => status > 100) ? { audio: early, packets } : null),
  };
}

/** The G.711 stream of an answer; null when it has none, or with SRTP no key that fits. */
function farOf({ address, port, codecs, crypto }: Audio, srtpKey: string | null): Far | null {
  const codec = codecs.find(
    ({ name, clockRate }) => (name === 'PCMU' || name === 'PCMA') && clockRate === 8000,
  );
  const theirs = crypto.find(({ suite }) => suite === SRTP_SUITE)?.key;
  if (!codec || port === 0 || (srtpKey && !theirs)) return null;
  return {
    address,
    port,
    payloadType: codec.payloadType,
    law: codec.name === 'PCMA' ? 'PCMA' : 'PCMU',
    srtp: srtpKey && theirs ? { ours: srtpKey, theirs } : null,
  };
}

const LOOK_EVERY_MS = 20;

/** Resolves after the time, or as soon as the call has ended. */
function delay(ms: number, isOver: () => boolean): Promise<void> {
  const end = performance.now() + ms;
  return new Promise((resolve) => {
    const look = setInterval(() => {
      if (performance.now() < end && !isOver()) return;
      clearInterval(look);
      resolve();
    }, LOOK_EVERY_MS);
  });
}
