// The facts of one call, gathered for the rules: what is set, what the number tells, what the journal and the lists know.
// What follows from them is rules/dialRules.ts.
import type { Failure } from '../call/failure.ts';
import type { Remote } from '../call/state.ts';
import type { Journal } from '../journal/journal.ts';
import type { RoomLog } from '../log.ts';
import type { DoNotCallList, HostSettings } from '../messages/protocol.ts';
import type { E164 } from '../numbers/e164.ts';
import type { Clock } from '../phones/clock.ts';
import type { DialFacts } from '../rules/dialRules.ts';
import { spellingsOf } from '../rules/prefix.ts';
import { hashNumber, type Sha256 } from '../settings/doNotCall.ts';
import type { DialCommand } from './dialling.ts';
import { loadPlaces } from './loadPlaces.ts';
import { atMost } from './patience.ts';

export type ClearingDeps = {
  /** Null: nobody has said yet what is set. */
  readonly settings: () => HostSettings | null;
  /** Of all lines. */
  readonly ownNumbers: () => readonly E164[];
  readonly journal: Promise<Pick<Journal, 'countDialled'>>;
  readonly clock: Clock;
  readonly log: RoomLog;
};

/** Counting takes single milliseconds; whoever dials waits no longer than this for it. */
const JOURNAL_PATIENCE_MS = 250;

/** What the rules have against this call; null: nothing. Never rejects: what cannot be judged is refused. */
export type Clearing = (remote: Remote, command: DialCommand) => Promise<Failure | null>;

export function createClearing(deps: ClearingDeps): Clearing {
  return async (remote, command) => {
    try {
      const settings = deps.settings();
      if (!settings) return { code: 'line-not-ready', detail: 'the rules are not known yet' };
      const { judge, isOwnSpelling } = await loadPlaces();
      const refusal = judge(await factsOf(deps, remote, command, settings), settings);
      if (refusal) return refusal;
      return isDiallable(remote, isOwnSpelling) ? null : { code: 'number-invalid' };
    } catch (error) {
      deps.log.warn('judge a call', error);
      return { code: 'number-forbidden', detail: 'the rules could not be asked' };
    }
  };
}

function isDiallable({ e164, display }: Remote, isOwnSpelling: (e164: E164) => boolean): boolean {
  return e164 ? isOwnSpelling(e164) : /^[\d*#]{2,6}$/.test(display);
}

async function factsOf(
  deps: ClearingDeps,
  { e164, display }: Remote,
  { override }: DialCommand,
  settings: HostSettings,
): Promise<DialFacts> {
  const now = deps.clock.now();
  const [{ placeOf }, isOnDoNotCallList, attemptsToday] = await Promise.all([
    loadPlaces(),
    isListed(e164, settings.doNotCall),
    settings.attemptsPerDay > 0 && e164 ? attempts(deps, e164, now) : 0,
  ]);
  return {
    e164,
    dialled: display,
    ...placeOf(e164),
    ownNumbers: deps.ownNumbers(),
    homeCountry: settings.country,
    isOnDoNotCallList,
    attemptsToday,
    now,
    override: override ?? null,
  };
}

/**
 * Since midnight where the agent is. A journal that cannot be read, or does not answer, must not block dialling.
 */
async function attempts({ journal, log }: ClearingDeps, e164: E164, now: number): Promise<number> {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  let counted = 0;
  const counting = journal.then(async (opened) => {
    const each = await Promise.all(spellingsOf(e164).map((one) => opened.countDialled(one, midnight)));
    counted = each.reduce((sum, some) => sum + some, 0);
  });
  counting.catch((error: unknown) => log.warn('count the calls of today', error));
  await atMost(counting, JOURNAL_PATIENCE_MS);
  return counted;
}

async function isListed(e164: E164 | null, lists: readonly DoNotCallList[]): Promise<boolean> {
  if (e164 === null) return false;
  const filled = lists.filter(({ hashes }) => hashes.length > 0);
  const found = filled.flatMap(({ salt, hashes }) =>
    spellingsOf(e164).map(async (one) => hashes.includes(await hashNumber(salt, one, sha256))),
  );
  return (await Promise.all(found)).includes(true);
}

const sha256: Sha256 = (bytes) => crypto.subtle.digest('SHA-256', bytes);
