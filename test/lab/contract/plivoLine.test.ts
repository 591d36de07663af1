/** The Plivo phone's line when the network or a token fails: the real SDK in Chromium, real sockets. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signToken } from '../../../server/fakePlivo/token.ts';
import type { PlivoCredentials } from '../../../src/accounts/credentials.ts';
import type { PlivoLab } from '../plivoLab.ts';
import { freePort, until } from '../process.ts';
import { openDesk, openPlivoGround, type PlivoDesk, type PlivoGround } from './plivoRig.ts';
import { openUnsteadyServer, type UnsteadyServer } from './unsteadyServer.ts';

let ground: PlivoGround;
let plivo: PlivoLab;
let server: UnsteadyServer;
let desk: PlivoDesk;

beforeAll(async () => {
  ground = await openPlivoGround();
  plivo = ground.plivo;
});
afterAll(() => ground?.close());
beforeEach(async () => {
  server = await openUnsteadyServer(plivo.lab.wsUrl);
});
afterEach(async () => {
  await desk?.close();
  await server.close();
  plivo.fake.faults.clockAheadMs = 0;
  await plivo.lab.baresip.hangUp();
});

async function signIn() {
  desk = await openDesk(ground, { credentials: { servers: [server.wsUrl] } });
  await desk.connect();
}

/** Credentials with a token that lives so long. */
async function shortLived(seconds: number): Promise<PlivoCredentials> {
  const now = Math.floor(Date.now() / 1000);
  const per = { voice: { incoming_allow: true, outgoing_allow: true } };
  const credentials = await plivo.token();
  const [sub = ''] = credentials.username.split('_');
  const claims = { iss: plivo.fake.authId, sub, nbf: now, exp: now + seconds, per };
  return { ...credentials, token: signToken(claims, plivo.fake.tokenSecret), expiresAt: claims.exp * 1000 };
}

describe('signing in', () => {
  it('ends as server unreachable when no socket opens, and asks for a fresh document', async () => {
    const servers = [`ws://127.0.0.1:${await freePort()}`];
    desk = await openDesk(ground, { credentials: { servers } });
    await desk.agent.evaluate((a) => a.phone.connect());
    expect(await desk.lineEvent('lineFailed')).toMatchObject({ failure: { code: 'server-unreachable' } });
    expect(await desk.freshNeeded()).toBe(1);
  });

  it('begins with a fresh token when the one at hand is over', async () => {
    desk = await openDesk(ground, { credentials: await shortLived(-10) });
    await desk.connect();
    expect((await desk.reported()).map(({ type }) => type)).toEqual(['lineConnecting', 'lineReady']);
  });

  it('is refused in a document that has held the SDK', async () => {
    await signIn();
    const credentials = await plivo.token();
    const second = desk.page.evaluate((given) => globalThis.plivoPage.openAgent(given), credentials);
    await expect(second).rejects.toThrow('FreshDocumentNeeded');
  });
});

describe('a token', () => {
  it('is renewed during a call without touching it, and the next call carries the new one', async () => {
    let renewals = 0;
    // The SDK asks 60 s before the end, which is 2 s from now; the phone is told to hurry as well.
    const first = await shortLived(62);
    desk = await openDesk(ground, {
      credentials: { ...first, expiresAt: Date.now() + 3_000 },
      renew: async () => {
        renewals += 1;
        return plivo.token();
      },
    });
    await desk.connect();
    const callId = await desk.live();
    await until('the token is renewed', () => renewals > 0);
    plivo.fake.faults.clockAheadMs = 120_000; // the first one is over
    const types = (await desk.reported()).map(({ type }) => type);
    expect(types).toEqual(['lineConnecting', 'lineReady', 'callRinging', 'callAnswered']);
    await desk.hangUp(callId);
    await desk.live();
    expect(renewals).toBe(1);
  });
});

describe('a server that goes away', () => {
  it('for a moment is found again, and the call goes on', async () => {
    await signIn();
    const callId = await desk.live();
    const before = (await desk.reported()).length;
    server.dropSockets();
    await desk.lineEvent('lineConnecting', before);
    await desk.lineEvent('lineReady', before);
    expect((await desk.reported()).some(({ type }) => type === 'callEnded')).toBe(false);
    await desk.hangUp(callId);
    await until('no call is up', () => plivo.lab.baresip.calls().length === 0);
  });

  it('learns of a hang-up that was said meanwhile as soon as it is back', async () => {
    await signIn();
    const callId = await desk.live();
    const before = (await desk.reported()).length;
    server.vanish();
    await desk.lineEvent('lineConnecting', before);
    await desk.hangUp(callId);
    expect(plivo.lab.baresip.calls()).toHaveLength(1);
    server.return();
    await until('no call is up', () => plivo.lab.baresip.calls().length === 0);
  });

  it('without a word still learns of a hang-up that was said into the silence', async () => {
    await signIn();
    const callId = await desk.live();
    server.fallSilent();
    await desk.hangUp(callId);
    expect(plivo.lab.baresip.calls()).toHaveLength(1);
    // The SDK asks every 4 s whether its server is there, and waits 2 s for the answer.
    await until('no call is up', () => plivo.lab.baresip.calls().length === 0, 20_000);
  });

  it('for good is named, and a fresh document is asked for once', async () => {
    await signIn();
    server.vanish();
    await desk.lineEvent('lineConnecting', 2);
    expect(await desk.lineEvent('lineFailed')).toMatchObject({ failure: { code: 'server-unreachable' } });
    expect(await desk.freshNeeded()).toBe(1);
  });

  it('for good during a call leaves the call alone: the fresh document has to wait for its end', async () => {
    await signIn();
    const callId = await desk.live();
    server.vanish();
    await desk.lineEvent('lineFailed');
    expect((await desk.reported()).some(({ type }) => type === 'callEnded')).toBe(false);
    expect(await desk.freshNeeded()).toBe(0);
    await desk.hangUp(callId);
    await until('a fresh document is asked for', async () => (await desk.freshNeeded()) === 1);
  });
});
