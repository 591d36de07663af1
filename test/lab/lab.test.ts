// The lab itself: what other tests stand on. A bare JsSIP phone in Chromium, no product in between.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FAR_TONE_HZ } from './baresip.ts';
import { type Lab, startLab } from './lab.ts';
import { until } from './process.ts';
import { AGENT_TONE_HZ, openSoftphones, type SoftphonePage } from './softphonePage.ts';
import { cut, readWav, toneLevel } from './tone.ts';

const CLEAR_DB = -3; // half of everything heard is the tone; G.711 and a jitter buffer take far less

let lab: Lab;
let softphones: Awaited<ReturnType<typeof openSoftphones>>;
let softphone: SoftphonePage;

beforeAll(async () => {
  lab = await startLab();
  softphones = await openSoftphones(lab.trustArgument);
});
afterAll(async () => {
  await softphones?.close();
  await lab?.stop();
});
beforeEach(async () => {
  softphone = await softphones.open();
});
afterEach(async () => {
  await lab.baresip.hangUp();
  await softphone.close();
});

const account = (url = lab.wsUrl) => {
  const { domain, user, password } = lab;
  return { url, domain, user, password };
};
const register = async (url?: string) => {
  await softphone.tell('register', account(url));
  await softphone.waitFor(/^registered/);
};
const call = (number: string) => softphone.tell('call', `sip:${number}@${lab.domain}`);
const heardByFar = () => cut(readWav(lab.recordings().at(-1) ?? ''), 0.5);
const decibels = (level: number) => level.toFixed(1).replace('-', '−');

describe('registration', () => {
  it('accepts the agent over a plain WebSocket', () => register(lab.wsUrl));

  it('accepts the agent over TLS', () => register(lab.wssUrl));

  it('refuses a wrong password', async () => {
    await softphone.tell('register', { ...account(), password: 'wrong' });
    expect(await softphone.waitFor(/^(registered|refused)/)).toBe('refused 401');
  });
});

describe('a call', () => {
  beforeEach(() => register());

  it('carries sound both ways', async () => {
    await call('+442079460018');
    await softphone.waitFor(/^live/);
    const farToAgent = async () => toneLevel(await softphone.hear(), FAR_TONE_HZ);
    await until('the agent hears the far side', async () => (await farToAgent()) > CLEAR_DB);
    await until('the far side heard the agent', () => toneLevel(heardByFar(), AGENT_TONE_HZ) > CLEAR_DB);
    const [toFar, toAgent] = [toneLevel(heardByFar(), AGENT_TONE_HZ), await farToAgent()];
    await softphone.tell('hangUp');
    await until('the far side is idle', () => lab.baresip.calls().length === 0);
    process.stdout.write(
      `audio agent→far ${AGENT_TONE_HZ} Hz: ${decibels(toFar)} dB of total; far→agent ${FAR_TONE_HZ} Hz: ${decibels(toAgent)} dB of total\n`,
    );
    expect(toFar).toBeGreaterThan(CLEAR_DB);
    expect(toAgent).toBeGreaterThan(CLEAR_DB);
  });

  it.each([
    ['486', '+442079460186'],
    ['404', '+442079460104'],
    ['603', '+442079460103'],
    ['503', '+442079460150'],
  ])('is answered with %s at %s', async (status, number) => {
    await call(number);
    expect(await softphone.waitFor(/^(live|failed)/)).toContain(`failed ${status}`);
  });

  it('rings at a number ending in 0180 until the agent gives up', async () => {
    await call('+442079460180');
    await softphone.waitFor(/^ringing/);
    await until('the far side rings', () => lab.baresip.calls()[0]?.state === 'ringing');
    await softphone.tell('hangUp');
    await softphone.waitFor(/^failed .*Canceled/);
    await until('the far side stopped ringing', () => lab.baresip.calls().length === 0);
  });

  it('ends when the far side hangs up', async () => {
    await call('+442079460018');
    await softphone.waitFor(/^live/);
    await lab.baresip.hangUp();
    await softphone.waitFor(/^ended remote/);
  });

  it('comes in from the carrier and is answered', async () => {
    await lab.baresip.dial(lab.agentUri);
    await softphone.waitFor(/^incoming/);
    await softphone.tell('answer');
    await softphone.waitFor(/^live/);
    await until(
      'the agent hears the far side',
      async () => toneLevel(await softphone.hear(), FAR_TONE_HZ) > CLEAR_DB,
    );
    await softphone.tell('hangUp');
    await until('the far side is idle', () => lab.baresip.calls().length === 0);
  });
});

describe('trouble', () => {
  it('is survived: a gateway that dies and comes back is registered at again', async () => {
    await register();
    await lab.kamailio.kill();
    await softphone.waitFor(/^disconnected/);
    expect(lab.kamailio.pid()).toBe(0);
    const before = await softphone.now();
    await lab.kamailio.restart();
    await softphone.waitFor(/^registered/, before);
  });

  it('of one lab is not that of another: two run side by side', async () => {
    const other = await startLab();
    expect(other.wsUrl).not.toBe(lab.wsUrl);
    await other.stop();
    expect([other.kamailio.pid(), other.rtpengine.pid(), other.baresip.pid()]).toEqual([0, 0, 0]);
  });
});
