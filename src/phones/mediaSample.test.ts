import { describe, expect, it } from 'vitest';
import { sampleConnection, sampleOf } from './mediaSample.ts';

type Entry = { id: string; type: string } & Record<string, unknown>;
const reportOf = (...entries: Entry[]) =>
  new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;

const INBOUND: Entry = {
  id: 'in',
  type: 'inbound-rtp',
  kind: 'audio',
  packetsReceived: 500,
  packetsLost: 5,
  jitter: 0.0123,
  lastPacketReceivedTimestamp: 2_000,
  audioLevel: 0.4,
  codecId: 'codec',
};
const OUTBOUND: Entry = { id: 'out', type: 'outbound-rtp', kind: 'audio', packetsSent: 510 };
const OTHERS: Entry[] = [
  { id: 'codec', type: 'codec', mimeType: 'audio/opus' },
  { id: 'mic', type: 'media-source', kind: 'audio', audioLevel: 0.2 },
  { id: 'far', type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.08 },
  { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' },
  { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.002 },
];

describe('a sample of a connection', () => {
  it('is counts, milliseconds, levels and the codec', () => {
    expect(sampleOf(reportOf(INBOUND, OUTBOUND, ...OTHERS), 7)).toEqual({
      at: 7,
      packetsReceived: 500,
      packetsLost: 5,
      packetsSent: 510,
      jitterMs: 12.3,
      rttMs: 80,
      inputLevel: 0.2,
      outputLevel: 0.4,
      codec: 'opus',
    });
  });

  it('takes the way to the next hop for the round trip until the far end reports one', () => {
    const early = OTHERS.filter(({ id }) => id !== 'far');
    expect(sampleOf(reportOf(INBOUND, OUTBOUND, ...early), 0)).toMatchObject({ rttMs: 2 });
  });

  it('leaves out what is not known', () => {
    expect(sampleOf(reportOf(OUTBOUND), 0)).toEqual({
      at: 0,
      packetsReceived: 0,
      packetsLost: 0,
      packetsSent: 510,
    });
  });

  it('counts a source that was replaced, and measures the one that sounds', () => {
    const old = { ...INBOUND, id: 'old', jitter: 0.5, audioLevel: 0, lastPacketReceivedTimestamp: 1_000 };
    expect(sampleOf(reportOf(old, INBOUND, OUTBOUND), 0)).toMatchObject({
      packetsReceived: 1_000,
      jitterMs: 12.3,
      outputLevel: 0.4,
    });
  });

  it('takes duplicates for no loss', () => {
    expect(sampleOf(reportOf({ ...INBOUND, packetsLost: -3 }), 0)).toMatchObject({ packetsLost: 0 });
  });

  it('of a connection without audio is none', () => {
    expect(sampleOf(reportOf(...OTHERS), 0)).toBeNull();
  });
});

describe('measuring', () => {
  const connection = (change: object) =>
    ({ connectionState: 'connected', getStats: async () => reportOf(OUTBOUND), ...change }) as never;

  it('never rejects', async () => {
    const failing = connection({ getStats: () => Promise.reject(new Error('closed')) });
    expect(await sampleConnection(failing, 0)).toBeNull();
  });

  it('of a connection that is closed, or of none, finds nothing', async () => {
    expect(await sampleConnection(connection({ connectionState: 'closed' }), 0)).toBeNull();
    expect(await sampleConnection(null, 0)).toBeNull();
    expect(await sampleConnection(connection({}), 3)).toMatchObject({ at: 3, packetsSent: 510 });
  });
});
