/** The situations in which the doctor is looked at: each changes one thing of a set-up that is sound. */
import type { CheckName, CheckReply } from '../../../../src/accounts/tokenContract.ts';
import type { Microphone } from '../../../../src/call/state.ts';
import type { LineCheck, SwitchboardRequest } from '../../../../src/messages/protocol.ts';
import type { FakeAnswers } from '../../../../src/ui/fakeWire.ts';
import { ANNA, AT_PLIVO, READY } from '../../../../src/ui/goodDay.ts';

export type CheckSituation = {
  readonly answers: FakeAnswers;
  readonly microphone: Microphone;
  /** The request whose answer does not come. */
  readonly waits?: SwitchboardRequest['type'];
};

const NAMES: readonly CheckName[] = [
  'database',
  'token api',
  'token shape',
  'clock',
  'webhook reachability',
  'webhook signature',
];
const SOUND: CheckReply = NAMES.map((name) => ({ name, verdict: 'ok', found: 'it works', tookMs: 12 }));

const WELL: readonly LineCheck[] = [
  { what: 'server', verdict: 'ok', target: 'wss://voice.example.com/ws', ms: 41 },
  { what: 'registration', verdict: 'ok', target: 'anna@voice.example.com' },
  { what: 'stun', verdict: 'ok', target: 'stun:stun.example.com', ms: 18 },
  { what: 'turn', verdict: 'ok', target: 'turn:turn.example.com', ms: 36 },
  { what: 'echo', verdict: 'ok', target: '', ms: 92 },
];
const BADLY: readonly LineCheck[] = [
  { what: 'server', verdict: 'fail', target: 'wss://voice.example.com/ws', detail: 'no answer within 5 s' },
  { what: 'registration', verdict: 'fail', target: '', detail: 'SIP 403 Forbidden' },
  { what: 'turn', verdict: 'warn', target: 'turn:turn.example.com', detail: '401 Unauthorized' },
  { what: 'echo', verdict: 'skipped', target: '' },
];

const day: FakeAnswers = {
  getAccounts: { ok: true, value: [AT_PLIVO] },
  checkLine: { ok: true, value: WELL },
  checkPlivo: { ok: true, value: SOUND },
  getState: { ok: true, value: { ...READY, line: { status: 'ready', identity: '+14155550100' } } },
};
const with_ = (answers: FakeAnswers, microphone: Microphone = 'granted'): CheckSituation => ({
  answers: { ...day, ...answers },
  microphone,
});

const FAULTS: Partial<Record<CheckName, readonly ['fail' | 'warn' | 'skipped', string, string?]>> = {
  'token api': [
    'fail',
    'refused, with status 401',
    'copy PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN again from the console’s overview page',
  ],
  'token shape': ['skipped', 'there is no token to look at'],
  clock: ['warn', 'this machine is 20 s ahead of Plivo', 'set this machine’s clock by NTP'],
  'webhook reachability': [
    'fail',
    'https://calls.example.com/answer does not answer: ECONNREFUSED',
    'start the server, then the tunnel that PUBLIC_URL names',
  ],
  'webhook signature': ['skipped', 'nothing answers there'],
};
const FAULTY: CheckReply = SOUND.map((finding) => {
  const [verdict, found, fix] = FAULTS[finding.name] ?? [];
  return verdict && found ? { ...finding, verdict, found, ...(fix !== undefined && { fix }) } : finding;
});
const longAddress = `https://${'telephony-of-the-northern-region.'.repeat(4)}example.com`;
const LONG: CheckReply = FAULTY.map((finding) =>
  finding.name === 'webhook reachability'
    ? { ...finding, found: `${longAddress}/answer answers 502: "${'Bad Gateway '.repeat(20)}"` }
    : finding,
);

export const CHECKS = {
  idle: with_({}),
  notSignedIn: with_({ getAccounts: { ok: true, value: [] } }),
  running: { ...with_({}), waits: 'checkPlivo' },
  allOk: with_({ getAccounts: { ok: true, value: [ANNA, { ...AT_PLIVO, isDefault: false }] } }),
  failures: with_(
    {
      checkPlivo: { ok: true, value: FAULTY },
      checkLine: { ok: true, value: BADLY },
      getState: {
        ok: true,
        value: { ...READY, line: { status: 'failed', failure: { code: 'wrong-credentials' } } },
      },
    },
    'denied',
  ),
  unreachable: with_(
    {
      checkPlivo: { ok: false, failure: { code: 'server-unreachable', detail: 'no connection' } },
      checkLine: { ok: false, failure: { code: 'line-not-ready' } },
      getState: { ok: true, value: { ...READY, line: { status: 'connecting', attempt: 3 } } },
    },
    'unknown',
  ),
  long: with_({
    getAccounts: { ok: true, value: [{ ...AT_PLIVO, server: longAddress, by: 'organisation' }] },
    checkPlivo: { ok: true, value: LONG },
  }),
} as const satisfies Readonly<Record<string, CheckSituation>>;

export type CheckSituationName = keyof typeof CHECKS;
