/** Plivo in Firefox: the real SDK in the host's frame, a borrowed microphone, our server, and a telephone far away. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, openAgent } from '../e2e/firefox/agent.ts';
import { agentHears } from '../e2e/firefox/hearing.ts';
import { click } from '../e2e/firefox/marks.ts';
import { FAR_TONE_HZ } from './baresip.ts';
import { type PlivoLab, startPlivoLab } from './plivoLab.ts';
import { until } from './process.ts';
import { cut, readWav, toneLevel } from './tone.ts';

const AGENT_HZ = 440;
const CLEAR_DB = -3; // half of everything heard is the tone; G.711 and a jitter buffer take far less
const ON_THE_PAGE = '(415) 555-0142';

let rig: PlivoLab;
let agent: Agent;
let popup: Page;
let website: Server;

beforeAll(async () => {
  // Firefox's extension has another origin in each profile: only a host permission lets it ask our server.
  rig = await startPlivoLab();
  agent = await openAgent({ microphoneHz: AGENT_HZ });
  popup = await agent.open('popup.html');
  website = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Record</title><p>Karin Lindqvist, ${ON_THE_PAGE}</p>`);
  });
  await new Promise<void>((listening) => website.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  await agent?.close();
  await rig?.close();
  website?.close();
});

const farHears = () => {
  const heard = readWav(rig.lab.recordings().at(-1) ?? '');
  const seconds = heard.samples.length / heard.sampleRate;
  return seconds > 2 ? toneLevel(cut(heard, seconds - 1), AGENT_HZ) : -120;
};

describe('an agent at Plivo, in Firefox', () => {
  it('signs in with an access key', async () => {
    const account = { kind: 'plivo', server: rig.server, accessKey: rig.accessKey };
    await agent.ask(popup, { type: 'signIn', account, remember: false });
    const { line } = await agent.until(popup, 'a ready line', ({ line }) => line.status === 'ready');
    expect(line).toMatchObject({ identity: `+${rig.fake.number}` });
  });

  it('clicks a number and is put through to it; both hear each other', async () => {
    const origin = `http://127.0.0.1:${(website.address() as AddressInfo).port}`;
    await agent.ask(popup, { type: 'setSite', origin, enabled: true, country: 'US' });
    const crm = await agent.browser.newPage();
    await crm.goto(origin);
    await click(crm, ON_THE_PAGE);
    const { raised } = await agent.until(popup, 'a raised number', (state) => state.raised !== null);
    const command = { type: 'dial', callId: raised?.callId, remote: raised?.remote };
    await agent.ask(popup, { type: 'command', command });
    await agent.until(popup, 'a live call', ({ calls }) => calls.at(-1)?.status === 'live');
    await until('the agent hears the far side', async () => {
      const heard = await agentHears(popup);
      return heard !== null && Math.abs(heard.hz - FAR_TONE_HZ) < 15;
    });
    await until('the far side hears the agent', () => farHears() > CLEAR_DB);
  });
});
