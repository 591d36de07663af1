/**
 * What an agent chose, and only that: a default that nobody touched is not written down, so that it can change. What the
 * organisation says is managed.ts; which of the two holds is src/settings.
 */
import * as v from 'valibot';
import { type OwnSettings, parseOwn } from '../settings/parsePolicy.ts';
import type { Settings } from '../settings/settings.ts';
import { keep } from './keep.ts';

const kept = keep<Readonly<Record<string, unknown>>>({
  area: 'local',
  key: 'settings',
  version: 1,
  // Each key is judged by itself when it is read: one that is broken must not cost the others.
  schema: v.record(v.string(), v.unknown()),
  fallback: {},
});

const ALL_LOST = {
  key: '',
  value: '',
  fix: 'Your own settings could not be read and were put aside. Choose them again.',
};

export interface SettingsStore {
  /** What could be read, and what could not. Never rejects. */
  get(): Promise<OwnSettings>;
  /** Rejects when the browser cannot write. */
  change(change: Partial<Settings>): Promise<void>;
  /** Back to the defaults. */
  clear(): Promise<void>;
}

export const settingsStore: SettingsStore = {
  get: async () => {
    const own = parseOwn(await kept.get());
    return (await kept.hasLost()) ? { ...own, problems: [ALL_LOST, ...own.problems] } : own;
  },
  change: async (change) => {
    // Whoever chooses again has heard of the loss.
    if (await kept.hasLost()) await kept.clear();
    await kept.change((known) => ({ ...known, ...change }));
  },
  clear: kept.clear,
};
