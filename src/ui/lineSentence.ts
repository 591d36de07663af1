/** The line's state as one sentence that is always true and names the next step. Pure; LineBar.tsx draws it. */
import type { FailureCode } from '../call/failure.ts';
import type { Call, Line, PhoneState } from '../call/state.ts';
import type { AccountView } from '../messages/protocol.ts';
import { say, type WordKey } from './words.ts';

export type LineDeed = 'reconnect' | 'signIn' | 'fixMicrophone';

export type LineSentence = {
  readonly tone: 'go' | 'wait' | 'stop' | 'idle';
  readonly title: string;
  readonly detail: string;
  /** Epoch milliseconds of the next attempt: counted down beside the title. */
  readonly retryAt?: number;
  readonly action?: { readonly label: string; readonly does: LineDeed };
};

/** null: nobody is signed in; undefined: not known yet. */
type Account = AccountView | null | undefined;

export function lineSentence(state: PhoneState | null, account: Account): LineSentence {
  if (account === null) return sentence('idle', 'line_signed_out', say('line_signed_out_next'));
  const who = account ? account.label : '';
  if (!state) return sentence('wait', 'line_starting', who);
  switch (state.line.status) {
    case 'offline':
      return sentence('idle', 'line_offline', say('line_offline_next'), 'line_action_connect', 'reconnect');
    case 'connecting':
      return connecting(state, state.line, who);
    case 'ready':
      return ready(state, state.line.identity);
    case 'failed':
      return failedLine(state.line.failure.code, account);
  }
}

function connecting(state: PhoneState, line: Line & { status: 'connecting' }, who: string): LineSentence {
  const talking = state.calls.some((call) => call.status === 'live' || call.status === 'held');
  if (line.attempt <= 1 && line.retryAt === undefined && !talking)
    return sentence('wait', 'line_connecting', who);
  const detail = say(talking ? 'line_call_goes_on' : 'line_retry_next');
  const again = sentence('wait', 'line_reconnecting', detail, 'line_action_now', 'reconnect');
  return line.retryAt === undefined ? again : { ...again, retryAt: line.retryAt };
}

function ready(state: PhoneState, identity: string): LineSentence {
  if (state.microphone === 'denied') {
    const detail = say('line_microphone_blocked_next');
    return sentence('stop', 'line_microphone_blocked', detail, 'line_action_fix', 'fixMicrophone');
  }
  if (state.microphone === 'missing') {
    const detail = say('line_microphone_missing_next');
    return sentence('stop', 'line_microphone_missing', detail, 'line_action_fix', 'fixMicrophone');
  }
  const up = whatIsUp(state);
  // It may be called with, and nobody may disturb: both are true.
  if (up === 'line_ready' && state.doNotDisturb) {
    return sentence('wait', 'do_not_disturb', say('line_do_not_disturb'));
  }
  return sentence('go', up, identity);
}

/** "Ready" is said of a phone that is free. */
function whatIsUp({ calls }: PhoneState): WordKey {
  const has = (...statuses: readonly Call['status'][]) =>
    calls.some(({ status }) => statuses.includes(status));
  if (has('live')) return 'line_on_call';
  if (has('offered')) return 'call_offered';
  if (has('ringing')) return 'call_ringing';
  if (has('dialing')) return 'call_dialing';
  return has('held') ? 'line_on_call' : 'line_ready';
}

type Advice = readonly [title: WordKey, next: WordKey, action: WordKey, does: LineDeed];

const ADVICE: Partial<Readonly<Record<FailureCode, Advice>>> = {
  'wrong-credentials': [
    'line_wrong_credentials',
    'line_wrong_credentials_next',
    'line_action_sign_in',
    'signIn',
  ],
  'sign-in-expired': ['line_sign_in_expired', 'line_wrong_credentials_next', 'line_action_sign_in', 'signIn'],
  'server-unusable': ['line_server_unusable', 'line_server_unusable_next', 'line_action_sign_in', 'signIn'],
  'microphone-denied': [
    'line_microphone_blocked',
    'line_microphone_blocked_next',
    'line_action_fix',
    'fixMicrophone',
  ],
  'server-unreachable': [
    'line_server_unreachable',
    'line_server_unreachable_next',
    'line_action_retry',
    'reconnect',
  ],
  forbidden: ['line_forbidden', 'line_ask_administrator', 'line_action_retry', 'reconnect'],
};

/** Plivo refused the token that our own server had fetched: nothing that an agent could type anew. */
const PLIVO_REFUSED: Advice = [
  'line_plivo_refused',
  'line_ask_administrator',
  'line_action_retry',
  'reconnect',
];

/** The same with what it had minted for its gateway. */
const GATEWAY_REFUSED: Advice = [
  'line_gateway_refused',
  'line_ask_administrator',
  'line_action_retry',
  'reconnect',
];

/** What is wrong with the line of one account, and what helps. */
export function failedLine(code: FailureCode, account: Account): LineSentence {
  const refused = { plivo: PLIVO_REFUSED, gateway: GATEWAY_REFUSED, sip: null, siperb: null };
  const ofServer = code === 'wrong-credentials' && account ? refused[account.kind] : null;
  const advice = ofServer ?? ADVICE[code];
  if (!advice) {
    const who = account ? account.label : '';
    return sentence('stop', 'line_failed', who, 'line_action_retry', 'reconnect');
  }
  const [title, next, action, does] = advice;
  return sentence('stop', title, say(next), action, does);
}

function sentence(
  tone: LineSentence['tone'],
  title: WordKey,
  detail: string,
  label?: WordKey,
  does?: LineDeed,
): LineSentence {
  const base = { tone, title: say(title), detail };
  return label && does ? { ...base, action: { label: say(label), does } } : base;
}
