/** What our own Plivo server says of itself, as lines. Pure. In which order the facts are gathered is doctorModel.ts. */
import type { CheckFinding, CheckName, CheckReply } from '../../accounts/tokenContract.ts';
import type { Failure, FailureCode } from '../../call/failure.ts';
import type { Reply } from '../../messages/protocol.ts';
import { failureSentence } from '../failureWords.ts';
import { say, type WordKey } from '../words.ts';
import { type CheckLine, lineOf, SKIPPED } from './checkLine.ts';

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
  if (verdict === 'ok') return lineOf('ok', WORDS[step].ok);
  return { ...lineOf(verdict, WORDS[step][verdict], 'check_tell_administrator'), advice };
}

function adviceOf({ name, found, fix }: CheckFinding): string {
  return `${name}: ${found}${fix ? `. Fix: ${fix}` : ''}`;
}
