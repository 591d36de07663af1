/**
 * BINRPC, the wire of Kamailio's control socket (module ctl, "binrpc protocol v0.1"): values to bytes and back. It is
 * used instead of JSON-RPC because Node cannot open the datagram socket that Kamailio speaks JSON over.
 */

export type RpcValue = number | string | readonly RpcValue[] | { readonly [name: string]: RpcValue };

/** A message's kind: what we send, and the two kinds of answer. */
const KIND = { request: 0, reply: 1, fault: 3 } as const;
const TYPE = { int: 0, string: 1, double: 2, struct: 3, array: 4, name: 5, bytes: 6 } as const;
/** Magic number and version in one byte. */
const MAGIC = 0xa1;
/** Kamailio writes doubles as thousandths. */
const DOUBLE_SCALE = 1000;

/** A request with its parameters; integers go as integers, which some commands insist on. */
export function encodeRequest(cookie: number, method: string, params: readonly (string | number)[]): Buffer {
  const body = Buffer.concat([method, ...params].map(encodeValue));
  return Buffer.concat([header(KIND.request, body.length, cookie), body]);
}

export type RpcReply =
  | { readonly isFault: false; readonly cookie: number; readonly values: readonly RpcValue[] }
  | { readonly isFault: true; readonly cookie: number; readonly code: number; readonly reason: string };

/** The first message in `bytes` and how many bytes it took; null while it is incomplete. Throws on what is not BINRPC. */
export function decodeReply(bytes: Buffer): { readonly reply: RpcReply; readonly size: number } | null {
  if (bytes.length < 2) return null;
  const [magic = 0, kinds = 0] = bytes;
  if (magic !== MAGIC) throw new Error(`Not BINRPC: it begins with 0x${magic.toString(16)}.`);
  const lengthSize = ((kinds >> 2) & 3) + 1;
  const cookieSize = (kinds & 3) + 1;
  const start = 2 + lengthSize + cookieSize;
  if (bytes.length < start) return null;
  const size = start + bytes.readUIntBE(2, lengthSize);
  if (bytes.length < size) return null;
  const cookie = bytes.readUIntBE(2 + lengthSize, cookieSize);
  const values = decodeValues(bytes.subarray(start, size));
  if (kinds >> 4 !== KIND.fault) return { reply: { isFault: false, cookie, values }, size };
  const [code, reason] = values;
  return { reply: { isFault: true, cookie, code: Number(code), reason: String(reason) }, size };
}

function header(kind: number, length: number, cookie: number): Buffer {
  const bytes = Buffer.alloc(10);
  bytes[0] = MAGIC;
  bytes[1] = (kind << 4) | (3 << 2) | 3; // four bytes of length, four of cookie
  bytes.writeUInt32BE(length, 2);
  bytes.writeUInt32BE(cookie, 6);
  return bytes;
}

function encodeValue(value: string | number): Buffer {
  if (typeof value === 'string') return record(TYPE.string, Buffer.from(`${value}\0`));
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return record(TYPE.int, bytes);
}

/** A size up to seven stands in the first byte; a larger one in bytes of its own, and the first says how many. */
function record(type: number, content: Buffer): Buffer {
  if (content.length < 8) return Buffer.concat([Buffer.from([(content.length << 4) | type]), content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from([0x80 | (4 << 4) | type]), size, content]);
}

type Cursor = { at: number };

function decodeValues(body: Buffer): RpcValue[] {
  const cursor = { at: 0 };
  const values: RpcValue[] = [];
  while (cursor.at < body.length) {
    const value = decodeValue(body, cursor);
    if (value !== END) values.push(value);
  }
  return values;
}

/** Ends a struct or an array: a record of no size that says it has one. */
const END = Symbol('end');

function decodeValue(body: Buffer, cursor: Cursor): RpcValue | typeof END {
  const first = body.readUInt8(cursor.at++);
  const type = first & 15;
  const small = (first >> 4) & 7;
  const isLarge = first >= 0x80;
  if (type === TYPE.struct) return isLarge ? END : decodeStruct(body, cursor);
  if (type === TYPE.array) return isLarge ? END : decodeArray(body, cursor);
  const isNumber = type === TYPE.int || type === TYPE.double;
  // A number of eight bytes, such as any negative double, sets the bit that elsewhere announces a size of its own.
  const size = isNumber ? first >> 4 : isLarge ? body.readUIntBE(cursor.at, small) : small;
  if (isLarge && !isNumber) cursor.at += small;
  const content = body.subarray(cursor.at, cursor.at + size);
  cursor.at += size;
  if (type === TYPE.int) return decodeInt(content);
  if (type === TYPE.double) return decodeInt(content) / DOUBLE_SCALE;
  return content.toString('utf8').replace(/\0$/, '');
}

function decodeInt(content: Buffer): number {
  // Kamailio leaves out leading zero bytes; only a full-sized number can be negative.
  if (content.length === 8) return Number(content.readBigInt64BE());
  return content.length === 0
    ? 0
    : content.length === 4
      ? content.readInt32BE()
      : content.readUIntBE(0, content.length);
}

/**
 * A name used twice (the entries of a dump) collects its values in a list. Kamailio writes a list within a struct as a
 * struct whose values have no names: such a one is read as a list.
 */
function decodeStruct(body: Buffer, cursor: Cursor): RpcValue {
  const named = new Map<string, RpcValue[]>();
  const nameless: RpcValue[] = [];
  for (;;) {
    const isName = (body.readUInt8(cursor.at) & 15) === TYPE.name;
    const first = decodeValue(body, cursor);
    if (first === END) return nameless.length > 0 ? nameless : structOf(named);
    if (!isName) {
      nameless.push(first);
      continue;
    }
    const value = decodeValue(body, cursor);
    if (value === END) throw new Error('A BINRPC struct ends after a name.');
    named.set(String(first), [...(named.get(String(first)) ?? []), value]);
  }
}

function structOf(named: ReadonlyMap<string, readonly RpcValue[]>): RpcValue {
  return Object.fromEntries(
    [...named].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

function decodeArray(body: Buffer, cursor: Cursor): RpcValue {
  const items: RpcValue[] = [];
  for (;;) {
    const item = decodeValue(body, cursor);
    if (item === END) return items;
    items.push(item);
  }
}
