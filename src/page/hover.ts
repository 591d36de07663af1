/** When the card comes and goes as the pointer moves: a little late in both directions, so that it never flickers. */
import type { Card } from './card.ts';
import { isSameNumber, type Target } from './target.ts';

/** Long enough to cross a number on the way elsewhere without a card. */
const SHOW_AFTER_MS = 140;
/** Long enough to cross the gap between number and card. */
const HIDE_AFTER_MS = 280;

export type Hover = {
  /** The pointer rests on this (null: on nothing of ours). */
  over(target: Target | null, point: { readonly x: number; readonly y: number }): void;
  /** The pointer is in the card. */
  inCard(): void;
  /** Nothing is to be shown or hidden any more, until the next move. */
  settle(): void;
};

export function createHover(card: Card, signal: AbortSignal): Hover {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: Target | null = null;
  const settle = () => {
    clearTimeout(timer);
    timer = undefined;
    waiting = null;
  };
  const later = (work: () => void, delayMs: number) => {
    timer = setTimeout(() => {
      settle();
      work();
    }, delayMs);
  };
  signal.addEventListener('abort', settle);
  return {
    over(target, point) {
      if (target && isSameNumber(target, card.target)) return settle();
      if (target && !isSameNumber(target, waiting)) {
        settle();
        waiting = target;
        later(() => card.show(target, point), SHOW_AFTER_MS);
      }
      if (!target) {
        if (waiting) settle();
        if (card.target && !card.isInUse && timer === undefined) later(card.hide, HIDE_AFTER_MS);
      }
    },
    inCard: settle,
    settle,
  };
}
