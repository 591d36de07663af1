/** As much of a TURN client as it takes to ask for a relay and for a peer behind it (RFC 5389, RFC 5766), over UDP. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export type TurnAccount = { readonly user: string; readonly password: string };

export type TurnClient = {
  /** 0, or the error code of the refusal. */
  allocate(): Promise<number>;
  /** Whether packets to and from this IPv4 address would pass: 0, or the error code. */
  permit(peer: string): Promise<number>;
  close(): void;
};

const COOKIE = 0x2112a442;
const METHOD = { allocate: 0x003, createPermission: 0x008 } as const;
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  peer: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  transport: 0x0019,
} as const;
const UDP = Buffer.from([17, 0, 0, 0]);
const INTEGRITY_BYTES = 24;
const ANSWERS_WITHIN_MS = 5_000;

type Attribute = readonly [type: number, value: Buffer];
type Reply = { readonly code: number; readonly attributes: ReadonlyMap<number, Buffer> };

/** `server`: where TURN listens. */
export async function openTurnClient(
  server: { readonly address: string; readonly port: number },
  { user, password }: TurnAccount,
): Promise<TurnClient> {
  const socket = createSocket('udp4');
  let realm: Buffer = Buffer.alloc(0);
  let nonce: Buffer = Buffer.alloc(0);

  const send = async (message: Buffer): Promise<Reply> => {
    const answered = once(socket, 'message', { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    socket.send(message, server.port, server.address);
    return parse(((await answered) as [Buffer])[0]);
  };
  const signed = (method: number, attributes: readonly Attribute[]) => {
    const who: readonly Attribute[] = [
      [ATTRIBUTE.username, Buffer.from(user)],
      [ATTRIBUTE.realm, realm],
      [ATTRIBUTE.nonce, nonce],
    ];
    const key = createHash('md5').update(`${user}:${realm}:${password}`).digest();
    return withIntegrity(message(method, [...attributes, ...who]), key);
  };
  return {
    async allocate() {
      const wanted: readonly Attribute[] = [[ATTRIBUTE.transport, UDP]];
      const challenge = await send(message(METHOD.allocate, wanted));
      if (challenge.code !== 401)
        throw new Error(`Not asked for a password, but answered ${challenge.code}.`);
      realm = challenge.attributes.get(ATTRIBUTE.realm) ?? realm;
      nonce = challenge.attributes.get(ATTRIBUTE.nonce) ?? nonce;
      return (await send(signed(METHOD.allocate, wanted))).code;
    },
    permit: async (peer) =>
      (await send(signed(METHOD.createPermission, [[ATTRIBUTE.peer, peerAddress(peer)]]))).code,
    close: () => socket.close(),
  };
}

function message(method: number, attributes: readonly Attribute[]): Buffer {
  const body = Buffer.concat(attributes.map(([type, value]) => attribute(type, value)));
  const head = Buffer.alloc(20, randomBytes(20));
  head.writeUInt16BE(method, 0);
  head.writeUInt16BE(body.length, 2);
  head.writeUInt32BE(COOKIE, 4);
  return Buffer.concat([head, body]);
}

function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
}

/** The length that is signed counts the signature (RFC 5389 15.4). */
function withIntegrity(message: Buffer, key: Buffer): Buffer {
  message.writeUInt16BE(message.length - 20 + INTEGRITY_BYTES, 2);
  return Buffer.concat([
    message,
    attribute(ATTRIBUTE.integrity, createHmac('sha1', key).update(message).digest()),
  ]);
}

/** XOR-PEER-ADDRESS of an IPv4 address; a permission looks at no port (RFC 5766 9.1). */
function peerAddress(address: string): Buffer {
  const value = Buffer.from([0, 1, 0, 0, ...address.split('.').map(Number)]);
  value.writeUInt32BE((value.readUInt32BE(4) ^ COOKIE) >>> 0, 4);
  return value;
}

function parse(bytes: Buffer): Reply {
  const attributes = new Map<number, Buffer>();
  for (let at = 20; at < bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    attributes.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  const error = attributes.get(ATTRIBUTE.errorCode);
  return { code: error ? error.readUInt8(2) * 100 + error.readUInt8(3) : 0, attributes };
}
