/**
 * What the organisation says, as the browser hands it over. For the first seconds after a forced installation there is
 * nothing (Chromium 156: two to four), then it arrives as a change: so nobody waits, and everybody listens.
 */
import { browser } from 'wxt/browser';
import { log } from '../log.ts';
import { NO_POLICY, parsePolicy } from '../settings/parsePolicy.ts';
import type { Policy } from '../settings/policy.ts';

export interface ManagedStore {
  /** The policy as it is now; none where there is none, or where the browser knows no such thing. Never rejects. */
  get(): Promise<Policy>;
  /** To be called in the worker's first turn: the browser wakes it for this. */
  onChanged(listener: () => void, signal: AbortSignal): void;
}

/** A long do-not-call list is read once in a worker's life, not at every question. */
let read: Promise<Policy> | null = null;

async function readAfresh(): Promise<Policy> {
  try {
    const policy = parsePolicy(await browser.storage.managed.get());
    // It may be on its way.
    if (policy === NO_POLICY || Object.keys(policy.values).length === 0) read = null;
    for (const { key, fix } of policy.problems) log.warn('policy', fix, { where: key });
    return policy;
  } catch (error) {
    // Firefox rejects where no policy names the extension.
    log.debug('policy', 'there is no managed storage', error);
    read = null;
    return NO_POLICY;
  }
}

export const managedStore: ManagedStore = {
  get: () => {
    read ??= readAfresh();
    return read;
  },
  onChanged: (listener, signal) => {
    const heard = (_changes: unknown, area: string) => {
      if (area !== 'managed') return;
      read = null;
      listener();
    };
    browser.storage.onChanged.addListener(heard);
    signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(heard));
  },
};
