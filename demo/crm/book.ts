/** The address book as the pages see it, and the hook by which a test changes it under their feet. */
import { useMemo, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { makePeople, type Person } from './people.ts';

declare global {
  interface Window {
    /** New numbers for everybody, in place, and the list turned by `revision`. Painted when it returns. */
    crmRerender?: (revision: number) => void;
  }
}

let revision = 0;
const watchers = new Set<() => void>();

window.crmRerender = (next) => {
  revision = next;
  flushSync(() => {
    for (const watch of watchers) watch();
  });
};

function subscribe(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** Everybody, in the order of this revision: rows keep their keys, so React edits their text and moves their nodes. */
export function useBook(): readonly Person[] {
  const current = useSyncExternalStore(subscribe, () => revision);
  return useMemo(() => {
    const people = makePeople(current);
    const turn = current % people.length;
    return [...people.slice(turn), ...people.slice(0, turn)];
  }, [current]);
}
