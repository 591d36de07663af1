/** RTP and RTCP packets (RFC 3550): written, read, and what a stream of them came to. Sockets are in stream.ts. */

export type RtpPacket = {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Uint8Array;
};

const VERSION = 0x80;
const HEADER_BYTES = 12;

export function formatRtp({ payloadType, sequence, timestamp, ssrc, payload }: RtpPacket): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head[0] = VERSION;
  head[1] = payloadType;
  head.writeUInt16BE(sequence & 0xffff, 2);
  head.writeUInt32BE(timestamp >>> 0, 4);
  head.writeUInt32BE(ssrc, 8);
  return Buffer.concat([head, payload]);
}

/** Bytes before the payload: the fixed head, contributing sources and a header extension; null when that is not RTP. */
export function headerBytes(bytes: Buffer): number | null {
  if (bytes.length < HEADER_BYTES || ((bytes[0] ?? 0) & 0xc0) !== VERSION) return null;
  const sources = HEADER_BYTES + 4 * ((bytes[0] ?? 0) & 0x0f);
  if (!((bytes[0] ?? 0) & 0x10)) return sources <= bytes.length ? sources : null;
  if (bytes.length < sources + 4) return null;
  const end = sources + 4 + 4 * bytes.readUInt16BE(sources + 2);
  return end <= bytes.length ? end : null;
}

/** Null for what is not RTP: RTCP that came to the same port, STUN, noise. */
export function parseRtp(bytes: Buffer): RtpPacket | null {
  const start = headerBytes(bytes);
  const type = bytes[1] ?? 0;
  // RFC 5761 §4: RTCP's packet types, where the marker bit and a payload type would stand.
  if (start === null || (type >= 192 && type <= 223)) return null;
  const padding = (bytes[0] ?? 0) & 0x20 ? (bytes.at(-1) ?? 0) : 0;
  const end = bytes.length - padding;
  if (end < start) return null;
  return {
    payloadType: type & 0x7f,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(start, end),
  };
}

export type ReceptionReport = { readonly ssrc: number; readonly lostShare: number };

/** The far side's reports on what it hears: SR and RR blocks of a compound packet. */
export function parseReports(bytes: Buffer): ReceptionReport[] {
  const reports: ReceptionReport[] = [];
  let at = 0;
  while (at + 4 <= bytes.length && ((bytes[at] ?? 0) & 0xc0) === VERSION) {
    const count = (bytes[at] ?? 0) & 0x1f;
    const end = at + 4 + 4 * bytes.readUInt16BE(at + 2);
    const blocks = { 200: at + 28, 201: at + 8 }[bytes[at + 1] ?? 0];
    for (let one = 0; blocks !== undefined && one < count; one += 1) {
      const block = blocks + 24 * one;
      if (block + 24 > Math.min(end, bytes.length)) break;
      reports.push({ ssrc: bytes.readUInt32BE(block), lostShare: (bytes[block + 4] ?? 0) / 256 });
    }
    at = end;
  }
  return reports;
}

/** RTCP: we are here and have sent this much, so that the far side reports on it (§6.4.1), with a CNAME (§6.5). */
export function formatSenderReport(
  ssrc: number,
  sent: { packets: number; bytes: number; timestamp: number },
): Buffer {
  const report = Buffer.alloc(28);
  report[0] = VERSION;
  report[1] = 200;
  report.writeUInt16BE(6, 2);
  report.writeUInt32BE(ssrc, 4);
  report.writeUInt32BE((Math.floor(Date.now() / 1000) + 2_208_988_800) >>> 0, 8);
  report.writeUInt32BE(sent.timestamp >>> 0, 16);
  report.writeUInt32BE(sent.packets, 20);
  report.writeUInt32BE(sent.bytes, 24);
  const description = Buffer.alloc(16);
  description[0] = VERSION | 1;
  description[1] = 202;
  description.writeUInt16BE(3, 2);
  description.writeUInt32BE(ssrc, 4);
  description[8] = 1;
  description[9] = 5;
  description.write('check', 10);
  return Buffer.concat([report, description]);
}
