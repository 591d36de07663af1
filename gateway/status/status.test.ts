/** A gateway's state from its daemons' replies, as lines and as metrics. The replies are those of Kamailio 5.6 and rtpengine 10.5. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeProvider, startFakeProvider } from '../check/fakeProvider/fakeProvider.ts';
import { LOGIN, PROVIDER } from '../check/rig.ts';
import { parseSettings } from '../config/parseSettings.ts';
import type { Status } from './facts.ts';
import { gatherStatus } from './gather.ts';
import { linesOf } from './lines.ts';
import { metricsOf } from './metrics.ts';
import { agentsOf, callIdsOf, callsOf, qualityOf, registrationsOf, webSocketsOf } from './replies.ts';

const DIALOG = {
  'call-id': '95c4824d0305f63c',
  state: 4,
  duration: 65,
  profiles: [{ trunk: 'acme' }],
  variables: [{ cseq_diff: '1' }, { provider: 'acme' }, { agent: 'alice' }],
};
const AVERAGE = { MOS: 43, 'round-trip time': 12_000, jitter: 3, 'packet loss': 1, samples: 4 };
const QUERY = {
  SSRC: {
    '1': { 'average MOS': AVERAGE },
    '2': { 'average MOS': { ...AVERAGE, MOS: 31, jitter: 40 } },
    '3': {},
  },
  totals: { RTP: { packets: 5000, bytes: 860_000, errors: 2 }, RTCP: { packets: 10, bytes: 800, errors: 0 } },
  result: 'ok',
};

describe('the daemons’ replies', () => {
  it('name the agents that are registered, each once', () => {
    const info = (name: string) => ({
      Info: { AoR: name, HashID: 1, Contacts: [{ Contact: { Address: 'sip:x' } }] },
    });
    const dump = [
      { Domains: { Domain: { Domain: 'location', AoRs: [info('bob'), info('alice'), info('bob')] } } },
    ];
    expect(agentsOf(dump)).toEqual(['alice', 'bob']);
    expect(agentsOf([{ Domains: { Domain: { AoRs: {} } } }])).toEqual([]);
  });

  it('tell of each call whose it is and how long it is up', () => {
    const ringing = { ...DIALOG, 'call-id': 'r', state: 2, duration: 9, variables: [] };
    const over = { ...DIALOG, 'call-id': 'o', state: 5 };
    expect(callsOf([DIALOG, ringing, over])).toEqual([
      { callId: '95c4824d0305f63c', agent: 'alice', provider: 'acme', isAnswered: true, durationS: 65 },
      { callId: 'r', agent: null, provider: null, isAnswered: false, durationS: 0 },
    ]);
  });

  it('tell where we are registered: online, not merely trying', () => {
    const at = (name: string, flags: number) => ({ l_uuid: name, flags });
    expect([...registrationsOf([at('acme', 4), at('beta', 2), at('gamma', 20)])]).toEqual(['acme', 'gamma']);
  });

  it('count WebSockets of SIP', () => {
    const lines = ['websocket:ws_current_connections = 9', 'websocket:ws_sip_current_connections = 3'];
    expect(webSocketsOf(lines)).toBe(3);
    expect(webSocketsOf([])).toBe(0);
  });

  it('give a call’s quality as its worse side has it', () => {
    expect(qualityOf(QUERY)).toEqual({
      packets: 5000,
      errors: 2,
      worst: { mos: 3.1, jitterMs: 40, lossPercent: 1 },
    });
    expect(qualityOf({ result: 'ok', SSRC: {} })).toEqual({ packets: 0, errors: 0, worst: null });
    expect(callIdsOf({ calls: ['a', 3, 'b'] })).toEqual(['a', 'b']);
  });

  it.each([[[]], [['text', 7]], [[{ 'call-id': '', state: 'x' }]], [[{ AoR: [], l_uuid: {} }]]])(
    'that are not as expected are nothing: %j',
    (reply) => {
      expect([agentsOf(reply), callsOf(reply), [...registrationsOf(reply)], webSocketsOf(reply)]).toEqual([
        [],
        [],
        [],
        0,
      ]);
    },
  );
});

const STATUS: Status = {
  kamailio: { uptimeS: 7_325, agents: ['alice'], webSockets: 2, calls: callsOf([DIALOG]) },
  rtpengine: { quality: new Map([['95c4824d0305f63c', qualityOf(QUERY)]]) },
  providers: [
    { name: 'acme', isRegistered: false, answer: { status: 200, ms: 12 } },
    { name: 'beta', isRegistered: null, answer: null },
  ],
};

describe('a status', () => {
  it('is a line a thing', () => {
    expect(linesOf(STATUS)).toEqual([
      'kamailio   up 2:02:05, 2 WebSockets, 1 agent registered: alice',
      'rtpengine  up, 1 call',
      'provider   acme answers 200 in 12 ms, NOT registered',
      'provider   beta does not answer: `check beta` says why',
      'call       alice over acme, 01:05, 5000 packets, 2 of no use, MOS 3.1, jitter 40 ms, loss 1 % (95c4824d0305f63c)',
    ]);
  });

  it('is metrics, each explained once', () => {
    const text = metricsOf(STATUS);
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'offhook_gateway_up{daemon="kamailio"} 1',
        'offhook_gateway_provider_up{provider="beta"} 0',
        'offhook_gateway_provider_answer_seconds{provider="acme"} 0.012',
        'offhook_gateway_provider_registered{provider="acme"} 0',
        'offhook_gateway_agents 1',
        'offhook_gateway_calls{provider="acme"} 1',
        'offhook_gateway_calls{provider=""} 0',
        'offhook_gateway_media_mos_lowest 3.1',
        'offhook_gateway_media_jitter_highest_seconds 0.04',
      ]),
    );
    const families = text.match(/^# TYPE \S+/gm) ?? [];
    expect(new Set(families).size).toBe(families.length);
    expect(text).not.toContain('alice');
    expect(text.endsWith('\n')).toBe(true);
    expect(text).not.toMatch(/NaN|Infinity|null|undefined/);
  });

  it('without a call has no figure that nobody measured', () => {
    const silent = metricsOf({ ...STATUS, rtpengine: { quality: new Map() } });
    expect(silent).not.toContain('media_mos');
    expect(silent).toContain('offhook_gateway_media_packets 0');
  });
});

describe('gathering', () => {
  let fake: FakeProvider;
  beforeAll(async () => {
    fake = await startFakeProvider({ transport: 'udp', login: LOGIN });
  });
  afterAll(() => fake.close());

  it('says of daemons that do not run that they do not, and still asks the providers', async () => {
    const settings = parseSettings({
      GATEWAY_PUBLIC_ADDRESS: '127.0.0.1',
      GATEWAY_REALM: 'gateway.offhook.test',
      GATEWAY_ALLOWED_ORIGINS: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      GATEWAY_CERTIFICATE_FILE: 'certificate.pem',
      GATEWAY_KEY_FILE: 'key.pem',
      GATEWAY_STATE_FOLDER: 'nowhere',
      GATEWAY_RTPENGINE_PORT: '9',
    });
    if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
    const resolver = { addresses: async () => ['127.0.0.1'], srv: async () => [], naptr: async () => [] };
    const there = { ...PROVIDER, port: fake.port };
    const status = await gatherStatus(
      settings.value,
      [there, { ...there, name: 'beta', mode: 'register' }],
      resolver,
    );
    expect(status).toMatchObject({
      kamailio: null,
      rtpengine: null,
      providers: [
        { name: 'acme', isRegistered: null, answer: { status: 200 } },
        { name: 'beta', isRegistered: false, answer: { status: 200 } },
      ],
    });
    expect(linesOf(status).slice(0, 2).join()).toMatch(
      /kamailio {3}does not answer.*rtpengine {2}does not answer/,
    );
    expect(fake.methods()).toEqual(['OPTIONS', 'OPTIONS']);
  });
});
