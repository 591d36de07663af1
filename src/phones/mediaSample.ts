/** A connection's own statistics (W3C webrtc-stats) as one sample of its audio. What is made of it is not known here. */
import type { MediaSample } from '../call/quality.ts';

/** The members of webrtc-stats that are read; each entry has some of them. */
type Entry = {
  readonly id: string;
  readonly type: string;
  readonly kind?: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly packetsSent?: number;
  readonly jitter?: number;
  readonly lastPacketReceivedTimestamp?: number;
  readonly roundTripTime?: number;
  readonly currentRoundTripTime?: number;
  readonly audioLevel?: number;
  readonly codecId?: string;
  readonly mimeType?: string;
  readonly selectedCandidatePairId?: string;
};

const sum = (entries: readonly Entry[], member: 'packetsReceived' | 'packetsLost' | 'packetsSent') =>
  entries.reduce((all, entry) => all + (entry[member] ?? 0), 0);

const milliseconds = (seconds: number | undefined) =>
  seconds === undefined ? undefined : Math.round(seconds * 10_000) / 10;

/** The stream that sounds now: a far side that changes its source (SSRC) leaves the old one in the statistics. */
const newest = (inbound: readonly Entry[]) =>
  inbound.toSorted((a, b) => (b.lastPacketReceivedTimestamp ?? 0) - (a.lastPacketReceivedTimestamp ?? 0))[0];

const defined = <Facts extends object>(facts: Facts) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Facts]?: NonNullable<Facts[Name]>;
  };

/** `null`: nothing is sent or received. */
export function sampleOf(report: RTCStatsReport, at: number): MediaSample | null {
  const entries = [...report.values()] as Entry[];
  const audio = (type: string) => entries.filter((e) => e.type === type && (e.kind ?? 'audio') === 'audio');
  const inbound = audio('inbound-rtp');
  const outbound = audio('outbound-rtp');
  if (inbound.length === 0 && outbound.length === 0) return null;
  const byId = (id: string | undefined) => entries.find((entry) => entry.id === id);
  const heard = newest(inbound);
  const transport = entries.find(({ type }) => type === 'transport');
  // The far end's own report measures to where the media ends; the candidate pair only to the next hop, and at once.
  const roundTrip =
    audio('remote-inbound-rtp').find(({ roundTripTime }) => roundTripTime !== undefined)?.roundTripTime ??
    byId(transport?.selectedCandidatePairId)?.currentRoundTripTime;
  return {
    at,
    packetsReceived: sum(inbound, 'packetsReceived'),
    // Duplicates count as negative loss (RFC 3550 §6.4.1).
    packetsLost: Math.max(0, sum(inbound, 'packetsLost')),
    packetsSent: sum(outbound, 'packetsSent'),
    ...defined({
      jitterMs: milliseconds(heard?.jitter),
      rttMs: milliseconds(roundTrip),
      inputLevel: audio('media-source')[0]?.audioLevel,
      outputLevel: heard?.audioLevel,
      codec: byId(heard?.codecId ?? outbound[0]?.codecId)?.mimeType?.split('/')[1],
    }),
  };
}

/** The media of a connection now; `null` when there is none. Never rejects. */
export async function sampleConnection(
  connection: RTCPeerConnection | null | undefined,
  at: number,
): Promise<MediaSample | null> {
  if (!connection || connection.connectionState === 'closed') return null;
  return connection.getStats().then(
    (report) => sampleOf(report, at),
    () => null,
  );
}
