/** From a point on the screen to the mark under it. Reads layout; changes nothing. */
import { type Mark, type Marks, rangeOf } from './marks.ts';

export type Point = {
  readonly x: number;
  readonly y: number;
  /** From the innermost element outwards, as the event saw it: the way into open shadow roots. */
  readonly path: readonly EventTarget[];
};

/** An underline hangs a little below its text's box. */
const TOLERANCE_PX = 2;
const MAX_CHILDREN = 200;

/** The mark whose drawn text covers the point, or null. */
export function markAtPoint(point: Point, marks: Marks): Mark | null {
  if (marks.isEmpty) return null;
  const candidates = [atCaret(point, marks), ...inTarget(point, marks)];
  return candidates.find((mark): mark is Mark => mark !== null && isDrawnAt(mark, point)) ?? null;
}

/** The text node nearest to the point, marked or not. */
export function textAtPoint({ x, y, path }: Point): { node: Text; offset: number } | null {
  const shadowRoots = path.filter((one): one is ShadowRoot => one instanceof ShadowRoot);
  const caret = document.caretPositionFromPoint?.(x, y, { shadowRoots });
  if (caret)
    return caret.offsetNode instanceof Text ? { node: caret.offsetNode, offset: caret.offset } : null;
  const range = document.caretRangeFromPoint?.(x, y);
  return range?.startContainer instanceof Text
    ? { node: range.startContainer, offset: range.startOffset }
    : null;
}

function atCaret(point: Point, marks: Marks): Mark | null {
  const text = textAtPoint(point);
  return text && marks.at(text.node, text.offset);
}

/** Text that cannot be selected has no caret: look at the texts of the element itself. */
function inTarget({ path }: Point, marks: Marks): Mark[] {
  const [target] = path;
  if (!(target instanceof Element)) return [];
  const children = [...target.childNodes].slice(0, MAX_CHILDREN);
  return children.flatMap((child) => (child instanceof Text ? marks.on(child) : []));
}

function isDrawnAt(mark: Mark, { x, y }: Point): boolean {
  return rectsOf(mark).some(
    (rect) =>
      x >= rect.left && x <= rect.right && y >= rect.top - TOLERANCE_PX && y <= rect.bottom + TOLERANCE_PX,
  );
}

/** The boxes in which a mark is drawn, in client coordinates. */
export function rectsOf(mark: Mark): readonly DOMRect[] {
  return [...(rangeOf(mark)?.getClientRects() ?? [])];
}
