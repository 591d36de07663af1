/** The situations in which "Check Plivo" is looked at: each changes one thing of a set-up that is sound. */
import type { CheckName, CheckReply } from '../../../../src/accounts/tokenContract.ts';
import type { Microphone } from '../../../../src/call/state.ts';
import type { SwitchboardRequest } from '../../../../src/messages/protocol.ts';
import type { FakeAnswers } from '../../../../src/ui/fakeWire.ts';
import { AT_PLIVO, READY } from '../../../../src/ui/goodDay.ts';

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

const day: FakeAnswers = {
  getAccounts: { ok: true, value: [AT_PLIVO] },
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
  allOk: with_({}),
  failures: with_(
    {
      checkPlivo: { ok: true, value: FAULTY },
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
