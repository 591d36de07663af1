import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSiperbClient } from '../src/accounts/siperb.ts';
import { type Demo, startDemo } from './demo.ts';

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
}, 60_000);

afterAll(() => demo.close());

const config = (token: string) =>
  fetch(new URL('/config', demo.customerUrl), { headers: { authorization: `Bearer ${token}` } });

describe('the demo', () => {
  it('listens on loopback only', () => {
    for (const url of [demo.crmUrl, demo.customerUrl, demo.exchange.wsUrl])
      expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  it('serves the CRM and its script', async () => {
    const page = await (await fetch(demo.crmUrl)).text();
    expect(page).toContain('<title>Larder CRM</title>');
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? '';
    const response = await fetch(new URL(script, demo.crmUrl));
    expect(response.headers.get('content-type')).toContain('text/javascript');
  });

  it("gives the customer's password to the page with this run's token, and to nobody else", async () => {
    const right = await config(new URL(demo.customerUrl).hash.slice(1));
    expect(await right.json()).toMatchObject({
      user: 'customer',
      password: demo.exchange.users.customer.password,
    });
    expect((await config('guess')).status).toBe(403);
    expect((await fetch(new URL('/config', demo.crmUrl))).status).toBe(404);
  });

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/crm/%2e%2e/%2e%2e/pages.ts',
    '/crm',
    '/nothing.html',
    '/%',
  ])('serves nothing outside its folder: %s', async (path) => {
    const response = await fetch(new URL(demo.crmUrl).origin + path);
    expect([400, 404]).toContain(response.status);
  });

  it("hands out the agent's credentials for this run", () => {
    expect(demo.credentials).toEqual({
      server: demo.exchange.wsUrl,
      domain: 'demo.offhook.test',
      ...demo.exchange.users.agent,
    });
  });

  it('has a stand-in for Siperb whose device is the agent at the exchange', async () => {
    const { api, token } = demo.siperb;
    const client = createSiperbClient({ fetch, signal: AbortSignal.timeout(5_000) });
    const obtained = await client.credentials({ kind: 'siperb', api, token });
    expect(obtained).toMatchObject({
      ok: true,
      credentials: { servers: [`${demo.exchange.wsUrl}/`], ...demo.exchange.users.agent },
    });
    const stranger = await client.credentials({ kind: 'siperb', api, token: 'a-guess-of-it' });
    expect(stranger).toMatchObject({ ok: false, failure: { code: 'sign-in-expired' } });
  });

  it('runs twice side by side', async () => {
    const other = await startDemo();
    expect(other.crmUrl).not.toBe(demo.crmUrl);
    await other.close();
  });
});
