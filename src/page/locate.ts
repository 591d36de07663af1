/**
 * From a text read natively, in one go, to the lines of it that could hold a number: a walk over the text nodes of a small
 * part of the page, as far as the last place. What is in a line is join.ts and reading.ts.
 */
import { nextPlace } from './candidates.ts';
import { isOffLimits, kindOf, type Run, runOf, segmentAround, segmentRuns } from './walk.ts';

type Root = Element | ShadowRoot;

/** Each run below `root` in which one could be, in document order. `text` is the root's text content. */
export function runsWithPlaces(root: Root, text: string, onRun: (run: Run) => void): void {
  const told = new Set<Text>();
  // What is around the root is readable; whether the root is has not been asked yet.
  const within = root instanceof ShadowRoot ? root : root.parentNode;
  visitPlaces(root, text, (node) => {
    if (isAlone(node)) {
      if (!isOffLimits(node, within)) onRun(runOf([node]));
      return;
    }
    if (told.has(node)) return;
    const tell = (run: Run) => {
      if (!run.parts.some((part) => part.node === node)) return;
      for (const part of run.parts) told.add(part.node);
      onRun(run);
    };
    const nodes = segmentAround(node, within);
    // Blocks inside of inline elements are met by their own text.
    if (nodes) segmentRuns(nodes, { block: () => {} }, tell);
  });
}

/** The text nodes that the places in the root's text cover. */
function visitPlaces(root: Root, text: string, visit: (node: Text) => void): void {
  let place = nextPlace(text, 0);
  if (!place) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  let end = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    end += node.length;
    if (end <= place.start) continue;
    visit(node);
    while (place.end <= end) {
      place = nextPlace(text, place.end);
      if (!place) return;
    }
  }
}

/** A cell with nothing but its text, as nine in ten are. */
function isAlone(node: Text): boolean {
  const { parentNode } = node;
  const isOnly = node.previousSibling === null && node.nextSibling === null;
  return isOnly && parentNode instanceof Element && kindOf(parentNode) === 'block';
}
