/**
 * What runs beside our server in its bench, a process each: `bare`, two Hono routes that answer with nothing asked, and
 * `upstream`, a Plivo that knows only how to make a token. Says its URL on standard output.
 */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** As long as Plivo's are. */
const TOKEN = `${'a'.repeat(36)}.${'b'.repeat(250)}.${'c'.repeat(43)}`;
const XML = '<Response><Dial><Number>442079460018</Number></Dial></Response>';

const PEERS: Readonly<Record<string, Hono>> = {
  bare: new Hono()
    .get('/token', (c) => c.json({ token: TOKEN, username: 'a_b', plivoNumber: '14155550100', expiresAt: 0 }))
    .post('/answer', async (c) => {
      await c.req.text();
      return c.body(XML, 200, { 'Content-Type': 'application/xml; charset=utf-8' });
    }),
  upstream: new Hono().post('/v1/Account/:id/JWT/Token/', (c) => c.json({ api_id: '1', token: TOKEN })),
};

const app = PEERS[process.argv[2] ?? ''];
if (!app) throw new Error(`"${process.argv[2]}" is none of ${Object.keys(PEERS).join(', ')}.`);
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) =>
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` })),
);
