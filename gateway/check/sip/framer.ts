/** A byte stream cut into SIP messages by Content-Length (RFC 3261 §18.3); keepalives of line ends are skipped (RFC 5626). */
import { MAX_MESSAGE_BYTES, parseMessage, type SipMessage } from './message.ts';

export type Framed = {
  readonly messages: readonly SipMessage[];
  /** What was sent is not SIP; nothing after it can be found again. */
  readonly broken: boolean;
};

/** Feeds bytes in, takes the messages out that they complete. */
export function createFramer(): (chunk: Buffer) => Framed {
  let pending: Buffer = Buffer.alloc(0);
  let broken = false;
  return (chunk) => {
    const messages: SipMessage[] = [];
    pending = Buffer.concat([pending, chunk]);
    while (!broken) {
      pending = pending.subarray(keepaliveBytes(pending));
      const length = messageBytes(pending);
      if (length === null) break;
      const message = length > MAX_MESSAGE_BYTES ? null : parseMessage(pending.subarray(0, length));
      pending = pending.subarray(length);
      if (message) messages.push(message);
      else broken = true;
    }
    if (pending.length > MAX_MESSAGE_BYTES) broken = true;
    return { messages, broken };
  };
}

function keepaliveBytes(bytes: Buffer): number {
  let at = 0;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at += 1;
  return at;
}

/** Null while the message is not whole; without a Content-Length it has no body. */
function messageBytes(bytes: Buffer): number | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const length = LENGTH.exec(bytes.toString('latin1', 0, end))?.[1] ?? '0';
  const total = end + 4 + Number(length);
  return total > MAX_MESSAGE_BYTES || bytes.length >= total ? total : null;
}

const LENGTH = /^(?:content-length|l)[ \t]*:\s*(\d{1,9})\s*$/im;
