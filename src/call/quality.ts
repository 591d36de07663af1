/**
 * How a call sounds, in figures: what a phone measures, what is made of it, what is warned of. Types only; the
 * arithmetic is mos.ts, and who measures when is the host's business.
 */

/** Cumulative since the call began, as a phone reads them now (W3C webrtc-stats); what it cannot say is absent. */
export type MediaSample = {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly packetsSent: number;
  /** Of what arrives, milliseconds. */
  readonly jitterMs?: number;
  /** Milliseconds to the far media end and back. */
  readonly rttMs?: number;
  /** 0–1, the loudest of the last moment: what the microphone gives, and what the far side says. */
  readonly inputLevel?: number;
  readonly outputLevel?: number;
  /** "opus", "PCMU". */
  readonly codec?: string;
};

/** One second of a call. MOS by the E-model (ITU-T G.107 §7, B.4), 1–4.5. */
export type QualitySecond = {
  readonly at: number;
  readonly mos: number;
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly lossPercent: number;
};

/** A whole call: means, the worst second, how much was measured. */
export type QualitySummary = Omit<QualitySecond, 'at'> & {
  readonly worstMos: number;
  readonly seconds: number;
};

export type QualityGrade = 'good' | 'fair' | 'poor';

/** Thresholds of the first four are Twilio's (Voice SDK, "Voice Insights events"): 400 ms, 30 ms, 1 %, MOS 3.5. */
export const CALL_WARNINGS = [
  'high-rtt',
  'high-jitter',
  'packet-loss',
  'low-mos',
  'not-heard', // what is sent is flat although nobody muted it, or nothing is sent
  'not-hearing', // nothing arrives
  'talking-muted', // somebody speaks into a microphone that is muted
] as const;

export type CallWarning = (typeof CALL_WARNINGS)[number];
