/**
 * SRTP with AES_CM_128_HMAC_SHA1_80 (RFC 3711), one direction of one stream: what an SDES trunk speaks. SRTCP is left out:
 * the far side's reports are then not read.
 */
import { createCipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { headerBytes } from './rtp.ts';

export const SRTP_SUITE = 'AES_CM_128_HMAC_SHA1_80';
const KEY_BYTES = 16;
const SALT_BYTES = 14;
const TAG_BYTES = 10;

/** §4.3: the labels that make three session keys of one master key. */
const LABELS = { encryption: 0, authentication: 1, salt: 2 } as const;

/** Base64 of a fresh master key and salt, as `a=crypto` carries them. */
export function newSrtpKey(): string {
  return randomBytes(KEY_BYTES + SALT_BYTES).toString('base64');
}

export type Srtp = {
  protect(packet: Buffer): Buffer;
  /** Null for what does not bear the right tag. */
  unprotect(packet: Buffer): Buffer | null;
};

/** Null when the key is not 30 bytes. */
export function createSrtp(key: string): Srtp | null {
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== KEY_BYTES + SALT_BYTES) return null;
  const [master, salt] = [bytes.subarray(0, KEY_BYTES), bytes.subarray(KEY_BYTES)];
  const derive = (label: number, length: number) => {
    const block = Buffer.alloc(16);
    salt.copy(block);
    block[7] = (block[7] ?? 0) ^ label;
    return stream(master, block, Buffer.alloc(length));
  };
  const session: Session = {
    key: derive(LABELS.encryption, KEY_BYTES),
    salt: derive(LABELS.salt, SALT_BYTES),
    authentication: derive(LABELS.authentication, 20),
  };
  const [sending, receiving] = [createIndex(), createIndex()];
  return {
    protect(packet) {
      const rollover = sending(packet.readUInt16BE(2));
      const sealed = crypt(session, packet, rollover);
      return Buffer.concat([sealed, tagOf(session, sealed, rollover)]);
    },
    unprotect(packet) {
      const body = packet.subarray(0, Math.max(0, packet.length - TAG_BYTES));
      if (headerBytes(body) === null) return null;
      const rollover = receiving(body.readUInt16BE(2));
      const isRight = timingSafeEqual(tagOf(session, body, rollover), packet.subarray(body.length));
      return isRight ? crypt(session, body, rollover) : null;
    },
  };
}

type Session = { readonly key: Buffer; readonly salt: Buffer; readonly authentication: Buffer };

/** Counts how often the 16-bit sequence has begun again (§3.3.1). */
function createIndex(): (sequence: number) => number {
  let [rollover, highest] = [0, -1];
  return (sequence) => {
    if (highest < 0) highest = sequence;
    const step = (sequence - highest) & 0xffff;
    if (step >= 0x8000) return sequence > highest ? rollover - 1 : rollover; // late
    if (sequence < highest) rollover += 1;
    highest = sequence;
    return rollover;
  };
}

/** The same both ways: the payload is XORed with the key stream (§4.1.1). */
function crypt({ key, salt }: Session, packet: Buffer, rollover: number): Buffer {
  const start = headerBytes(packet) ?? packet.length;
  const block = Buffer.alloc(16);
  packet.copy(block, 4, 8, 12);
  block.writeUInt32BE(rollover >>> 0, 8);
  packet.copy(block, 12, 2, 4);
  for (let at = 0; at < SALT_BYTES; at += 1) block[at] = (block[at] ?? 0) ^ (salt[at] ?? 0);
  return Buffer.concat([packet.subarray(0, start), stream(key, block, packet.subarray(start))]);
}

function stream(key: Buffer, block: Buffer, data: Buffer): Buffer {
  return createCipheriv('aes-128-ctr', key, block).update(data);
}

function tagOf({ authentication }: Session, packet: Buffer, rollover: number): Buffer {
  const index = Buffer.alloc(4);
  index.writeUInt32BE(rollover >>> 0);
  return createHmac('sha1', authentication).update(packet).update(index).digest().subarray(0, TAG_BYTES);
}
