/** What the phone found between one account and a call, as lines. */
import type { Failure } from '../../call/failure.ts';
import type { LineCheck, Reply } from '../../messages/protocol.ts';
import { failureSentence } from '../failureWords.ts';
import { say, type WordKey } from '../words.ts';
import { type CheckLine, lineOf } from './checkLine.ts';

export type NamedLine = { readonly name: string; readonly line: CheckLine };

type What = LineCheck['what'];

const NAMES: Readonly<Record<What, WordKey>> = {
  server: 'check_step_server',
  registration: 'check_step_registration',
  stun: 'doctor_step_stun',
  turn: 'doctor_step_turn',
  echo: 'doctor_step_echo',
};

/** Where it went well, `$1` is the time it took in milliseconds, or who we are registered as. */
const WELL: Readonly<Record<What, WordKey>> = {
  server: 'doctor_server_ok',
  registration: 'check_registration_ok',
  stun: 'doctor_stun_ok',
  turn: 'doctor_turn_ok',
  echo: 'doctor_echo_ok',
};

const BADLY: Readonly<Record<What, readonly [found: WordKey, fix: WordKey]>> = {
  server: ['doctor_server_bad', 'doctor_server_fix'],
  registration: ['doctor_registration_bad', 'check_registration_fix'],
  stun: ['doctor_stun_bad', 'doctor_stun_fix'],
  turn: ['doctor_turn_bad', 'doctor_turn_fix'],
  echo: ['doctor_echo_bad', 'doctor_echo_fix'],
};

export function accountLines(reply: Reply<readonly LineCheck[]>): readonly NamedLine[] {
  if (!reply.ok) return [{ name: say('check_step_registration'), line: unanswered(reply.failure) }];
  return reply.value.map((check) => ({ name: nameOf(check), line: lineFor(check) }));
}

/** A server by its address: there may be several. */
function nameOf({ what, target }: LineCheck): string {
  const isNamed = what === 'server' || what === 'stun' || what === 'turn';
  return isNamed && target !== '' ? `${say(NAMES[what])} ${target}` : say(NAMES[what]);
}

function lineFor({ what, verdict, target, ms, detail }: LineCheck): CheckLine {
  if (verdict === 'skipped') return lineOf('skipped', 'check_skipped');
  const value = what === 'registration' ? target : String(ms ?? 0);
  if (verdict === 'ok') return { verdict, found: say(WELL[what], value) };
  const isSlow = what === 'echo' && ms !== undefined;
  const [found, fix] = BADLY[what];
  const advice = detail === undefined ? {} : { advice: [detail] };
  return { verdict, found: isSlow ? say('doctor_echo_slow', value) : say(found), fix: say(fix), ...advice };
}

function unanswered(failure: Failure): CheckLine {
  return { verdict: 'fail', found: failureSentence(failure), fix: say('check_wait_fix') };
}
