/** Kamailio's commands over its control socket, one connection a command. */
import { connect } from 'node:net';
import { join } from 'node:path';
import { decodeReply, encodeRequest, type RpcValue } from './binrpc.ts';

/** Kamailio understood the command and refused it, such as 404 for a key that is not there. */
export class RpcFault extends Error {
  readonly code: number;
  constructor(method: string, code: number, reason: string) {
    super(`Kamailio refused ${method}: ${code} ${reason}`);
    this.code = code;
  }
}

const ANSWERS_WITHIN_MS = 5_000;

/** The control socket of the Kamailio whose `run` folder it is (see foldersOf). */
export const kamailioSocket = (run: string): string => join(run, 'kamailio.sock');

/**
 * Runs a command and resolves with its values, often a single struct. Rejects with RpcFault when Kamailio refuses it and
 * with the system's error (ENOENT, ECONNREFUSED) when it does not run.
 */
export async function callKamailio(
  socketPath: string,
  method: string,
  params: readonly (string | number)[] = [],
): Promise<readonly RpcValue[]> {
  const socket = connect(socketPath);
  const timeout = AbortSignal.timeout(ANSWERS_WITHIN_MS);
  timeout.addEventListener('abort', () => socket.destroy(new Error(`Kamailio did not answer ${method}.`)));
  try {
    socket.write(encodeRequest(1, method, params));
    let bytes = Buffer.alloc(0);
    for await (const chunk of socket) {
      bytes = Buffer.concat([bytes, chunk as Buffer]);
      const decoded = decodeReply(bytes);
      if (!decoded) continue;
      const { reply } = decoded;
      if (reply.isFault) throw new RpcFault(method, reply.code, reply.reason);
      return reply.values;
    }
    throw new Error(`Kamailio closed the connection without an answer to ${method}.`);
  } finally {
    socket.destroy();
  }
}
