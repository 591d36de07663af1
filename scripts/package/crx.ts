/**
 * CRX version 3, as Chromium reads it (components/crx_file/crx3.proto): "Cr24", the version, the header's length, the
 * header as protocol buffer with the key and its signature, then the zip.
 */
import { createSign } from 'node:crypto';
import { crxId, type PackageKey } from './key.ts';

const MAGIC = Buffer.from('Cr24');
const VERSION = uint32(3);
/** What is signed begins with these words, so that no signature of anything else will do. */
const CONTEXT = Buffer.from('CRX3 SignedData\0');
/** Field numbers of CrxFileHeader, AsymmetricKeyProof and SignedData. */
const FIELDS = { sha256WithRsa: 2, publicKey: 1, signature: 2, signedHeaderData: 10_000, crxId: 1 };

export function packCrx(zip: Uint8Array, { privateKey, publicKey }: PackageKey): Buffer {
  const signedData = field(FIELDS.crxId, crxId(publicKey));
  const signature = createSign('sha256')
    .update(CONTEXT)
    .update(uint32(signedData.length))
    .update(signedData)
    .update(zip)
    .sign(privateKey);
  const proof = Buffer.concat([field(FIELDS.publicKey, publicKey), field(FIELDS.signature, signature)]);
  const header = Buffer.concat([
    field(FIELDS.sha256WithRsa, proof),
    field(FIELDS.signedHeaderData, signedData),
  ]);
  return Buffer.concat([MAGIC, VERSION, uint32(header.length), header, zip]);
}

/** A protocol buffer's field of wire type 2: bytes with their length in front. */
function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
