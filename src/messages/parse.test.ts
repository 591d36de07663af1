// Nothing from outside is believed: one good message of each kind, and what a single changed thing makes of it.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { newCallId } from '../call/callId.ts';
import { initialState, NO_CAPABILITIES } from '../call/state.ts';
import {
  account,
  callId,
  credentials,
  HOST_REQUESTS,
  plivoAccount,
  plivoCredentials,
  REQUESTS,
  raised,
  remote,
} from './examples.ts';
import { parseAnnouncement, parseHostRequest, parseSwitchboardRequest } from './parse.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is no failure

const state = {
  ...initialState('host-1'),
  rev: 7,
  line: { status: 'ready', identity: 'ada@sip.example' },
  lines: [
    {
      accountId: 'a-1',
      label: 'Ada',
      line: { status: 'ready', identity: 'ada@sip.example' },
      capabilities: NO_CAPABILITIES,
    },
  ],
  calls: [
    {
      id: callId,
      direction: 'outgoing',
      remote,
      status: 'ended',
      muted: false,
      accountId: 'a-1',
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

const OPTIONAL = ['callIds', 'country', 'oneClick', 'accountId', 'api'];

describe('a message is nothing', () => {
  test.each(REQUESTS.map((request) => [label(request), request]))(
    'with one key too many: %s',
    (_, request) => {
      expect(parseSwitchboardRequest({ ...request, also: 1 })).toBeNull();
    },
  );

  test('with one key missing', () => {
    for (const request of REQUESTS) {
      for (const key of Object.keys(request).filter((name) => !OPTIONAL.includes(name))) {
        const rest = Object.fromEntries(Object.entries(request).filter(([name]) => name !== key));
        expect(parseSwitchboardRequest(rest)).toBeNull();
      }
    }
  });

  const dial = (change: object) => ({
    type: 'command',
    command: { type: 'dial', callId, remote, ...change },
  });
  const recycle = (opened: object) => ({
    type: 'recycleHost',
    accounts: [{ accountId: 'a-1', label: 'Ada', credentials: opened }],
  });
  const signIn = (change: object) => ({ type: 'signIn', account: { ...account, ...change }, remember: true });
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
      { type: 'raiseFromPage', raised: { ...raised, remote: { ...remote, e164: null } }, atOnce: false },
    ],
    [
      'a country in words',
      { type: 'raiseFromPage', raised: { ...raised, country: 'Sweden' }, atOnce: false },
    ],
    [
      'a page that says when to dial',
      { type: 'raiseFromPage', raised: { ...raised, dialsAt: 1 }, atOnce: true },
    ],
    [
      'a page that says where it is',
      { type: 'raiseFromPage', raised: { ...raised, site: 'https://crm.example' }, atOnce: true },
    ],
    ['a reason of two letters', dial({ override: 'ok' })],
    ['a reason without a word', dial({ override: '... !' })],
    ['a reason that nobody can see', dial({ override: '\u2800\u2800\u2800\u3164\u200b' })],
    ['a header that begins another', signIn({ headers: ['X-Team: sales\r\nX-Evil: 1'] })],
    ['a header without a name', signIn({ headers: [': sales'] })],
    ['a setting that does not exist', { type: 'changeSettings', change: { nonsense: true } }],
    ['a hash that is a number', { type: 'importDoNotCall', numbers: ['0123456789abcdef'] }],
    ['an unknown reason', { type: 'raiseFromPage', raised: { ...raised, why: 'guess' }, atOnce: false }],
    ['too many digits', { type: 'command', command: { type: 'sendDigits', callId, digits: '1'.repeat(65) } }],
    ['no digits', { type: 'command', command: { type: 'sendDigits', callId, digits: '' } }],
    ['an unknown command', { type: 'command', command: { type: 'format', callId } }],
    [
      'an endless password',
      { type: 'signIn', account: { ...account, password: 'x'.repeat(257) }, remember: true },
    ],
    ['an account of no kind', { type: 'signIn', account: { ...account, kind: 'h323' }, remember: true }],
    ['half a token', recycle({ ...plivoAccount, token: 'aa.bb.cc' })],
    ['a token that the SDK would drop', recycle({ ...plivoCredentials, token: 'x'.repeat(501) })],
    ['a renewal of what needs none', { type: 'renewCredentials', accountId: 'a-1', account: credentials }],
    [
      'an endless bearer',
      {
        type: 'renewCredentials',
        accountId: 'a-1',
        account: { ...plivoAccount, bearer: 'x'.repeat(20_000) },
      },
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

test('a text that will be shown arrives clean', () => {
  const request = { type: 'raiseFromPage', raised: { ...raised, text: '\u202e8100\u202c' }, atOnce: false };
  expect(parseSwitchboardRequest(request)).toMatchObject({ raised: { text: '8100' } });
});

function label(request: { type: string; command?: { type: string } }): string {
  return request.command ? `${request.type} ${request.command.type}` : request.type;
}
