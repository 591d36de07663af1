/** The parts of a document that are on the screen, by asking the browser at a few points. Reads layout, walks no tree. */

/** Enough to meet every column and pane of an application; between them, neighbours lead on. */
const COLUMNS = [0.06, 0.3, 0.5, 0.7, 0.94];
const ROWS = [0.03, 0.2, 0.4, 0.6, 0.8, 0.97];
/** A part that is much taller than the screen is taken by its pieces. */
const TALLEST = 1.5;
/** A screen of the smallest rows. */
const MOST_NEIGHBOURS = 120;

/** Disjoint elements that together hold what can be seen, topmost first. Empty where nothing is laid out. */
export function partsOnScreen(): Element[] {
  const parts = new Set<Element>();
  for (const row of ROWS) {
    for (const column of COLUMNS) {
      const hit = document.elementFromPoint(innerWidth * column, innerHeight * row);
      const part = hit && screenfulAround(hit);
      if (part && !parts.has(part)) addWithNeighbours(part, parts);
    }
  }
  return [...parts].filter((part) => !hasAncestorIn(parts, part));
}

/** The outermost element around it that is about a screen or less, but never the whole body. */
function screenfulAround(hit: Element): Element | null {
  let part: Element | null = null;
  for (let at: Element | null = hit; at && at !== document.body; at = at.parentElement) {
    if (at === document.documentElement) return part;
    if (at.getBoundingClientRect().height > innerHeight * TALLEST) return part ?? at;
    part = at;
  }
  return part;
}

/** The rows of a list lie closer together than the points. */
function addWithNeighbours(part: Element, parts: Set<Element>): void {
  parts.add(part);
  for (const side of ['previousElementSibling', 'nextElementSibling'] as const) {
    let at = part[side];
    for (let count = 0; at && count < MOST_NEIGHBOURS && !parts.has(at) && isOnScreen(at); count++) {
      parts.add(at);
      at = at[side];
    }
  }
}

function isOnScreen(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return bottom >= 0 && top <= innerHeight && height <= innerHeight * TALLEST;
}

function hasAncestorIn(parts: ReadonlySet<Element>, part: Element): boolean {
  for (let at = part.parentElement; at; at = at.parentElement) if (parts.has(at)) return true;
  return false;
}
