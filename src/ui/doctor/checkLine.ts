/** What came of one look: a verdict, what was found, and what to do about it. */
import { say, type WordKey } from '../words.ts';

export type CheckVerdict = 'ok' | 'warn' | 'fail' | 'skipped';

/** `advice`: what a server or the phone says of it, for whoever runs it: in English, whatever the browser's language. */
export type CheckLine = {
  readonly verdict: CheckVerdict;
  readonly found: string;
  readonly fix?: string;
  readonly advice?: readonly string[];
};

export const lineOf = (verdict: CheckVerdict, found: WordKey, fix?: WordKey): CheckLine => ({
  verdict,
  found: say(found),
  ...(fix && { fix: say(fix) }),
});

export const SKIPPED = (): CheckLine => lineOf('skipped', 'check_skipped');
