/** Numbers in the order in which people read them: line by line, from the left. Reads layout; changes nothing. */
import type { Target } from './target.ts';

/** A number and the first of its boxes, in client coordinates. */
export type Seen = { readonly target: Target; readonly box: DOMRect };

/** What has no box (hidden tabs, cut away) is left out. */
export function inReadingOrder(targets: readonly Target[]): readonly Seen[] {
  const seen = targets.flatMap((target) => {
    const box = target.rects().find(({ width, height }) => width > 0 && height > 0);
    return box ? [{ target, box }] : [];
  });
  return seen.sort(({ box: one }, { box: other }) => one.top - other.top || one.left - other.left);
}

export function isOnScreen({ top, bottom, left, right }: DOMRect): boolean {
  return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
}
