/** rtpengine's ng protocol: a command and its answer, each one UDP packet that begins with the same cookie. */
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { type Bencoded, bdecode, bencode } from './bencode.ts';

export type NgReply = { readonly [key: string]: Bencoded };

const ANSWERS_WITHIN_MS = 2_000;

/** Runs a command such as `ping`, `list` or `query`; rejects when no answer comes or it says `result: error`. */
export async function callRtpengine(
  port: number,
  command: string,
  params: Readonly<Record<string, Bencoded>> = {},
  address = '127.0.0.1',
): Promise<NgReply> {
  const cookie = randomBytes(6).toString('hex');
  const socket = createSocket('udp4');
  try {
    const answer = new Promise<Buffer>((resolve, reject) => {
      socket.on('message', resolve).on('error', reject);
      AbortSignal.timeout(ANSWERS_WITHIN_MS).addEventListener('abort', () =>
        reject(new Error(`rtpengine did not answer ${command} on port ${port}.`)),
      );
    });
    socket.send(`${cookie} ${bencode({ command, ...params })}`, port, address);
    const bytes = await answer;
    const reply = bdecode(bytes.subarray(cookie.length + 1)) as NgReply;
    if (reply.result === 'error') throw new Error(`rtpengine refused ${command}: ${reply['error-reason']}`);
    return reply;
  } finally {
    socket.close();
  }
}
