/** The test call's facts, judged: one result a step. Pure. */
import { failed, ok, type Result, type Step, skipped, warn } from '../finding.ts';
import { describeOutcome, fixFor } from '../sip/refusals.ts';
import type { CallFacts } from './place.ts';

export type CallStep = Extract<Step, 'call' | 'codecs' | 'early media' | 'audio' | 'hang-up'>;

/** A conversation suffers from here on: Twilio Voice Insights warns at 30 ms of jitter and 3 % of loss. */
const JITTER_WARNS_MS = 30;
const LOSS_WARNS = 0.03;
/** Quieter than this nobody speaks: comfort noise of an open line is about −60 dBm0. */
const SILENCE_DBM0 = -55;

export function judgeCall(facts: CallFacts, isSrtp: boolean): Readonly<Record<CallStep, Result>> {
  return {
    call: judgeSetUp(facts),
    codecs: judgeCodecs(facts, isSrtp),
    'early media': judgeEarlyMedia(facts),
    audio: judgeAudio(facts),
    'hang-up': judgeHangUp(facts),
  };
}

const isUp = ({ exchange: { outcome } }: CallFacts) =>
  outcome.kind === 'answered' && outcome.response.status < 300;

function judgeSetUp({ exchange: { outcome }, provisional, ending }: CallFacts): Result {
  const before = provisional.filter((status) => status > 100);
  const path = before.length > 0 ? ` after ${[...new Set(before)].join(', ')}` : '';
  if (outcome.kind !== 'answered') return failed(...describeOutcome(outcome));
  const { status, reason } = outcome.response;
  if (status < 300) return ok(`answered${path}`);
  if (ending.by === 'cancel')
    return warn(`it rang${path} and nobody answered`, 'call a number that answers by itself');
  return failed(`${status} ${reason}${path}`, fixFor(status));
}

function judgeCodecs(facts: CallFacts, isSrtp: boolean): Result {
  if (!isUp(facts)) return skipped('no call');
  const { answer } = facts;
  const offered = `offered PCMU, PCMA over ${isSrtp ? 'SRTP' : 'RTP'}`;
  if (!answer || answer.port === 0)
    return failed(`${offered}: the answer has no audio`, 'allow PCMU or PCMA in the provider’s console');
  const names = answer.codecs.map(({ name }) => name);
  const found = `${offered}; accepted ${names.join(', ')} over ${answer.profile}`;
  if (answer.profile.includes('SAVP') !== isSrtp)
    return failed(found, `set media: ${isSrtp ? 'rtp' : 'srtp'}, or have the provider change it`);
  if (!names.includes('PCMU') && !names.includes('PCMA'))
    return failed(found, 'the provider must answer with PCMU or PCMA, which were offered');
  if (!facts.audio)
    return failed(found, 'the provider must answer with AES_CM_128_HMAC_SHA1_80, which was offered');
  return names.includes('TELEPHONE-EVENT')
    ? ok(found)
    : warn(
        `${found}, without telephone-event`,
        'digits will not arrive: have the provider allow RFC 4733 (RFC 2833)',
      );
}

function judgeEarlyMedia({ early, provisional, exchange }: CallFacts): Result {
  if (provisional.length === 0 && exchange.outcome.kind !== 'answered') return skipped('no call');
  if (!early) return skipped('the call was settled before it rang');
  if (!early.audio) return skipped('none: ringing is signalled, the phone makes its own tone');
  return early.packets > 0
    ? ok(`${early.packets} packets before the answer`)
    : warn('announced (SDP before the answer), but no packet came', FIREWALL);
}

const FIREWALL =
  'let UDP in to the media ports (GATEWAY_RTP_PORTS) and set GATEWAY_PUBLIC_ADDRESS, which the SDP names';

function judgeAudio(facts: CallFacts): Result {
  const { audio } = facts;
  if (!isUp(facts)) return skipped('no call');
  if (!audio) return skipped('no codec in common');
  const out = `sent ${audio.sent}${audio.lostThere === null ? '' : `, the far side lost ${percent(audio.lostThere)}`}`;
  if (audio.received === 0 && audio.foreign > 0)
    return failed(`${out}; ${audio.foreign} came back in another codec than agreed`, WRONG_CODEC);
  if (audio.received === 0) return failed(`${out}; nothing came back`, FIREWALL);
  const loss = audio.lost / (audio.lost + audio.received);
  const level = audio.loudness ?? Number.NEGATIVE_INFINITY;
  const found = `${out}; received ${audio.received}, lost ${percent(loss)}, jitter ${audio.jitterMs.toFixed(1)} ms, ${level.toFixed(0)} dBm0`;
  if (audio.lostThere === 1) return failed(`${found}: nothing of ours arrives`, OUTBOUND);
  if (loss > LOSS_WARNS || audio.jitterMs > JITTER_WARNS_MS)
    return warn(found, 'look for a busy line or Wi-Fi between here and the provider');
  if (level < SILENCE_DBM0)
    return warn(`${found}: silence`, 'call a number that speaks, such as an announcement');
  return audio.lostThere === null
    ? ok(`${found}; whether ours arrives the far side does not report`)
    : ok(found);
}

const WRONG_CODEC =
  'the provider sends what it did not agree to: turn transcoding or other codecs off in its console';
const OUTBOUND = 'let UDP out from the media ports to the provider';

function judgeHangUp({ ending, exchange }: CallFacts): Result {
  switch (ending.by) {
    case 'nobody':
      return skipped(exchange.outcome.kind === 'answered' ? 'the call was refused' : 'no call');
    case 'far side':
      return ok('the far side hung up first');
    case 'cancel':
      return ended('CANCEL', ending.outcome);
    case 'us':
      return ended('BYE', ending.outcome);
  }
}

function ended(
  word: 'BYE' | 'CANCEL',
  outcome: Extract<CallFacts['ending'], { by: 'us' }>['outcome'],
): Result {
  const fix = 'look in the console whether the call has ended; without its answer it may be billed on';
  if (outcome.kind !== 'answered') return failed(`${word}: ${describeOutcome(outcome)[0]}`, fix);
  const { status, reason } = outcome.response;
  // 481: it was over there already.
  return status < 300 || status === 481
    ? ok(`${word}: ${status} ${reason}`)
    : failed(`${word}: ${status} ${reason}`, fix);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
