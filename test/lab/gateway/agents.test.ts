// Who may come in: by origin, by password, by a password for a while; and that nobody is told who exists.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mintCredentials } from '../../../gateway/agents/credentials.ts';
import { openSoftphones, type SoftphonePage } from '../softphonePage.ts';
import type { Carrier } from './carrier.ts';
import { credentials, openRawBrowser, type RawBrowser, request } from './rawBrowser.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const SECRET = 'fictional-secret-of-the-tests-only-0123456789';
const REGISTRAR = `sip:${REALM}`;

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage | undefined;
const raws: RawBrowser[] = [];

beforeAll(async () => {
  ground = await openGround();
  softphones = await openSoftphones(ground.trustArgument);
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1' });
  gateway = await ground.gateway({
    origins: [softphones.origin],
    providers: `providers:\n  acme: { host: ${carrier.address}, port: ${carrier.port}, mode: ip }\n`,
    environment: { SIP_CREDENTIAL_SECRET: SECRET },
  });
});
afterAll(async () => {
  await softphones?.close();
  await ground?.stop();
});
afterEach(async () => {
  for (const raw of raws.splice(0)) raw.close();
  await softphone?.close();
  softphone = undefined;
});

async function open(origin = softphones.origin): Promise<RawBrowser> {
  const raw = await openRawBrowser(`ws://127.0.0.1:${gateway.settings.ports.ws}`, origin);
  raws.push(raw);
  return raw;
}
/** Registers as somebody, from the challenge on. */
async function register(name: string, as: { user: string; password: string }, raw?: RawBrowser) {
  const browser = raw ?? (await open());
  const lines = { method: 'REGISTER', uri: REGISTRAR, from: `sip:${name}@${REALM}` };
  const challenge = await browser.ask(request(lines));
  expect(challenge.status).toBe(401);
  return browser.ask([
    ...request({ ...lines, cseq: 2 }),
    credentials(challenge, { ...as, method: 'REGISTER', uri: REGISTRAR }),
  ]);
}
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const minted = (agent: string, expiresAtS: number, secret = SECRET) => {
  const { authorizationUser, password } = mintCredentials(agent, expiresAtS, secret);
  return { user: authorizationUser, password };
};

describe('a WebSocket', () => {
  it('is opened for the allowed origin and no other', async () => {
    await open();
    await expect(open('https://elsewhere.example')).rejects.toThrow('HTTP 403');
    await expect(open(`${softphones.origin}0`)).rejects.toThrow('HTTP 403');
  });
});

describe('an agent', () => {
  it('comes in with the right password only', async () => {
    const { user, password } = gateway.account('alice');
    expect((await register('alice', { user, password })).status).toBe(200);
    expect((await register('alice', { user, password: 'wrong' })).status).toBe(401);
  });

  it('cannot come in, or call, as another one', async () => {
    const { user, password } = gateway.account('alice');
    expect((await register('bob', { user, password })).status).toBe(403);
    const browser = await open();
    const uri = `sip:+442079460018@${REALM}`;
    const call = { method: 'INVITE', uri, from: `sip:bob@${REALM}`, to: uri };
    const challenge = await browser.ask(request(call));
    expect(challenge.status).toBe(407);
    const signed = credentials(challenge, { user, password, method: 'INVITE', uri });
    expect((await browser.ask([...request({ ...call, cseq: 2 }), signed])).status).toBe(403);
  });

  it('that does not exist is answered like one with a wrong password, to the letter', async () => {
    const answers = await Promise.all(
      ['alice', 'nobody', 'alice::provider', '1900000000:alice'].map(async (user) => {
        const { status, headers } = await register('alice', { user, password: 'wrong' });
        // What differs between any two answers: the request's own lines, and the nonce.
        const own = /^(Via|From|To|Call-ID):/;
        return [
          status,
          ...headers.filter((line) => !own.test(line)).map((line) => line.replace(/nonce="[^"]*"/, '')),
        ];
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.[0]).toBe(401);
  });
});

describe('a short-lived password', () => {
  it('lets its agent in, in a browser too', async () => {
    const { user, password } = minted('carol', inSeconds(60));
    softphone = await softphones.open();
    const account = { ...gateway.account(), user: 'carol', password, authorizationUser: user };
    await softphone.tell('register', account);
    expect(await softphone.waitFor(/^(registered|refused)/)).toBe('registered');
    await softphone.tell('call', `sip:+442079460186@${REALM}`);
    expect(await softphone.waitFor(/^(live|failed)/)).toContain('486');
  });

  it.each([
    ['after its time', () => minted('carol', inSeconds(-1))],
    ['made with another secret', () => minted('carol', inSeconds(60), `${SECRET}x`)],
    ['of another agent', () => ({ ...minted('alice', inSeconds(60)), user: `${inSeconds(60)}:carol` })],
  ])('does not, %s', async (_, make) => {
    expect((await register('carol', make())).status).toBe(401);
  });

  it('is nobody else’s', async () => {
    expect((await register('alice', minted('carol', inSeconds(60)))).status).toBe(403);
  });
});

describe('without a password', () => {
  it('nothing gets to a provider: neither a call, nor a request that claims to be within one', async () => {
    const browser = await open();
    const uri = `sip:+442079460018@127.0.1.1:${carrier.port}`;
    const inDialog = request({
      method: 'INVITE',
      uri,
      from: `sip:alice@${REALM}`,
      to: `${uri}>;tag=made-up;x=<`,
    });
    const lines = inDialog.map((line) => (line.startsWith('To:') ? `To: <${uri}>;tag=made-up` : line));
    const routes = [
      `<sip:127.0.0.1:${gateway.settings.ports.sipUdp};lr;mark=x>`,
      `<sip:127.0.0.1:${gateway.settings.ports.ws};transport=ws;lr>`,
    ];
    for (const route of routes) expect((await browser.ask([...lines, `Route: ${route}`])).status).toBe(481);
    const call = request({ method: 'INVITE', uri: `sip:+442079460018@${REALM}`, from: `sip:alice@${REALM}` });
    expect((await browser.ask([...call, `Route: <sip:127.0.1.1:${carrier.port};lr>`])).status).toBe(407);
    expect(carrier.seen('INVITE').filter(({ uri: seen }) => seen?.includes('0018'))).toEqual([]);
  });

  it('media is DTLS-SRTP or there is no call', async () => {
    const { user, password } = gateway.account('alice');
    const browser = await open();
    const uri = `sip:+442079460018@${REALM}`;
    const call = { method: 'INVITE', uri, from: `sip:alice@${REALM}`, to: uri };
    const challenge = await browser.ask(request(call));
    const signed = credentials(challenge, { user, password, method: 'INVITE', uri });
    const sdp =
      'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n';
    const lines = [...request({ ...call, cseq: 2 }), signed, 'Content-Type: application/sdp'];
    expect((await browser.ask(lines, sdp)).status).toBe(488);
  });
});
