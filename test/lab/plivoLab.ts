/**
 * The whole of Plivo without an account: the fake Plivo, an application server, and the lab as its SIP side.
 *
 *   SDK ── ws ──► Kamailio (phone.plivo.com) ── asks ──► fake Plivo ── signed webhooks ──► our server
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakePlivo, startFakePlivo } from '../../server/fakePlivo/fakePlivo.ts';
import type { PlivoCredentials } from '../../src/accounts/credentials.ts';
import { type Lab, startLab } from './lab.ts';

export type PlivoLab = {
  readonly lab: Lab;
  readonly fake: FakePlivo;
  /** Our server's base URL. */
  readonly server: string;
  /** An agent's access key: the bearer for `server`. */
  readonly accessKey: string;
  /** Dials get this time limit from now on. */
  limit(seconds: number): void;
  /** What the extension would hold: a fresh token and where to take it. */
  token(): Promise<PlivoCredentials>;
  close(): Promise<void>;
};

export async function startPlivoLab(): Promise<PlivoLab> {
  const fake = await startFakePlivo({ retryDelaysMs: [50, 100] });
  const standIn = await startStandIn(fake);
  fake.setApplication({ answerUrl: `${standIn.url}/answer`, hangupUrl: `${standIn.url}/hangup` });
  const lab = await startLab({ plivo: { switchUrl: fake.sipSwitchUrl, number: fake.number } });
  return {
    lab,
    fake,
    server: standIn.url,
    accessKey: 'stand-in',
    limit: standIn.limit,
    async token() {
      const iss = fake.authId;
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss,
        sub: 'agent1',
        nbf: now,
        exp: now + 900,
        per: { voice: { incoming_allow: true, outgoing_allow: true } },
      };
      const response = await fetch(`${fake.apiUrl}/v1/Account/${iss}/JWT/Token/`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${iss}:${fake.authToken}`).toString('base64')}` },
        body: JSON.stringify(claims),
      });
      const { token } = (await response.json()) as { token: string };
      return {
        kind: 'plivo',
        server: standIn.url,
        bearer: 'stand-in',
        token,
        username: `${claims.sub}_${iss}`,
        plivoNumber: fake.number,
        expiresAt: claims.exp * 1000,
        servers: [lab.wsUrl],
      };
    },
    async close() {
      await lab.stop();
      await fake.close();
      standIn.close();
    },
  };
}

async function startStandIn(fake: FakePlivo) {
  let limitSeconds = 600;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const params = new URLSearchParams(body);
      const to = params.get('X-PH-Dest');
      const dial = to
        ? `<Dial callerId="${fake.number}" timeLimit="${limitSeconds}"><Number>${to}</Number></Dial>`
        : `<Dial><User>sip:agent1_${fake.authId}@phone.plivo.com</User></Dial>`;
      response.setHeader('content-type', 'text/xml');
      response.end(`<Response>${request.url === '/answer' ? dial : ''}</Response>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    limit(seconds: number) {
      limitSeconds = seconds;
    },
    close: () => server.close(),
  };
}
