// How long the journal keeps a call: as many days as are set. Looked at when that is known or changes, and once a day.
import type { Journal } from '../journal/journal.ts';
import type { RoomLog } from '../log.ts';
import type { Clock } from '../phones/clock.ts';

const DAY_MS = 86_400_000;

export type RetentionDeps = {
  readonly journal: Promise<Pick<Journal, 'forgetBefore'>>;
  readonly clock: Clock;
  readonly log: RoomLog;
  /** Some calls may be there no more. */
  readonly trimmed: () => Promise<void>;
};

export interface Retention {
  /** Nothing is forgotten before somebody said for how long it is kept. */
  keepFor(days: number): void;
}

export function createRetention({ journal, clock, log, trimmed }: RetentionDeps): Retention {
  let days: number | null = null;
  let cancelNext = () => {};

  const trim = async (kept: number) => {
    try {
      await (await journal).forgetBefore(clock.now() - kept * DAY_MS);
      await trimmed();
    } catch (error) {
      log.warn('trim the journal', error);
    }
  };
  const daily = (kept: number) => {
    void trim(kept);
    cancelNext = clock.after(DAY_MS, () => daily(kept));
  };

  return {
    keepFor(wanted) {
      if (wanted === days) return;
      days = wanted;
      cancelNext();
      daily(wanted);
    },
  };
}
