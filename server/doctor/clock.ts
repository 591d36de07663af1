/** Does this machine's clock agree with Plivo's? Tokens say from when until when they hold, by this machine's clock. */
import { askPlivo } from './askPlivo.ts';
import type { Examination } from './examination.ts';
import { fail, ok, type Result, skipped, warn } from './finding.ts';

const FIX = 'set this machine’s clock by NTP';
/** HTTP's Date has whole seconds, and the answer was under way for a while. */
const AGREES_S = 3;
/** A token's shortest life is 300 s, of which the extension uses all but the last minute. */
const TOO_FAR_S = 60;

export async function checkClock(examination: Examination): Promise<Result> {
  const answer = await askPlivo(examination, '/Call/?limit=1');
  const theirs = Date.parse(answer?.date ?? '');
  if (Number.isNaN(theirs)) return skipped('Plivo’s API did not say what time it is');
  const ahead = Math.round((examination.clock.now() - theirs) / 1000);
  if (Math.abs(ahead) <= AGREES_S) return ok('agrees with Plivo’s');
  const found = `this machine is ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} Plivo`;
  return Math.abs(ahead) > TOO_FAR_S ? fail(found, FIX) : warn(found, FIX);
}
