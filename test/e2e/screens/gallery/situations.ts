/** The situations in which the phone's screens are looked at: each changes one thing of a good day. */
import type { SignInOffer } from '../../../../src/accounts/tokenContract.ts';
import type { Failure, FailureCode } from '../../../../src/call/failure.ts';
import type { CallRecord } from '../../../../src/call/record.ts';
import type { Call, CallId, PhoneState, RaisedNumber, Remote } from '../../../../src/call/state.ts';
import type { AccountView, SiperbDevice, SiteView } from '../../../../src/messages/protocol.ts';
import type { E164 } from '../../../../src/numbers/e164.ts';
import { ANNA, AT_PLIVO, READY, SITE_OFF } from '../../../../src/ui/goodDay.ts';
import { accounts, several } from './severalAccounts.ts';

export type Situation = {
  readonly state: PhoneState | null;
  readonly accounts: readonly AccountView[];
  /** undefined: there is no tab (side panel); null: a page no extension may read. */
  readonly site?: SiteView | null;
  readonly recents: readonly CallRecord[];
  readonly refuse?: Failure;
  /** How the Plivo server that is asked lets agents in; absent: it does not answer as one. */
  readonly offer?: SignInOffer;
  /** Of a Siperb token that has several. */
  readonly devices?: readonly SiperbDevice[];
  /** What somebody does before the picture is taken. */
  readonly does?: 'opensAccounts' | 'opensSip' | 'pastesToken' | 'types' | 'callsRaised';
  /** How far somebody went in the Plivo form before the picture is taken. */
  readonly plivoForm?: 'chosen' | 'asked' | 'sent' | 'account';
};

export const NOW = Date.UTC(2026, 10, 21, 14, 3, 0);
const MINUTE = 60_000;

const karin: Remote = {
  e164: '+46846500427' as E164,
  display: '+46846500427',
  name: 'Karin Lindqvist',
  company: 'Orchid Foods AB',
};
const omar: Remote = { e164: '+441632960044' as E164, display: '+441632960044', name: 'Omar Petrov' };
const nobody: Remote = { e164: '+14155550143' as E164, display: '+14155550143' };

const oidc = { issuer: 'https://id.example.com', clientId: 'offhook', scope: 'openid' };

function call(id: string, status: Call['status'], remote: Remote, more: Partial<Call> = {}): Call {
  const answered = status === 'live' || status === 'held' ? { answeredAt: NOW - 4 * MINUTE - 17_000 } : {};
  return {
    id: id as CallId,
    direction: 'outgoing',
    remote,
    status,
    muted: false,
    startedAt: NOW - 5 * MINUTE,
    ...answered,
    ...more,
  };
}

function withCalls(...calls: readonly Call[]): PhoneState {
  return { ...READY, calls, activeCallId: calls.find(({ status }) => status !== 'ended')?.id ?? null };
}

function failed(code: FailureCode): PhoneState {
  return withCalls(call('1', 'ended', karin, { failure: { code }, endedAt: NOW, endedBy: 'remote' }));
}

/** What Plivo's SDK can do: no hold, no second call. */
function onPlivo(state: PhoneState): PhoneState {
  return {
    ...state,
    line: state.line.status === 'ready' ? { status: 'ready', identity: '+14155550100' } : state.line,
    capabilities: {
      hold: false,
      mute: true,
      dtmf: true,
      incoming: true,
      transfer: false,
      switchInput: false,
      maxCalls: 1,
    },
  };
}

const raised: RaisedNumber = {
  callId: '0198' as CallId,
  remote: { ...karin, e164: karin.e164 as E164 },
  text: '08-465 004 27',
  country: 'SE',
  why: 'record',
  raisedAt: NOW,
};

const record = (id: string, remote: Remote, minutesAgo: number, more: Partial<CallRecord>): CallRecord => ({
  id: id as CallId,
  hostId: 'host-1',
  direction: 'outgoing',
  number: remote.e164 ?? remote.display,
  ...(remote.name !== undefined && { name: remote.name }),
  startedAt: NOW - minutesAgo * MINUTE,
  outcome: 'connected',
  ...more,
});

const connected = (minutesAgo: number, seconds: number) => ({
  answeredAt: NOW - minutesAgo * MINUTE,
  endedAt: NOW - minutesAgo * MINUTE + seconds * 1_000,
});

const recents: readonly CallRecord[] = [
  record('a', karin, 8, connected(8, 257)),
  record('b', omar, 31, { outcome: 'no-answer' }),
  record('c', nobody, 62, { outcome: 'missed', direction: 'incoming' }),
  record('d', { ...nobody, e164: '+61255500190' as E164, name: 'Sana Al-Amin' }, 190, {
    direction: 'incoming',
    ...connected(190, 3725),
  }),
  record('e', { ...nobody, e164: '+33199001234' as E164, name: 'Théo Blanc' }, 3_000, { outcome: 'busy' }),
];

const day: Situation = {
  state: READY,
  accounts: [ANNA],
  site: { ...SITE_OFF, enabled: true, country: 'SE' },
  recents,
};
const with_ = (change: Partial<Situation>): Situation => ({ ...day, ...change });
const inPanel = (state: PhoneState): Situation => ({ state, accounts: [ANNA], recents });
const line = (next: PhoneState['line']): PhoneState => ({ ...READY, line: next });

const signingIn = (change: Partial<Situation>): Situation =>
  with_({ accounts: [], state: null, plivoForm: 'asked', ...change });

const mayYield = (code: FailureCode): Failure => ({ code, overridable: true });
const token: Pick<Situation, 'accounts' | 'state' | 'does'> = {
  accounts: [],
  state: null,
  does: 'pastesToken',
};

const live = call('1', 'live', karin);
const held = call('2', 'held', omar, { answeredAt: NOW - 112_000 });

export const SITUATIONS = {
  signIn: with_({ accounts: [], state: null }),
  signInSip: with_({ accounts: [], state: null, does: 'opensSip' }),
  signInRefused: with_({ accounts: [], state: null, refuse: { code: 'wrong-credentials' } }),
  signInUnreachable: with_({ accounts: [], state: null, refuse: { code: 'server-unreachable' } }),
  siperbSignIn: with_(token),
  siperbRefused: with_({ ...token, refuse: { code: 'wrong-credentials' } }),
  siperbDevices: with_({
    ...token,
    refuse: { code: 'device-not-chosen' },
    devices: [
      { deviceToken: 'one', name: 'Browser at the front desk' },
      { deviceToken: 'two', name: 'Browser at home' },
    ],
  }),
  plivoSignIn: signingIn({ plivoForm: 'chosen' }),
  plivoNoServer: signingIn({ refuse: { code: 'server-unusable' } }),
  plivoKey: signingIn({ offer: { accessKey: true } }),
  plivoOrganisation: signingIn({ offer: { accessKey: false, oidc } }),
  plivoBoth: signingIn({ offer: { accessKey: true, oidc } }),
  plivoClosed: signingIn({ offer: { accessKey: false } }),
  plivoKeyRefused: signingIn({
    offer: { accessKey: true, oidc },
    plivoForm: 'sent',
    refuse: { code: 'sign-in-expired' },
  }),
  plivoReady: with_({ accounts: [AT_PLIVO], state: onPlivo(READY) }),
  plivoExpired: with_({
    accounts: [AT_PLIVO],
    state: line({ status: 'failed', failure: { code: 'sign-in-expired' } }),
  }),
  plivoRefused: with_({
    accounts: [AT_PLIVO],
    state: line({ status: 'failed', failure: { code: 'wrong-credentials' } }),
  }),
  plivoAccount: with_({
    accounts: [AT_PLIVO],
    state: onPlivo(READY),
    offer: { accessKey: true, oidc },
    plivoForm: 'account',
  }),
  plivoCapReached: with_({ accounts: [AT_PLIVO], state: onPlivo(failed('cap-reached')) }),
  ready: day,
  accounts: with_({ accounts, state: several, does: 'opensAccounts' }),
  readyByChoice: with_({ accounts, state: several }),
  needsReason: with_({ refuse: mayYield('outside-hours'), does: 'types' }),
  needsYes: with_({ accounts, state: several, refuse: mayYield('needs-confirmation'), does: 'types' }),
  siteOff: with_({ site: SITE_OFF }),
  siteCannot: with_({ site: null }),
  starting: with_({ state: null }),
  connecting: with_({ state: line({ status: 'connecting', attempt: 1 }) }),
  offline: with_({ state: line({ status: 'offline' }) }),
  unreachable: with_({ state: line({ status: 'failed', failure: { code: 'server-unreachable' } }) }),
  wrongCredentials: with_({ state: line({ status: 'failed', failure: { code: 'wrong-credentials' } }) }),
  microphoneUnknown: with_({ state: { ...READY, microphone: 'unknown' } }),
  microphoneDenied: with_({ state: { ...READY, microphone: 'denied' } }),
  raised: inPanel({ ...READY, raised }),
  raisedByChoice: { ...inPanel({ ...several, raised }), accounts },
  raisedOneClick: inPanel({ ...READY, raised: { ...raised, dialsAt: NOW + 1_500 } }),
  raisedNeedsReason: {
    ...inPanel({ ...READY, raised }),
    refuse: mayYield('do-not-call'),
    does: 'callsRaised',
  },
  raisedNotReady: inPanel({
    ...line({ status: 'connecting', attempt: 3, retryAt: NOW + 4_000 }),
    raised,
  }),
  raisedInCall: inPanel({ ...withCalls(call('2', 'live', omar)), raised }),
  dialing: inPanel(withCalls(call('1', 'dialing', karin))),
  ringing: inPanel(withCalls(call('1', 'ringing', nobody))),
  live: inPanel(withCalls(live)),
  plivoLive: { ...inPanel(onPlivo(withCalls(live))), accounts: [AT_PLIVO] },
  muted: inPanel(withCalls({ ...live, muted: true })),
  twoCalls: inPanel(withCalls(live, held)),
  reconnecting: inPanel({
    ...withCalls(live),
    line: { status: 'connecting', attempt: 2, retryAt: NOW + 4_000 },
  }),
  held: inPanel(withCalls({ ...held, id: '1' as CallId })),
  incoming: inPanel(withCalls(call('3', 'offered', omar, { direction: 'incoming' }))),
  incomingInCall: inPanel({
    ...withCalls(live, call('3', 'offered', nobody, { direction: 'incoming' })),
  }),
  busy: with_({ state: failed('busy') }),
  notFound: inPanel(failed('not-found')),
  hungUp: inPanel(
    withCalls(call('1', 'ended', karin, { answeredAt: NOW - 257_000, endedAt: NOW, endedBy: 'remote' })),
  ),
  refused: with_({ refuse: { code: 'too-many-calls' } }),
  noCallsYet: with_({ recents: [] }),
} as const satisfies Record<string, Situation>;

export type SituationName = keyof typeof SITUATIONS;
