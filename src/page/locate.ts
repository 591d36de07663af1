/**
 * From a text read natively, in one go, to the lines of it that could hold a number: a walk over the text nodes of a small
 * part of the page, as far as the last place. What is in a line is join.ts and reading.ts.
 */
import type { Place } from './candidates.ts';
import { isOffLimits, kindOf, type Run, runOf, segmentAround, segmentRuns } from './walk.ts';

type Root = Element | ShadowRoot;

/** Each run below `root` in which one could be, in document order. `places`: those of the root's text content. */
export function runsWithPlaces(root: Root, places: readonly Place[], onRun: (run: Run) => void): void {
  // What is around the root is readable; whether the root is has not been asked yet.
  const within = root instanceof ShadowRoot ? root : root.parentNode;
  let told: Set<Text> | null = null;
  visitPlaces(root, places, (node) => {
    if (isAlone(node)) {
      if (!isOffLimits(node, within)) onRun(runOf([node]));
    } else if (!told?.has(node)) {
      told ??= new Set();
      runAround(node, within, told, onRun);
    }
  });
}

function runAround(node: Text, within: Node | null, told: Set<Text>, onRun: (run: Run) => void): void {
  const tell = (run: Run) => {
    if (!run.parts.some((part) => part.node === node)) return;
    for (const part of run.parts) told.add(part.node);
    onRun(run);
  };
  const nodes = segmentAround(node, within);
  // Blocks inside of inline elements are met by their own text.
  if (nodes) segmentRuns(nodes, { block: () => {} }, tell);
}

/** The text nodes that the places in the root's text cover. */
function visitPlaces(root: Root, places: readonly Place[], visit: (node: Text) => void): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  let end = 0;
  let at = 0;
  for (let place = places[at]; place; ) {
    const node = walker.nextNode() as Text | null;
    if (!node) return;
    end += node.length;
    if (end <= place.start) continue;
    visit(node);
    while (place && place.end <= end) place = places[++at];
  }
}

/** A cell with nothing but its text, as nine in ten are. */
function isAlone(node: Text): boolean {
  const { parentNode } = node;
  const isOnly = node.previousSibling === null && node.nextSibling === null;
  return isOnly && parentNode instanceof Element && kindOf(parentNode) === 'block';
}
