/** SDP of one audio stream (RFC 8866, offer and answer RFC 3264): what the test call offers, and what came back. */
import type { Headers } from './message.ts';

export type Codec = {
  /** As in rtpmap, in upper case. */
  readonly name: string;
  readonly clockRate: number;
  readonly payloadType: number;
};

export type Audio = {
  readonly address: string;
  /** 0: the stream was refused. */
  readonly port: number;
  /** `RTP/AVP`, `RTP/SAVP`, … */
  readonly profile: string;
  readonly codecs: readonly Codec[];
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  /** RFC 4568: the far side's `a=crypto` lines. */
  readonly crypto: readonly Crypto[];
};

export type Crypto = {
  readonly tag: number;
  readonly suite: string;
  /** Base64 of master key and salt. */
  readonly key: string;
};

export const SDP_TYPE: Headers = [['content-type', 'application/sdp']];

/** RFC 3551: what a payload type is where no rtpmap says it. */
const STATIC: Readonly<Record<number, readonly [string, number]>> = {
  0: ['PCMU', 8000],
  3: ['GSM', 8000],
  8: ['PCMA', 8000],
  9: ['G722', 8000],
  18: ['G729', 8000],
};

/** The first audio stream; null when the text is not SDP or has none. */
export function parseAudio(text: string): Audio | null {
  const lines = text.split(/[\r\n]+/).filter(Boolean);
  if (lines[0] !== 'v=0') return null;
  const from = lines.findIndex((line) => line.startsWith('m=audio '));
  if (from < 0) return null;
  const next = lines.findIndex((line, at) => at > from && line.startsWith('m='));
  const session = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('m=')),
  );
  const media = lines.slice(from, next < 0 ? lines.length : next);
  const [, port, profile, formats] =
    /^m=audio (\d{1,5})(?:\/\d+)? (\S+) ([\d ]+)$/.exec(media[0] ?? '') ?? [];
  const address = connection(media) ?? connection(session);
  if (!port || Number(port) > 65_535 || !profile || !formats || !address) return null;
  return {
    address,
    port: Number(port),
    profile,
    codecs: formats
      .trim()
      .split(/ +/)
      .map(Number)
      .flatMap((type) => codec(type, media) ?? []),
    direction: direction([...session, ...media]),
    crypto: media.flatMap((line) => crypto(line) ?? []),
  };
}

function connection(lines: readonly string[]): string | null {
  const line = lines.find((one) => one.startsWith('c='));
  return /^c=IN IP[46] ([\w.:%-]{1,255})(?:\/\d+)*\s*$/.exec(line ?? '')?.[1] ?? null;
}

function codec(payloadType: number, media: readonly string[]): Codec | null {
  for (const line of media) {
    const [, type, name, rate] = /^a=rtpmap:(\d{1,3}) ([\w.+-]+)\/(\d{1,6})/.exec(line) ?? [];
    if (name && Number(type) === payloadType)
      return { name: name.toUpperCase(), clockRate: Number(rate), payloadType };
  }
  const known = STATIC[payloadType];
  return known ? { name: known[0], clockRate: known[1], payloadType } : null;
}

/** The last one wins: the stream's own stands behind the session's. */
function direction(lines: readonly string[]): Audio['direction'] {
  const words = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const;
  const found = lines.flatMap((line) => words.find((word) => line === `a=${word}`) ?? []);
  return found.at(-1) ?? 'sendrecv';
}

function crypto(line: string): Crypto | null {
  const [, tag, suite, key] = /^a=crypto:(\d{1,9}) (\w+) inline:([\w+/=]{20,128})/.exec(line) ?? [];
  return tag && suite && key ? { tag: Number(tag), suite, key } : null;
}

export type Offer = {
  readonly address: string;
  readonly port: number;
  /** For SRTP: our key, offered as AES_CM_128_HMAC_SHA1_80. */
  readonly srtpKey: string | null;
};

/** PCMU, PCMA and telephone-event, in both directions: what every trunk can do. */
export function formatOffer({ address, port, srtpKey }: Offer): string {
  const family = address.includes(':') ? 'IP6' : 'IP4';
  return `${[
    'v=0',
    `o=- ${Date.now()} 1 IN ${family} ${address}`,
    's=-',
    `c=IN ${family} ${address}`,
    't=0 0',
    `m=audio ${port} ${srtpKey ? 'RTP/SAVP' : 'RTP/AVP'} 0 8 101`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    'a=ptime:20',
    ...(srtpKey ? [`a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${srtpKey}`] : []),
    'a=sendrecv',
  ].join('\r\n')}\r\n`;
}
