/**
 * From number to number by keys: Alt+Shift+N shows the card of the next one, Alt+Shift+P of the one before, and the page
 * is scrolled to it where it has to be. They dial nothing.
 */
import { inReadingOrder, isOnScreen, type Seen } from './readingOrder.ts';
import type { Target } from './target.ts';

export type StepDeps = {
  /** Every number that is painted, on the screen or near it. */
  readonly targets: () => readonly Target[];
  /** The number whose card is shown. */
  readonly current: () => Target | null;
  readonly show: (target: Target, point: { readonly x: number; readonly y: number }) => void;
  readonly isAlive: () => boolean;
};

const STEPS: Readonly<Record<string, 1 | -1>> = { KeyN: 1, KeyP: -1 };

export function listenForSteps({ targets, current, show, isAlive }: StepDeps, signal: AbortSignal): void {
  const showAt = (target: Target) => {
    const [box] = target.rects();
    if (box && target.isStillThere()) show(target, { x: box.x + 1, y: box.y + 1 });
  };
  const go = ({ target, box }: Seen) => {
    if (isOnScreen(box)) return showAt(target);
    const element = target.node instanceof Element ? target.node : target.node.parentElement;
    element?.scrollIntoView({ block: 'center', behavior: 'instant' });
    // A scroll hides the card: its event comes with the next frame, and so do we, after it.
    requestAnimationFrame(() => requestAnimationFrame(() => !signal.aborted && showAt(target)));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.code];
    const isOurs = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey;
    if (!step || !isOurs || !event.isTrusted || !isAlive()) return;
    const next = after(current(), inReadingOrder(targets()), step);
    if (!next) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    go(next);
  };
  window.addEventListener('keydown', onKey, { capture: true, signal });
}

/** From no number: the first one on the screen. At the end: the one that is there stays. */
function after(current: Target | null, seen: readonly Seen[], step: 1 | -1): Seen | undefined {
  const at = seen.findIndex(({ target }) => current !== null && isSamePlace(target, current));
  return at < 0 ? seen.find(({ box }) => isOnScreen(box)) : (seen[at + step] ?? seen[at]);
}

function isSamePlace(one: Target, other: Target): boolean {
  const [a, b] = [one.rects()[0], other.rects()[0]];
  return one.node === other.node && a?.top === b?.top && a?.left === b?.left;
}
