/** The parts of a document that are on the screen, by asking the browser at a few points. Reads layout, walks no tree. */

/** Enough to meet every column and pane of an application; between them, neighbours lead on. */
const COLUMNS = [0.06, 0.3, 0.5, 0.7, 0.94];
const ROWS = [0.03, 0.2, 0.4, 0.6, 0.8, 0.97];
/** A part that is much taller than the screen is taken by its pieces. */
const TALLEST = 1.5;
/** A screen of the smallest rows. */
const MOST_NEIGHBOURS = 120;

/** Each part with its box: a point in a box that is known costs no question, and one costs 1 ms in a table of 10,000 rows. */
type Parts = Map<Element, DOMRect>;

/** Disjoint elements that together hold what can be seen, topmost first. Empty where nothing is laid out. */
export function partsOnScreen(): Element[] {
  const parts: Parts = new Map();
  for (const row of ROWS) {
    for (const column of COLUMNS) {
      const [x, y] = [innerWidth * column, innerHeight * row];
      const isKnown = [...parts.values()].some((box) => covers(box, x, y));
      const hit = isKnown ? null : document.elementFromPoint(x, y);
      const part = hit && screenfulAround(hit);
      if (part && !parts.has(part)) addWithNeighbours(part, parts);
    }
  }
  return [...parts.keys()].filter((part) => !hasAncestorIn(parts, part));
}

/** The outermost element around it that is about a screen or less, but never the whole body. */
function screenfulAround(hit: Element): Element | null {
  let part: Element | null = null;
  for (let at: Element | null = hit; at && at !== document.body; at = at.parentElement) {
    if (at === document.documentElement) return part;
    const isTall = at.getBoundingClientRect().height > innerHeight * TALLEST;
    // Between the rows of a list the point meets the list itself, and that is not what is seen.
    if (isTall) return part ?? (at.firstElementChild ? null : at);
    part = at;
  }
  return part;
}

/** The rows of a list lie closer together than the points. */
function addWithNeighbours(part: Element, parts: Parts): void {
  parts.set(part, part.getBoundingClientRect());
  for (const side of ['previousElementSibling', 'nextElementSibling'] as const) {
    let at = part[side];
    for (let count = 0; at && count < MOST_NEIGHBOURS && !parts.has(at); count++) {
      const box = at.getBoundingClientRect();
      if (!isOnScreen(box)) break;
      parts.set(at, box);
      at = at[side];
    }
  }
}

function isOnScreen({ top, bottom, height }: DOMRect): boolean {
  return bottom >= 0 && top <= innerHeight && height <= innerHeight * TALLEST;
}

function covers({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function hasAncestorIn(parts: Parts, part: Element): boolean {
  for (let at = part.parentElement; at; at = at.parentElement) if (parts.has(at)) return true;
  return false;
}
