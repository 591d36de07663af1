/** What came in, counted: packets, loss and jitter as RFC 3550 (§6.4.1, A.1, A.8) defines them, and how loud it was. */
import { type Law, loudness } from './g711.ts';
import type { RtpPacket } from './rtp.ts';

export type Reception = {
  /** Packets of the codec that was agreed on. */
  readonly received: number;
  /** Packets of any other payload type, telephone-event apart. */
  readonly foreign: number;
  readonly lost: number;
  readonly jitterMs: number;
  /** dBm0; null without a packet. */
  readonly loudness: number | null;
};

const CLOCK_RATE = 8000;
const EVENT_PAYLOAD_TYPE = 101;
/** Enough to measure loudness by; a call of any length then needs the same memory. */
const MOST_PAYLOADS = 500;

export type Receiver = {
  take(packet: RtpPacket, arrivedMs: number): void;
  result(): Reception;
};

export function createReceiver(payloadType: number, law: Law): Receiver {
  const payloads: Uint8Array[] = [];
  let [received, foreign, jitter] = [0, 0, 0];
  let [first, highest, cycles] = [-1, -1, 0];
  let lastTransit: number | null = null;

  const follow = (sequence: number) => {
    if (first < 0) {
      [first, highest] = [sequence, sequence];
      return;
    }
    const step = (sequence - highest) & 0xffff;
    if (step === 0 || step > 0x8000) return; // late or doubled
    if (sequence < highest) cycles += 0x1_0000;
    highest = sequence;
  };

  return {
    take(packet, arrivedMs) {
      if (packet.payloadType === EVENT_PAYLOAD_TYPE) return;
      if (packet.payloadType !== payloadType) {
        foreign += 1;
        return;
      }
      received += 1;
      follow(packet.sequence);
      const transit = (arrivedMs * CLOCK_RATE) / 1000 - packet.timestamp;
      if (lastTransit !== null) jitter += (Math.abs(transit - lastTransit) - jitter) / 16;
      lastTransit = transit;
      if (payloads.length < MOST_PAYLOADS) payloads.push(packet.payload);
    },
    result: () => ({
      received,
      foreign,
      lost: first < 0 ? 0 : Math.max(0, cycles + highest - first + 1 - received),
      jitterMs: (jitter * 1000) / CLOCK_RATE,
      loudness: loudness(law, payloads),
    }),
  };
}
