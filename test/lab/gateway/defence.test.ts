// What one address may do: so many WebSockets, so many wrong passwords. Another address does not suffer for it.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../process.ts';
import { credentials, openRawBrowser, type RawBrowser, request } from './rawBrowser.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const ORIGIN = 'http://127.0.0.1:1';
const SOCKETS = 3;
const [CROWDED, GUESSING, HONEST] = ['127.0.3.1', '127.0.3.2', '127.0.3.3'];
const uri = `sip:${REALM}`;

let ground: LabGround;
let gateway: GatewayRig;
const open: RawBrowser[] = [];

beforeAll(async () => {
  ground = await openGround();
  gateway = await ground.gateway({
    origins: [ORIGIN],
    environment: { MAX_WEBSOCKETS_PER_ADDRESS: String(SOCKETS), MAX_REQUESTS_PER_SECOND: '1000' },
    providers: 'providers:\n  acme: { host: 127.0.1.1, port: 5060, mode: ip }\n',
  });
});
afterAll(() => ground?.stop());
afterEach(() => {
  for (const browser of open.splice(0)) browser.close();
});

async function connect(from = HONEST): Promise<RawBrowser> {
  const browser = await openRawBrowser(gateway.account().url, ORIGIN, from);
  open.push(browser);
  return browser;
}
async function register(browser: RawBrowser, password = gateway.account().password): Promise<number> {
  const lines = { method: 'REGISTER', uri, from: `sip:alice@${REALM}` };
  const challenge = await browser.ask(request(lines));
  const signed = credentials(challenge, { user: 'alice', password, method: 'REGISTER', uri });
  return (await browser.ask([...request({ ...lines, cseq: 2 }), signed])).status;
}

it('opens so many WebSockets for an address and no more, and one again when one was closed', async () => {
  for (let count = 0; count < SOCKETS; count += 1) await connect(CROWDED);
  await expect(connect(CROWDED)).rejects.toThrow('HTTP 429');
  await connect(HONEST);
  open[0]?.close();
  await until('there is room again', () =>
    connect(CROWDED).then(
      () => true,
      () => false,
    ),
  );
});

it('does not listen to an address that guesses passwords, whatever it says then', async () => {
  let browser = await connect(GUESSING);
  await until('the guessing is over', async () => {
    if (!browser.isOpen()) return true;
    await Promise.race([register(browser, 'wrong'), browser.closed]);
    return !browser.isOpen();
  });
  await expect(connect(GUESSING)).rejects.toThrow();
  browser = await connect(HONEST);
  expect(await register(browser)).toBe(200);
});

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));
