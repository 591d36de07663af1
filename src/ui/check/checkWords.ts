/** The words of "Check Plivo": a name for each step, one for each verdict. Complete by type. */

import type { WordKey } from '../words.ts';
import type { CheckStep, CheckVerdict } from './checkLine.ts';

export const STEP_WORDS = {
  signed_in: 'check_step_signed_in',
  server: 'check_step_server',
  token: 'check_step_token',
  registration: 'check_step_registration',
  webhook: 'check_step_webhook',
  signature: 'check_step_signature',
  microphone: 'check_step_microphone',
} as const satisfies Record<CheckStep, WordKey>;

export const CHECK_WORDS = {
  ok: 'check_verdict_ok',
  warn: 'check_verdict_warn',
  fail: 'check_verdict_fail',
  skipped: 'check_verdict_skipped',
  running: 'check_verdict_running',
  waiting: 'check_verdict_waiting',
} as const satisfies Record<CheckVerdict | 'running' | 'waiting', WordKey>;
