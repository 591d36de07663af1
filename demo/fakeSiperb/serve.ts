/** The fake Siperb on a port of this computer. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { FakeSiperb } from './fakeSiperb.ts';

/** `api`: what an account names as its service. */
export type ServedSiperb = { readonly api: string; close(): Promise<void> };

/** Port 0 takes a free one. */
export async function serveSiperb({ answer }: FakeSiperb, host: string, port = 0): Promise<ServedSiperb> {
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = serve({ fetch: answer, hostname: host, port }, () => resolve(starting as Server));
    starting.once('error', reject);
  });
  return {
    api: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
