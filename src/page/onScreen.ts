/** The parts of a document that are on the screen, by asking the browser at a few points. Reads layout, walks no tree. */

/** Enough to meet every column and pane of an application; between them, neighbours lead on. */
const COLUMNS = [0.06, 0.3, 0.5, 0.7, 0.94];
const ROWS = [0.03, 0.2, 0.4, 0.6, 0.8, 0.97];
/** A part that is much taller than the screen is taken by its pieces. */
const TALLEST = 1.5;
/** A screen of the smallest rows. */
const MOST_NEIGHBOURS = 120;

/** In numbers of ours: each side of a DOMRect is a call into the browser. */
type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
/** Each part with its box: a point in a box that is known costs no question, and one costs 1 ms in a table of 10,000 rows. */
type Parts = Map<Element, Box>;

/** Disjoint elements that together hold what can be seen, topmost first. Empty where nothing is laid out. */
export function partsOnScreen(): Element[] {
  const parts: Parts = new Map();
  for (const row of ROWS) {
    for (const column of COLUMNS) {
      const [x, y] = [innerWidth * column, innerHeight * row];
      const hit = isKnown(parts, x, y) ? null : document.elementFromPoint(x, y);
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
  parts.set(part, boxOf(part));
  for (const side of ['previousElementSibling', 'nextElementSibling'] as const) {
    let at = part[side];
    for (let count = 0; at && count < MOST_NEIGHBOURS && !parts.has(at); count++) {
      const box = boxOf(at);
      if (!isOnScreen(box)) break;
      parts.set(at, box);
      at = at[side];
    }
  }
}

function boxOf(element: Element): Box {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { left, right, top, bottom };
}

function isOnScreen({ top, bottom }: Box): boolean {
  return bottom >= 0 && top <= innerHeight && bottom - top <= innerHeight * TALLEST;
}

function isKnown(parts: Parts, x: number, y: number): boolean {
  for (const { left, right, top, bottom } of parts.values())
    if (x >= left && x <= right && y >= top && y <= bottom) return true;
  return false;
}

function hasAncestorIn(parts: Parts, part: Element): boolean {
  for (let at = part.parentElement; at; at = at.parentElement) if (parts.has(at)) return true;
  return false;
}
