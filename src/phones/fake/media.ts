/** The media of a call that has none: figures that add up over time, as good or as bad as somebody wants them. */
import type { MediaSample } from '../../call/quality.ts';
import type { Clock } from '../clock.ts';

export type FakeFigures = {
  /** Of what arrives. */
  readonly lossPercent: number;
  readonly jitterMs: number;
  readonly rttMs: number;
  /** 0–1. */
  readonly inputLevel: number;
  readonly outputLevel: number;
  /** Whether packets leave, and whether any arrive. */
  readonly isSending: boolean;
  readonly isReceiving: boolean;
};

const GOOD: FakeFigures = {
  lossPercent: 0,
  jitterMs: 4,
  rttMs: 40,
  inputLevel: 0.2,
  outputLevel: 0.2,
  isSending: true,
  isReceiving: true,
};

/** One packet each 20 ms. */
const PACKETS_PER_MS = 1 / 20;

export interface FakeMedia {
  /** From now on; what is not named stays. */
  change(figures: Partial<FakeFigures>): void;
  sample(): MediaSample;
}

/** Media that begins now. */
export function createFakeMedia(clock: Clock): FakeMedia {
  let figures = GOOD;
  let countedUntil = clock.now();
  const packets = { sent: 0, due: 0, lost: 0 };

  const count = () => {
    const passed = (clock.now() - countedUntil) * PACKETS_PER_MS;
    countedUntil = clock.now();
    if (figures.isSending) packets.sent += passed;
    if (!figures.isReceiving) return;
    packets.due += passed;
    packets.lost += (passed * figures.lossPercent) / 100;
  };
  return {
    change(wanted) {
      count();
      figures = { ...figures, ...wanted };
    },
    sample() {
      count();
      const { jitterMs, rttMs, inputLevel, outputLevel } = figures;
      const packetsLost = Math.round(packets.lost);
      return {
        at: clock.now(),
        packetsReceived: Math.round(packets.due) - packetsLost,
        packetsLost,
        packetsSent: Math.round(packets.sent),
        jitterMs,
        rttMs,
        inputLevel,
        outputLevel,
        codec: 'opus',
      };
    },
  };
}
