/**
 * How a conversation would be judged, from what the network did to it: the E-model. Delay and loss in, a rating R out
 * (ITU-T G.107, 06/2015, all parameters that nobody measures at their defaults), and from R the mean opinion score.
 * What is warned of is warnings.ts.
 */
import type { MediaSample, QualityGrade, QualitySecond, QualitySummary } from './quality.ts';

/** R of a connection without delay and loss, every other parameter at its default (G.107 §7.7). */
const BEST_R = 93.2;

/** What the codec itself costs, and how well it bears lost packets (G.113 Appendix I). */
type Codec = { readonly impairment: number; readonly robustness: number };

/** G.711 with concealment, Table I.4: browsers conceal. */
const CONCEALED: Codec = { impairment: 0, robustness: 25.1 };
/**
 * On the narrow-band scale: a wide-band codec is at least as good as G.711 there. G.113 has no figures for Opus, whose
 * in-band repair makes it more robust than this: the score errs to the low side.
 */
const CODECS: Readonly<Record<string, Codec>> = {
  opus: CONCEALED,
  g722: CONCEALED,
  pcmu: CONCEALED,
  pcma: CONCEALED,
  g729: { impairment: 11, robustness: 19 },
};

/** One packet and a codec's look-ahead. */
const PACKET_MS = 26;
/** A jitter buffer holds about two standard deviations. */
const BUFFERED_JITTERS = 2;

/** Milliseconds from mouth to ear, as good as it can be known at one end: half of the way there and back, and the buffer. */
export function mouthToEarMs(rttMs: number, jitterMs: number): number {
  return rttMs / 2 + BUFFERED_JITTERS * jitterMs + PACKET_MS;
}

/** The transmission rating R, 0–93.2. `lossPercent`: of packets, lost at random (G.107 §7.1, §7.5). */
export function ratingOf(delayMs: number, lossPercent: number, codec = 'pcmu'): number {
  const { impairment, robustness } = CODECS[codec.toLowerCase()] ?? CONCEALED;
  const byLoss = impairment + (95 - impairment) * (lossPercent / (lossPercent + robustness));
  return Math.max(0, BEST_R - delayImpairment(delayMs) - byLoss);
}

/** Idd of G.107 (7-27, 7-28). Talker's and listener's echo are taken to be cancelled. */
function delayImpairment(delayMs: number): number {
  if (delayMs <= 100) return 0;
  const x = Math.log2(delayMs / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** Mean opinion score, 1–4.5 (G.107 Annex B, B-4; below R 6.5 the polynomial dips under 1, where no score is). */
export function mosOf(rating: number): number {
  if (rating <= 6.5) return 1;
  if (rating >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}

/** What happened between two readings of one call's media; null: they are of the same moment or in the wrong order. */
export function secondBetween(before: MediaSample, now: MediaSample): QualitySecond | null {
  if (now.at <= before.at) return null;
  const received = now.packetsReceived - before.packetsReceived;
  // A packet that comes late is taken off the lost ones again (RFC 3550 §6.4.1).
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const expected = Math.max(0, received) + lost;
  const lossPercent = expected > 0 ? (100 * lost) / expected : 0;
  const rttMs = now.rttMs ?? before.rttMs ?? 0;
  const jitterMs = now.jitterMs ?? 0;
  const rating = ratingOf(mouthToEarMs(rttMs, jitterMs), lossPercent, now.codec);
  // Who hears nothing is not consoled by a quick network.
  const mos = received > 0 ? mosOf(rating) : 1;
  return { at: now.at, mos, rttMs, jitterMs, lossPercent };
}

/** How many seconds decide: one lost packet more or less changes no picture. */
const GRADED_SECONDS = 3;
/** G.107 Table B.1: from R 80, "satisfied", and from R 70, below which "many users" are not. */
const GOOD_MOS = mosOf(80);
const FAIR_MOS = mosOf(70);

/** Of the newest seconds, oldest first; good where nothing was measured yet. */
export function gradeOf(seconds: readonly QualitySecond[]): QualityGrade {
  const newest = seconds.slice(-GRADED_SECONDS);
  if (newest.length === 0) return 'good';
  const mos = mean(newest, 'mos');
  return mos >= GOOD_MOS ? 'good' : mos >= FAIR_MOS ? 'fair' : 'poor';
}

/** Of a whole call, second by second, without keeping the seconds. */
export function addSecond(before: QualitySummary | null, second: QualitySecond): QualitySummary {
  if (!before) {
    const { at: _, ...figures } = second;
    return { ...figures, worstMos: second.mos, seconds: 1 };
  }
  const seconds = before.seconds + 1;
  const blend = (key: Figure) => before[key] + (second[key] - before[key]) / seconds;
  return {
    mos: blend('mos'),
    rttMs: blend('rttMs'),
    jitterMs: blend('jitterMs'),
    lossPercent: blend('lossPercent'),
    worstMos: Math.min(before.worstMos, second.mos),
    seconds,
  };
}

type Figure = 'mos' | 'rttMs' | 'jitterMs' | 'lossPercent';

function mean(seconds: readonly QualitySecond[], key: Figure): number {
  return seconds.reduce((sum, second) => sum + second[key], 0) / seconds.length;
}
