/** The situations in which the phone's screens are looked at: each changes one thing of a good day. */
import type { Failure, FailureCode } from '../../../../src/call/failure.ts';
import type { CallId, PhoneState, RaisedNumber } from '../../../../src/call/state.ts';
import type { E164 } from '../../../../src/numbers/e164.ts';
import { AT_PLIVO, READY, SITE_OFF } from '../../../../src/ui/goodDay.ts';
import { CALLING } from './calling.ts';
import { HISTORY } from './history.ts';
import { call, karin, NOW, omar, withCalls } from './people.ts';
import { onPlivo } from './plivo.ts';
import { accounts, several } from './severalAccounts.ts';
import { SIGNING_IN } from './signingIn.ts';
import { day, inPanel, line, type Situation, with_ } from './situation.ts';

export { NOW } from './people.ts';
export type { Situation } from './situation.ts';

function failed(code: FailureCode): PhoneState {
  return withCalls(call('1', 'ended', karin, { failure: { code }, endedAt: NOW, endedBy: 'remote' }));
}

const raised: RaisedNumber = {
  callId: '0198' as CallId,
  remote: { ...karin, e164: karin.e164 as E164 },
  text: '08-465 004 27',
  country: 'SE',
  why: 'record',
  raisedAt: NOW,
};

const mayYield = (code: FailureCode): Failure => ({ code, overridable: true });

export const SITUATIONS = {
  ...SIGNING_IN,
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
  busy: with_({ state: failed('busy') }),
  notFound: inPanel(failed('not-found')),
  refused: with_({ refuse: { code: 'too-many-calls' } }),
  doNotDisturb: with_({ state: { ...READY, doNotDisturb: true } }),
  voicemail: with_({ state: waiting(READY) }),
  ...CALLING,
  ...HISTORY,
} as const satisfies Record<string, Situation>;

export type SituationName = keyof typeof SITUATIONS;

/** Messages at the server, and calls that nobody took. */
function waiting(state: PhoneState): PhoneState {
  const lines = state.lines.map((one) => ({ ...one, voicemail: { waiting: true, fresh: 3 } }));
  return { ...state, lines, missed: 2 };
}
