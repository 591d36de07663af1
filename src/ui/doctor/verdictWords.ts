/** A word for each verdict. Complete by type. */
import type { WordKey } from '../words.ts';
import type { CheckVerdict } from './checkLine.ts';

export const VERDICT_WORDS = {
  ok: 'check_verdict_ok',
  warn: 'check_verdict_warn',
  fail: 'check_verdict_fail',
  skipped: 'check_verdict_skipped',
  running: 'check_verdict_running',
} as const satisfies Record<CheckVerdict | 'running', WordKey>;
