/** G.711, RTP and SRTP against published figures, and what a stream came to. */
import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeSample, encodeSample, loudness } from './g711.ts';
import { createReceiver } from './reception.ts';
import { formatRtp, formatSenderReport, parseReports, parseRtp } from './rtp.ts';
import { createSrtp, newSrtpKey } from './srtp.ts';

describe('G.711', () => {
  // ITU-T G.711 tables 1a and 2a: the ends and the middle.
  it.each([
    ['PCMU', 0, 0xff],
    ['PCMU', 32_635, 0x80],
    ['PCMU', -32_635, 0x00],
    ['PCMA', 8, 0xd5],
    ['PCMA', 32_767, 0xaa],
    ['PCMA', -32_768, 0x2a],
  ] as const)('%s of %i is %i', (law, sample, byte) => {
    expect(encodeSample(law, sample)).toBe(byte);
  });

  it.each(['PCMU', 'PCMA'] as const)('%s is the same byte after it was decoded and encoded', (law) => {
    for (let byte = 0; byte < 256; byte += 1) {
      const again = encodeSample(law, decodeSample(law, byte));
      // µ-law has two zeros.
      expect(law === 'PCMU' && byte === 0x7f ? 0x7f : again).toBe(byte);
    }
  });

  it.each(['PCMU', 'PCMA'] as const)('%s: a full sine is 3.14 dBm0, silence is far below', (law) => {
    const sine = Uint8Array.from({ length: 8000 }, (_, at) =>
      encodeSample(law, 32_124 * Math.sin((2 * Math.PI * 1000.5 * at) / 8000)),
    );
    expect(loudness(law, [sine])).toBeCloseTo(3, 0);
    expect(loudness(law, [new Uint8Array(160).fill(encodeSample(law, 0))])).toBeLessThan(-60);
    expect(loudness(law, [])).toBeNull();
  });
});

describe('RTP', () => {
  const packet = { payloadType: 8, sequence: 65_535, timestamp: 160, ssrc: 7, payload: Buffer.from('sound') };

  it('is read as it was written, also with sources, an extension and padding', () => {
    expect(parseRtp(formatRtp(packet))).toMatchObject({ ...packet, payload: expect.anything() });
    const plain = formatRtp(packet);
    const extra = Buffer.from([0, 0, 0, 9, 0xbe, 0xde, 0, 1, 1, 2, 3, 4]);
    const full = Buffer.concat([plain.subarray(0, 12), extra, packet.payload, Buffer.from([0, 0, 3])]);
    full[0] = 0x80 | 0x20 | 0x10 | 1;
    expect(Buffer.from(parseRtp(full)?.payload ?? []).toString()).toBe('sound');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['STUN', Buffer.alloc(20)],
    ['RTCP', Buffer.from(formatSenderReport(1, { packets: 1, bytes: 1, timestamp: 1 }))],
    ['an extension beyond the end', Buffer.from([0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255])],
    ['padding beyond the start', Buffer.from([0xa0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99])],
  ])('is not %s', (_, bytes) => {
    expect(parseRtp(bytes)).toBeNull();
  });

  it('reports are found in a compound packet, and a broken one gives none', () => {
    // RFC 3550 §6.4.2: RR with one block: SSRC 7, fraction lost 64/256.
    const block = Buffer.alloc(32);
    block.set([0x81, 201, 0, 7]);
    block.writeUInt32BE(7, 8);
    block[12] = 64;
    const compound = Buffer.concat([formatSenderReport(1, { packets: 0, bytes: 0, timestamp: 0 }), block]);
    expect(parseReports(compound)).toEqual([{ ssrc: 7, lostShare: 0.25 }]);
    expect(parseReports(block.subarray(0, 20))).toEqual([]);
    expect(parseReports(Buffer.alloc(3))).toEqual([]);
  });
});

describe('a reception', () => {
  const received = (sequences: readonly number[], arrivals: (at: number) => number = (at) => at * 20) => {
    const receiver = createReceiver(0, 'PCMU');
    sequences.forEach((sequence, at) => {
      const timestamp = ((sequence - (sequences[0] ?? 0)) & 0xffff) * 160;
      receiver.take(
        { payloadType: 0, sequence, timestamp, ssrc: 1, payload: new Uint8Array(160) },
        arrivals(at),
      );
    });
    return receiver.result();
  };

  it('counts what is missing, over the end of the sequence too', () => {
    expect(received([65_534, 65_535, 0, 2]).lost).toBe(1);
    expect(received([1, 3, 2, 4]).lost).toBe(0);
    expect(received([])).toMatchObject({ received: 0, lost: 0, jitterMs: 0, loudness: null });
  });

  it('has no jitter when packets come evenly, and RFC 3550’s when they do not', () => {
    expect(received([1, 2, 3, 4]).jitterMs).toBe(0);
    // One packet 16 ms late: |D| is 16 ms twice, J = 1 and then 1 + (16 − 1)/16.
    expect(received([1, 2, 3], (at) => at * 20 + (at === 1 ? 16 : 0)).jitterMs).toBeCloseTo(1.9375, 4);
  });

  it('keeps another codec apart', () => {
    const receiver = createReceiver(0, 'PCMU');
    for (const payloadType of [18, 101, 0])
      receiver.take({ payloadType, sequence: 1, timestamp: 0, ssrc: 1, payload: new Uint8Array(1) }, 0);
    expect(receiver.result()).toMatchObject({ received: 1, foreign: 1 });
  });
});

describe('SRTP', () => {
  it('makes the session’s key stream of RFC 3711 B.3', () => {
    // B.3: master key and salt; the first bytes of a zero payload under index 0 and SSRC 0 show key and salt are right.
    const key = Buffer.from('E1F97A0D3E018BE0D64FA32C06DE41390EC675AD498AFEEBB6960B3AABE6', 'hex').toString(
      'base64',
    );
    const srtp = createSrtp(key);
    const zeros = formatRtp({
      payloadType: 0,
      sequence: 0,
      timestamp: 0,
      ssrc: 0,
      payload: new Uint8Array(16),
    });
    const sealed = srtp?.protect(zeros).subarray(12, 28).toString('hex');
    expect(sealed).toBe(expectedStream());
  });

  it('is opened with the same key, through a sequence that begins again, and not when it was touched', () => {
    const key = newSrtpKey();
    const [ours, theirs] = [createSrtp(key), createSrtp(key)];
    for (const sequence of [65_534, 65_535, 0, 1]) {
      const plain = formatRtp({
        payloadType: 0,
        sequence,
        timestamp: 0,
        ssrc: 7,
        payload: Buffer.from('sound'),
      });
      const sealed = ours?.protect(plain) as Buffer;
      const touched = Buffer.from(sealed);
      touched[14] = (touched[14] ?? 0) ^ 1;
      expect(theirs?.unprotect(touched)).toBeNull();
      expect(theirs?.unprotect(sealed)).toEqual(plain);
    }
    expect(theirs?.unprotect(Buffer.alloc(9))).toBeNull();
    expect(createSrtp('dG9vIHNob3J0')).toBeNull();
  });
});

/** From the session key and salt that B.3 prints: AES-128 of (salt << 16), computed apart from srtp.ts. */
function expectedStream(): string {
  const key = Buffer.from('C61E7A93744F39EE10734AFE3FF7A087', 'hex');
  const salt = Buffer.from('30CBBC08863D8C85D49DB34A9AE1', 'hex');
  return createCipheriv('aes-128-ecb', key, null)
    .update(Buffer.concat([salt, Buffer.alloc(2)]))
    .toString('hex');
}
