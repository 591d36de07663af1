/**
 * From a Siperb token to a call, on a real Kamailio: what the stand-in hands out is registered and dialled with by JsSIP
 * in Chromium, and what Chromium said over its WebSocket is read word by word.
 */
import type { JSHandle, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFakeSiperb, type FakeSiperb } from '../../demo/fakeSiperb/fakeSiperb.ts';
import { type ServedSiperb, serveSiperb } from '../../demo/fakeSiperb/serve.ts';
import type { SipCredentials } from '../../src/accounts/credentials.ts';
import { createSiperbClient, type SiperbClient } from '../../src/accounts/siperb.ts';
import { type ContractBrowser, openContractBrowser } from './contract/chromium.ts';
import { type Lab, startLab } from './lab.ts';
import { until } from './process.ts';

type Phone = Awaited<ReturnType<typeof globalThis.siperbPage.open>>;

const TOKEN = 'pat_lab_0123456789';
const LONDON = '+442079460018';

let browser: ContractBrowser;
let lab: Lab;
let fake: FakeSiperb;
let served: ServedSiperb;
let client: SiperbClient;
let page: Page;
let phone: JSHandle<Phone> | undefined;
/** What Chromium sent, oldest first. */
let sent: string[];

const device = (change: object = {}) => ({
  token: 'dev-1',
  platform: 'script',
  settings: {
    SipUsername: lab.user,
    SipPassword: lab.password,
    SipDomain: lab.domain,
    SipWssServer: '127.0.0.1',
    SipWebsocketPort: new URL(lab.wsUrl).port,
    SipServerPath: '/',
    ContactUserName: 'agent-browser',
    SipJwt: 'aa.bb.cc',
    RegistrationMode: 'Proxy',
    ...change,
  },
});

beforeAll(async () => {
  [browser, lab] = await Promise.all([openContractBrowser('../siperbPage.ts'), startLab()]);
  fake = createFakeSiperb({ users: { [TOKEN]: 'u-7' }, devices: [] });
  served = await serveSiperb(fake, '127.0.0.1');
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await lab?.stop();
});
beforeEach(async () => {
  fake.setDevices([device()]);
  client = createSiperbClient({ fetch, signal: new AbortController().signal });
  sent = [];
  page = await browser.newPage();
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => void sent.push(payload.toString())),
  );
  await page.exposeFunction('renewFromOutside', obtain);
});
afterEach(async () => {
  await lab.baresip.hangUp();
  await phone?.evaluate((one) => one.dispose());
  phone = undefined;
  await page.close();
});

async function obtain(): Promise<SipCredentials> {
  const answer = await client.credentials({ kind: 'siperb', api: served.api, token: TOKEN });
  if (!answer.ok) throw new Error(answer.failure.detail);
  return answer.credentials;
}

async function open(credentials: SipCredentials): Promise<JSHandle<Phone>> {
  phone = await page.evaluateHandle((given) => globalThis.siperbPage.open(given), credentials);
  return phone;
}
const reported = (type: Parameters<Phone['until']>[0]) =>
  phone?.evaluate((one, name) => one.until(name), type);
const dial = (number: string, callerId = '') =>
  phone?.evaluate((one, [to, from]) => one.dial(to, from), [number, callerId] as const);
const messages = (method: string) =>
  sent.filter((text) => text.startsWith(`${method} `)).map((text) => text.split('\r\n'));

describe('a Siperb token', () => {
  it('registers and calls with the session in the headers, before a challenge and after it', async () => {
    const credentials = await obtain();
    await open(credentials);
    await reported('lineReady');
    await dial(LONDON);
    await reported('callAnswered');
    const session = fake.requests.at(-1)?.headers['x-api-key'];
    const bearer = 'Authorization: Bearer aa.bb.cc';
    for (const method of ['REGISTER', 'INVITE']) {
      const [first, answer] = messages(method);
      const named = [`X-Siperb-Sid: ${session}`, 'X-Siperb-Uid: u-7'];
      expect(first).toEqual(expect.arrayContaining([...named, bearer]));
      expect(answer).toEqual(expect.arrayContaining(named));
    }
    // RFC 3261 §22.2: whoever is challenged answers the challenge, so there the digest takes the bearer's place.
    const credentialsIn = (lines = ['']) => lines.filter((line) => line.startsWith('Authorization: '));
    expect(credentialsIn(messages('REGISTER')[1])).toEqual([
      expect.stringMatching(/^Authorization: Digest /),
    ]);
    expect(credentialsIn(messages('INVITE')[1])).toEqual([bearer]);
    const contact = messages('REGISTER')[0]?.find((line) => line.startsWith('Contact: '));
    expect(contact).toContain(`<sip:agent-browser@${lab.domain}>`);
  });

  it('is reached under the contact that Siperb gave, within a call and for a new one', async () => {
    await open(await obtain());
    await reported('lineReady');
    await dial(LONDON);
    await reported('callAnswered');
    await until('the far side has the call', () => lab.baresip.calls().length > 0);
    await lab.baresip.hangUp();
    expect(await reported('callEnded')).toMatchObject({ by: 'remote' });
    await lab.baresip.dial(lab.agentUri);
    await reported('callOffered');
  });

  it('is asked with again when the registration is refused, once', async () => {
    fake.setDevices([device({ SipPassword: 'of-yesterday' })]);
    const stale = await obtain();
    fake.setDevices([device()]);
    await open(stale);
    await reported('lineReady');
    expect(await phone?.evaluate((one) => one.types())).toEqual([
      'lineConnecting',
      'lineConnecting',
      'lineConnecting',
      'lineReady',
    ]);
  });

  it('that yields nothing better ends with the refusal', async () => {
    fake.setDevices([device({ SipPassword: 'of-yesterday' })]);
    await open(await obtain());
    expect(await reported('lineFailed')).toMatchObject({ failure: { code: 'wrong-credentials' } });
  });
});

describe('a SIP account', () => {
  const account = (change: Partial<SipCredentials> = {}): SipCredentials => {
    const { wsUrl, user, password, domain } = lab;
    return { kind: 'sip', servers: [wsUrl], user, password, domain, iceServers: [], ...change };
  };

  it('says the number as its server wants it, the caller id that was chosen, and its headers', async () => {
    await open(
      account({
        numberFormat: 'local',
        country: 'GB',
        callerIds: ['+442079460001', '+442079460002'],
        inviteHeaders: ['X-Team: sales'],
      }),
    );
    await reported('lineReady');
    await dial(LONDON, '+442079460002');
    await reported('callAnswered');
    for (const lines of messages('INVITE')) {
      expect(lines[0]).toBe(`INVITE sip:02079460018@${lab.domain} SIP/2.0`);
      expect(lines).toContain(`P-Preferred-Identity: <sip:+442079460002@${lab.domain}>`);
      expect(lines).toContain('X-Team: sales');
    }
    expect(messages('REGISTER').flat().join('\n')).not.toMatch(/X-Team|P-Preferred/);
  });

  it('calls nobody with a caller id that is not its own', async () => {
    await open(account({ callerIds: ['+442079460001'] }));
    await reported('lineReady');
    await dial(LONDON, '+442079460099');
    expect(await reported('callEnded')).toMatchObject({ failure: { code: 'not-supported' } });
    expect(messages('INVITE')).toEqual([]);
  });

  it('goes on to its second server when the first is down', async () => {
    await open(account({ servers: ['ws://127.0.0.1:9', lab.wsUrl] }));
    await reported('lineReady');
    await dial(LONDON);
    await reported('callAnswered');
    await until('the far side has the call', () => lab.baresip.calls().length > 0);
  });
});
