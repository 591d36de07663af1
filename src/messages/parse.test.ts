// Nothing from outside is believed: one good message of each kind, and what a single changed thing makes of it.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { newCallId } from '../call/callId.ts';
import { initialState } from '../call/state.ts';
import { parseAnnouncement, parseHostRequest, parseSwitchboardRequest } from './parse.ts';
import { cleanText } from './text.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is no failure

const callId = newCallId();
const remote = { e164: '+442079460018', display: '020 7946 0018', name: 'Ada Fielding' };
const raised = { callId, remote, text: '020 7946 0018', country: 'GB', why: 'site' };
const account = {
  kind: 'sip',
  server: 'wss://sip.example',
  user: 'ada',
  password: 'open sesame',
  domain: 'sip.example',
};
const credentials = {
  kind: 'sip',
  servers: ['wss://sip.example'],
  user: 'ada',
  domain: 'sip.example',
  password: 'open sesame',
  iceServers: [{ urls: ['stun:127.0.0.1:3478'] }],
};

const plivoAccount = {
  kind: 'plivo',
  server: 'https://calls.example',
  bearer: 'ofh_key-of-ada',
  oidc: { issuer: 'https://id.example', clientId: 'offhook', scope: 'openid', bearerExpiresAt: 1 },
};
const plivoCredentials = {
  ...plivoAccount,
  token: 'aa.bb.cc',
  username: 'ada_MAEXAMPLE',
  plivoNumber: '14155550100',
  expiresAt: 1,
  servers: ['ws://127.0.0.1:8090'],
};

const COMMANDS = [
  { type: 'raise', raised },
  { type: 'dismissRaised' },
  { type: 'dial', callId, remote },
  { type: 'dial', callId, remote: { e164: null, display: 'desk', extension: '12#' } },
  { type: 'answer', callId },
  { type: 'hangUp', callId },
  { type: 'hold', callId },
  { type: 'resume', callId },
  { type: 'setMuted', callId, muted: true },
  { type: 'sendDigits', callId, digits: '1,2#*A' },
  { type: 'dismissCall', callId },
  { type: 'reconnect' },
  { type: 'checkMicrophone' },
];
const REQUESTS = [
  ...COMMANDS.map((command) => ({ type: 'command', command })),
  { type: 'raiseFromPage', raised },
  { type: 'getPageSettings' },
  { type: 'readFrame' },
  { type: 'correctCountry', record: '/contacts/7', country: 'SE' },
  { type: 'chooseDialler', dialler: 'page' },
  { type: 'getState' },
  { type: 'getRecentCalls', limit: 20 },
  { type: 'signIn', account, remember: false },
  { type: 'signIn', account: { kind: 'plivo', server: 'https://calls.example' }, remember: true },
  {
    type: 'signIn',
    account: { kind: 'plivo', server: 'https://calls.example', accessKey: 'ofh_key-of-ada' },
    remember: false,
  },
  { type: 'getSignInOffer', server: 'https://calls.example' },
  { type: 'signOut' },
  ...['getAccount', 'checkPlivo'].map((type) => ({ type })),
  { type: 'getSite', origin: 'https://crm.example' },
  { type: 'setSite', origin: 'http://127.0.0.1:8080', enabled: true },
  { type: 'setSite', origin: 'https://crm.example', enabled: false, country: 'SE' },
  { type: 'hostStarted', hostId: 'host-1' },
  { type: 'renewCredentials', account: plivoAccount },
  { type: 'recycleHost', credentials: plivoCredentials },
  { type: 'recycleHost', credentials: plivoAccount },
];
const HOST_REQUESTS = [
  ...COMMANDS.map((command) => ({ type: 'command', command })),
  { type: 'getState' },
  { type: 'getRecentCalls', limit: 20 },
  { type: 'openPhone', credentials },
  { type: 'openPhone', credentials: { kind: 'fake', identity: 'Demo' } },
  { type: 'openPhone', credentials: plivoAccount },
  { type: 'openPhone', credentials: plivoCredentials },
  ...['closePhone', 'getOpenAccount'].map((type) => ({ type })),
];
const state = {
  ...initialState('host-1'),
  rev: 7,
  line: { status: 'ready', identity: 'ada@sip.example' },
  calls: [
    {
      id: callId,
      direction: 'outgoing',
      remote,
      status: 'ended',
      muted: false,
      startedAt: 1,
      answeredAt: 2,
      endedAt: 3,
      endedBy: 'remote',
      failure: { code: 'media-failed', detail: 'SIP 488' },
    },
  ],
  raised: { ...raised, callId: newCallId(), raisedAt: 4 },
};

describe('a good message comes through unchanged', () => {
  test.each(REQUESTS.map((request) => [label(request), request]))('switchboard: %s', (_, request) => {
    expect(parseSwitchboardRequest(request)).toEqual(request);
  });
  test.each(HOST_REQUESTS.map((request) => [label(request), request]))('host: %s', (_, request) => {
    expect(parseHostRequest(request)).toEqual(request);
  });
  test('snapshot', () => {
    const snapshot = { type: 'snapshot', state };
    expect(parseAnnouncement(snapshot)).toEqual(snapshot);
  });
});

describe('a message is nothing', () => {
  test.each(REQUESTS.map((request) => [label(request), request]))(
    'with one key too many: %s',
    (_, request) => {
      expect(parseSwitchboardRequest({ ...request, also: 1 })).toBeNull();
    },
  );

  test('with one key missing', () => {
    for (const request of REQUESTS) {
      for (const key of Object.keys(request).filter((name) => name !== 'country')) {
        const rest = Object.fromEntries(Object.entries(request).filter(([name]) => name !== key));
        expect(parseSwitchboardRequest(rest)).toBeNull();
      }
    }
  });

  const dial = (change: object) => ({
    type: 'command',
    command: { type: 'dial', callId, remote, ...change },
  });
  test.each<[string, unknown]>([
    ['a number without a plus', dial({ remote: { ...remote, e164: '442079460018' } })],
    ['a number with a letter', dial({ remote: { ...remote, e164: '+44207946001x' } })],
    ['a number of 16 digits', dial({ remote: { ...remote, e164: '+4420794600180000' } })],
    ['a number that is none', dial({ remote: { ...remote, e164: 'sip:evil@example' } })],
    ['a call id that is none', dial({ callId: 'call-1' })],
    ['an endless text', dial({ remote: { ...remote, display: 'x'.repeat(2_001) } })],
    ['an extension with letters', dial({ remote: { ...remote, extension: 'abc' } })],
    [
      'raising without a number',
      { type: 'raiseFromPage', raised: { ...raised, remote: { ...remote, e164: null } } },
    ],
    ['a country in words', { type: 'raiseFromPage', raised: { ...raised, country: 'Sweden' } }],
    ['an unknown reason', { type: 'raiseFromPage', raised: { ...raised, why: 'guess' } }],
    ['too many digits', { type: 'command', command: { type: 'sendDigits', callId, digits: '1'.repeat(65) } }],
    ['no digits', { type: 'command', command: { type: 'sendDigits', callId, digits: '' } }],
    ['an unknown command', { type: 'command', command: { type: 'format', callId } }],
    [
      'an endless password',
      { type: 'signIn', account: { ...account, password: 'x'.repeat(257) }, remember: true },
    ],
    ['an account of no kind', { type: 'signIn', account: { ...account, kind: 'h323' }, remember: true }],
    ['half a token', { type: 'recycleHost', credentials: { ...plivoAccount, token: 'aa.bb.cc' } }],
    [
      'a token that the SDK would drop',
      { type: 'recycleHost', credentials: { ...plivoCredentials, token: 'x'.repeat(501) } },
    ],
    ['a renewal of what needs none', { type: 'renewCredentials', account: credentials }],
    [
      'an endless bearer',
      { type: 'renewCredentials', account: { ...plivoAccount, bearer: 'x'.repeat(20_000) } },
    ],
    ['a limit of nothing', { type: 'getRecentCalls', limit: 0 }],
    ['a limit of everything', { type: 'getRecentCalls', limit: 1e9 }],
    ['an origin with a path', { type: 'getSite', origin: 'https://crm.example/x' }],
    ['an origin of another scheme', { type: 'getSite', origin: 'file://' }],
    ['an origin that is a pattern', { type: 'setSite', origin: 'https://*', enabled: true }],
    ['an origin with a user', { type: 'setSite', origin: 'https://a@crm.example', enabled: true }],
    ['an unknown type', { type: 'nonsense' }],
  ])('with %s', (_, message) => {
    expect(parseSwitchboardRequest(message)).toBeNull();
    expect(parseHostRequest(message)).toBeNull();
  });

  test('when the snapshot has a state of nobody', () => {
    expect(parseAnnouncement({ type: 'snapshot', state: { ...state, rev: -1 } })).toBeNull();
    expect(parseAnnouncement({ type: 'snapshot', state: { ...state, line: { status: 'fine' } } })).toBeNull();
    expect(parseAnnouncement({ type: 'snapshot', state: { ...state, password: 'x' } })).toBeNull();
  });

  test('whatever else it may be: no throw, no message', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parseSwitchboardRequest(value)).toBeNull();
        expect(parseHostRequest(value)).toBeNull();
        expect(parseAnnouncement(value)).toBeNull();
      }),
    );
  });
});

describe('a text that will be shown', () => {
  test('loses what deceives the eye', () => {
    expect(cleanText('Ada\u202e Fielding\u200b\u0000')).toBe('Ada Fielding');
    expect(cleanText('\u2067+1 415\u2069 555\u00ad 0100\ufeff')).toBe('+1 415 555 0100');
    expect(cleanText('one\n two\tthree')).toBe('one two three');
    expect(cleanText('a\u{e0041}b\u3164c\ud800')).toBe('abc');
  });

  test('keeps the writing of people', () => {
    for (const name of ['Åsa Öberg', '山田太郎', 'محمد', 'O’Brien', 'नमस्ते', '😀']) {
      expect(cleanText(name)).toBe(name);
    }
  });

  test('is cut to a line, between characters', () => {
    expect(cleanText('😀'.repeat(500))).toBe('😀'.repeat(120));
  });

  test('arrives clean in a command', () => {
    const request = { type: 'raiseFromPage', raised: { ...raised, text: '\u202e8100\u202c' } };
    expect(parseSwitchboardRequest(request)).toMatchObject({ raised: { text: '8100' } });
  });

  test('is clean and short whatever it was, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
        expect(Array.from(clean).length).toBeLessThanOrEqual(120);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});

function label(request: { type: string; command?: { type: string } }): string {
  return request.command ? `${request.type} ${request.command.type}` : request.type;
}
