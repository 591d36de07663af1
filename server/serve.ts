/** The server as a process: store, app, socket, and a stop that lets requests finish. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { createMetrics, measureProcess } from './metrics.ts';
import { createPlivoApi } from './plivo/api.ts';
import { openStore } from './store/openStore.ts';
import type { Store } from './store/store.ts';

export type Serving = {
  /** Where it listens, http://127.0.0.1:3000. */
  readonly url: string;
  readonly store: Store;
  /** Takes no new request, lets the running ones end, closes the store. */
  close(): Promise<void>;
};

/** How long a running request may take to end once a stop was asked for. */
const GRACE_MS = 10_000;

const SOCKET = {
  /** A whole request: 32 kB, however slow the line. Who drips bytes holds nothing up for long. */
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  /** Longer than proxies keep an idle connection (60 s is usual), so that none is reused while it closes. */
  keepAliveTimeout: 65_000,
} as const;

/** Rejects when the port is taken or the database cannot be opened. */
export async function serve(config: Config, log: Log): Promise<Serving> {
  const store = await openStore(config.database);
  const metrics = createMetrics();
  measureProcess(metrics);
  const app = createApp({ config, store, plivo: createPlivoApi(config.plivo), clock: Date, log, metrics });
  const server = createServer(SOCKET, getRequestListener(app.fetch));
  await listen(server, config.port, config.host).catch(async (cause: NodeJS.ErrnoException) => {
    await store.close();
    const where = `${config.host}:${config.port}`;
    throw new Error(`The server cannot listen on ${where} (${cause.code}): set another HOST or PORT.`, {
      cause,
    });
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  log.info({ url, publicUrl: config.publicUrl }, 'serving');
  return {
    url,
    store,
    async close() {
      await stop(server);
      await store.close();
      log.info('stopped');
    },
  };
}

/** The first SIGTERM or SIGINT asks for a graceful stop; a second one ends the process at once, as it does by itself. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Idle connections go at once, busy ones when their answer is sent or the grace is over. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
