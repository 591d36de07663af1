/**
 * A Plivo that runs here, without an account: REST API, signed webhooks, the XML interpreter, and a door for a SIP side.
 * It carries no SIP and no sound: in the lab that is Kamailio's work (test/lab/kamailio/plivo.cfg).
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { FakeCall } from './call.ts';
import { type Application, type Calls, createCalls } from './calls.ts';
import { type Faults, noFaults } from './faults.ts';
import { createRest, type RestOptions } from './rest.ts';
import { createSwitchDoor, type SwitchDoorOptions } from './switchDoor.ts';
import { createDeliver } from './webhooks.ts';
import { createWire, type Wire } from './wire.ts';

export type FakePlivoOptions = {
  /** 0 (the default) takes a free port on 127.0.0.1. */
  readonly port?: number;
  /** The Plivo number: digits, no plus. */
  readonly number?: string;
  readonly application?: Partial<Application>;
  /** Waits between deliveries of a webhook that failed. */
  readonly retryDelaysMs?: readonly number[];
  readonly webhookTimeoutMs?: number;
  readonly now?: () => number;
};

export type FakePlivo = {
  /** What PLIVO_API_URL is to be. */
  readonly apiUrl: string;
  readonly authId: string;
  readonly authToken: string;
  readonly appId: string;
  readonly number: string;
  /** Where the SIP side asks; holds a secret of this run. */
  readonly sipSwitchUrl: string;
  /** What is signed with this key registers, so that tests can have tokens Plivo would not make. */
  readonly tokenSecret: string;
  /** What the console's application page does: where webhooks go. */
  application(): Application;
  setApplication(urls: Partial<Application>): void;
  readonly faults: Faults;
  readonly wire: Wire;
  readonly calls: Pick<Calls, 'all' | 'find' | 'settled'>;
  close(): Promise<void>;
};

export const DEFAULT_NUMBER = '14155550100';
const RETRY_DELAYS_MS = [1_000, 2_000, 4_000];
const WEBHOOK_TIMEOUT_MS = 15_000;

export async function startFakePlivo(options: FakePlivoOptions = {}): Promise<FakePlivo> {
  const { now = Date.now, retryDelaysMs = RETRY_DELAYS_MS } = options;
  const account = openAccount(options.number ?? DEFAULT_NUMBER);
  const stopped = new AbortController();
  const faults = noFaults();
  const wire = createWire();
  let current: Application = { ...NO_APPLICATION, ...options.application };
  const application = () => current;
  const deliver = createDeliver({
    wire,
    retryDelaysMs,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
    authToken: () => (faults.signature ? 'not the auth token' : account.authToken),
    signal: stopped.signal,
  });
  const calls = createCalls({ application, deliver, now });
  const secretPath = `/switch/${randomBytes(12).toString('hex')}`;
  const app = createApp({ ...account, application, calls, hangUp, faults, wire, now }, secretPath);
  const server = createServer(getRequestListener(app.fetch));
  const apiUrl = await listen(server, options.port ?? 0);
  return {
    ...account,
    apiUrl,
    sipSwitchUrl: apiUrl + secretPath,
    application,
    setApplication(urls) {
      current = { ...current, ...urls };
    },
    faults,
    wire,
    calls,
    async close() {
      stopped.abort();
      await calls.settled();
      await stop(server);
    },
  };
}

/** Everything about an account is made for this run. */
function openAccount(number: string) {
  return {
    number,
    authId: `MA${randomBytes(9).toString('hex').toUpperCase()}`,
    authToken: randomBytes(20).toString('hex'),
    appId: String(10 ** 16 + randomBytes(4).readUInt32BE()),
    tokenSecret: randomBytes(32).toString('hex'),
  };
}

function createApp(parts: RestOptions & SwitchDoorOptions, secretPath: string): Hono {
  const app = new Hono();
  app.use('/v1/*', async (c, next) => {
    await next();
    const { method, path } = c.req;
    parts.wire.note({ kind: 'rest', method, path, status: c.res.status });
  });
  app.route(`/v1/Account/${parts.authId}`, createRest(parts));
  app.route(secretPath, createSwitchDoor(parts));
  return app;
}

/** A new account's application points nowhere: its webhooks fail like those of a wrong URL. */
const NO_APPLICATION: Application = {
  answerUrl: 'http://127.0.0.1:1/answer',
  answerMethod: 'POST',
  hangupUrl: 'http://127.0.0.1:1/hangup',
  hangupMethod: 'POST',
};

/** Tells the SIP side, which then reports the end as of any other call. */
async function hangUp(call: FakeCall): Promise<void> {
  const { leg, callUuid, answeredAt } = call;
  const path = answeredAt === null ? `cancel/${leg.callId}/${leg.cseq}` : `hangup/${callUuid}`;
  call.pending = [];
  if (leg.controlUrl) await fetch(`${leg.controlUrl}/${path}`, { method: 'POST' });
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
