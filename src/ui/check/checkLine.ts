/**
 * Each step of "Check Plivo" as a line: what the facts come to, in words, and what to do about it. Pure. In which order
 * the facts are gathered is checkModel.ts.
 */
import type { CheckFinding, CheckName, CheckReply } from '../../accounts/tokenContract.ts';
import type { Failure, FailureCode } from '../../call/failure.ts';
import type { Microphone, PhoneState } from '../../call/state.ts';
import type { AccountView, Reply } from '../../messages/protocol.ts';
import { failureSentence } from '../failureWords.ts';
import { say, type WordKey } from '../words.ts';

export const CHECK_STEPS = [
  'signed_in',
  'server',
  'token',
  'registration',
  'webhook',
  'signature',
  'microphone',
] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];

export type CheckVerdict = 'ok' | 'warn' | 'fail' | 'skipped';

/** `advice`: what the server's doctor says, for whoever runs the server: in English, whatever the browser's language. */
export type CheckLine = {
  readonly verdict: CheckVerdict;
  readonly found: string;
  readonly fix?: string;
  readonly advice?: readonly string[];
};

const line = (verdict: CheckVerdict, found: WordKey, fix?: WordKey): CheckLine => ({
  verdict,
  found: say(found),
  ...(fix && { fix: say(fix) }),
});

export const SKIPPED = (): CheckLine => line('skipped', 'check_skipped');

export function signedInLine(account: AccountView | null): CheckLine {
  if (!account) return line('fail', 'check_signed_in_none', 'check_signed_in_none_fix');
  if (account.kind !== 'plivo') return line('fail', 'check_signed_in_sip', 'check_signed_in_sip_fix');
  const host = URL.canParse(account.server) ? new URL(account.server).host : account.server;
  return { verdict: 'ok', found: say('check_signed_in_ok', host) };
}

const SERVER_FIXES: Partial<Readonly<Record<FailureCode, WordKey>>> = {
  'server-unreachable': 'check_server_unreachable_fix',
  'sign-in-expired': 'line_wrong_credentials_next',
  'rate-limited': 'check_wait_fix',
};

/** What only the server sees, step by step. A server that does not answer leaves the others unknown. */
export function serverLines(reply: Reply<CheckReply>): Readonly<Record<ServerStep, CheckLine>> {
  if (!reply.ok)
    return {
      server: unansweredLine(reply.failure),
      token: SKIPPED(),
      webhook: SKIPPED(),
      signature: SKIPPED(),
    };
  const lineFor = (step: ServerStep) => worstLine(step, reply.value);
  return {
    server: lineFor('server'),
    token: lineFor('token'),
    webhook: lineFor('webhook'),
    signature: lineFor('signature'),
  };
}

function unansweredLine(failure: Failure): CheckLine {
  const fix = SERVER_FIXES[failure.code] ?? 'line_ask_administrator';
  const advice = failure.detail === undefined ? {} : { advice: [failure.detail] };
  return { verdict: 'fail', found: failureSentence(failure), fix: say(fix), ...advice };
}

export type ServerStep = 'server' | 'token' | 'webhook' | 'signature';

const LOOKED_AT: Readonly<Record<ServerStep, readonly CheckName[]>> = {
  server: ['database'],
  token: ['token api', 'token shape', 'clock'],
  webhook: ['webhook reachability'],
  signature: ['webhook signature'],
};

const WORDS = {
  server: { ok: 'check_server_ok', warn: 'check_server_bad', fail: 'check_server_bad' },
  token: { ok: 'check_token_ok', warn: 'check_token_warn', fail: 'check_token_bad' },
  webhook: { ok: 'check_webhook_ok', warn: 'check_webhook_bad', fail: 'check_webhook_bad' },
  signature: { ok: 'check_signature_ok', warn: 'check_signature_bad', fail: 'check_signature_bad' },
} as const satisfies Record<ServerStep, Record<'ok' | 'warn' | 'fail', WordKey>>;

const WORST_FIRST = ['fail', 'warn', 'skipped', 'ok'] as const;

/** A step is as good as the worst that was found for it; of nothing found, nothing is known. */
function worstLine(step: ServerStep, findings: CheckReply): CheckLine {
  const own = findings.filter(({ name }) => LOOKED_AT[step].includes(name));
  const verdict = WORST_FIRST.find((one) => own.some((finding) => finding.verdict === one)) ?? 'skipped';
  const advice = own.filter((finding) => finding.verdict !== 'ok').map(adviceOf);
  if (verdict === 'skipped') return { ...SKIPPED(), ...(advice.length > 0 && { advice }) };
  if (verdict === 'ok') return line('ok', WORDS[step].ok);
  return { ...line(verdict, WORDS[step][verdict], 'check_tell_administrator'), advice };
}

function adviceOf({ name, found, fix }: CheckFinding): string {
  return `${name}: ${found}${fix ? `. Fix: ${fix}` : ''}`;
}

export function registrationLine(state: PhoneState | null): CheckLine {
  const status = state?.line;
  switch (status?.status) {
    case 'ready':
      return { verdict: 'ok', found: say('check_registration_ok', status.identity) };
    case 'failed':
      return { verdict: 'fail', found: refusalOf(status.failure), fix: say('check_registration_fix') };
    case 'offline':
      return line('fail', 'line_offline', 'check_registration_offline_fix');
    default:
      return line('warn', 'check_registration_connecting', 'check_wait_fix');
  }
}

/** Plivo refused the token that our own server had fetched: there is no password to type anew. */
function refusalOf(failure: Failure): string {
  return failure.code === 'wrong-credentials' ? say('line_plivo_refused') : failureSentence(failure);
}

export function microphoneLine(microphone: Microphone): CheckLine {
  switch (microphone) {
    case 'granted':
      return line('ok', 'check_microphone_ok');
    case 'denied':
      return line('fail', 'line_microphone_blocked', 'check_microphone_denied_fix');
    case 'missing':
      return line('fail', 'line_microphone_missing', 'line_microphone_missing_next');
    case 'unknown':
      return line('warn', 'check_microphone_unknown', 'check_microphone_unknown_fix');
  }
}
