/**
 * The embedded default: a CRM full of numbers, an exchange to dial them at, the phone of the customer who answers, and a
 * stand-in for Siperb's service that hands out the same agent's credentials.
 */
import { randomBytes } from 'node:crypto';
import { type Exchange, openExchange } from './exchange/exchange.ts';
import { createFakeSiperb, type FakeSiperb } from './fakeSiperb/fakeSiperb.ts';
import { serveSiperb } from './fakeSiperb/serve.ts';
import { serveFiles } from './fileServer.ts';
import { buildPages } from './pages.ts';

/** Port 0, the default, takes a free one. `port` is the CRM's. */
export type DemoOptions = { readonly host?: string; readonly port?: number };

/** What the agent types, or a test fills in, to sign in. */
export type DemoCredentials = {
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly domain: string;
};

/** A personal access token and where it is good; `fake` can be made to fail, and knows what it was asked. */
export type DemoSiperb = { readonly api: string; readonly token: string; readonly fake: FakeSiperb };

export type Demo = {
  readonly crmUrl: string;
  /** Carries the token that lets the page fetch its password. Add `?auto` before the fragment to answer at once. */
  readonly customerUrl: string;
  readonly exchange: Exchange;
  readonly credentials: DemoCredentials;
  readonly siperb: DemoSiperb;
  close(): Promise<void>;
};

/** Starts all three on loopback. Resolves when the pages are built and every socket listens. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { host = '127.0.0.1', port = 0 } = options;
  const folder = await buildPages();
  const exchange = await openExchange({ host });
  const token = randomBytes(18).toString('base64url');
  const siperbToken = randomBytes(18).toString('base64url');
  const fake = siperbFor(exchange, siperbToken);
  const siperb = await serveSiperb(fake, host);
  const { agent, customer } = exchange.users;
  const config = {
    server: exchange.wsUrl,
    domain: exchange.domain,
    user: customer.user,
    password: customer.password,
  };
  const started = await Promise.allSettled([
    serveFiles({ host, port, folder, home: '/crm/' }),
    serveFiles({ host, port: 0, folder, home: '/customer/', secret: { token, json: () => config } }),
  ]);
  const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const close = async () => {
    await Promise.all([exchange.close(), siperb.close(), ...servers.map((server) => server.close())]);
  };
  const [crm, phone] = servers;
  const failed = started.find((one) => one.status === 'rejected');
  if (failed || !crm || !phone) {
    await close();
    throw failed?.reason;
  }
  return {
    crmUrl: `${crm.url}crm/`,
    customerUrl: `${phone.url}customer/#${token}`,
    exchange,
    credentials: { server: exchange.wsUrl, domain: exchange.domain, ...agent },
    siperb: { api: siperb.api, token: siperbToken, fake },
    close,
  };
}

/** As Siperb's proxy has it: the session goes along in headers, and the contact has a name of its own. */
function siperbFor({ wsUrl, domain, users }: Exchange, token: string): FakeSiperb {
  const { hostname, port } = new URL(wsUrl);
  const settings = {
    SipUsername: users.agent.user,
    SipPassword: users.agent.password,
    SipDomain: domain,
    SipWssServer: hostname,
    SipWebsocketPort: Number(port),
    SipServerPath: '',
    SipContact: 'agent-browser',
    SipJwt: `demo.${randomBytes(12).toString('base64url')}`,
    RegistrationMode: 'Proxy',
  };
  return createFakeSiperb({
    users: { [token]: 'demo-agent' },
    devices: [
      { token: 'desk-phone', platform: 'yealink', name: 'Desk phone', settings: {} },
      { token: 'browser', platform: 'script', name: 'Browser', settings: JSON.stringify(settings) },
    ],
  });
}
