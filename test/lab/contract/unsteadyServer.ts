/** A server that stands between the phone and the real one and can go away: what a broken network looks like. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type UnsteadyServer = {
  readonly wsUrl: string;
  /** Closes what is open and takes nothing more, until it returns. */
  vanish(): void;
  return(): void;
  /** What is open stays open, and nothing goes through it any more. */
  fallSilent(): void;
  /** Closes what is open. */
  dropSockets(): void;
  close(): Promise<void>;
};

/** `behind`: the ws:// URL of the real server. */
export async function openUnsteadyServer(behind: string): Promise<UnsteadyServer> {
  const sockets = new Set<Socket>();
  let isThere = true;
  const port = Number(new URL(behind).port);
  const dropSockets = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = createServer((near) => {
    if (!isThere) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}); // told by 'close'
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    wsUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    vanish() {
      isThere = false;
      dropSockets();
    },
    return() {
      isThere = true;
    },
    fallSilent() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    dropSockets,
    close() {
      dropSockets();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
