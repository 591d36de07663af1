/**
 * From a text read natively, in one go, to the lines of it that could hold a number: one walk over the text nodes, as far
 * as the last place. What is in a line is join.ts and reading.ts.
 */
import type { Place } from './candidates.ts';
import { kindOf, parentOrHost, type Run, runOf, segmentAround, segmentRuns } from './walk.ts';

type Root = Element | ShadowRoot;

export type LinesAround = {
  /** What is around it is readable; whether it is itself has not been asked. */
  readonly root: Root;
  /** Lines that were told of stay out, and come in. */
  readonly told: Set<Text>;
  /** Its lines are told of elsewhere. */
  readonly isDone?: (element: Node) => boolean;
};

/** The text nodes below `root` that the places in its text content cover, in document order. */
export function textsAt(root: Root, places: readonly Place[]): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  const texts: Text[] = [];
  let end = 0;
  let at = 0;
  for (let place = places[at]; place; ) {
    const node = walker.nextNode() as Text | null;
    if (!node) return texts;
    end += node.length;
    if (end <= place.start) continue;
    texts.push(node);
    while (place && place.end <= end) place = places[++at];
  }
  return texts;
}

/** The run around each of these texts, where it is still below `root` and to be read. */
export function runsAround(
  texts: readonly Text[],
  { root, told, isDone = () => false }: LinesAround,
  onRun: (run: Run) => void,
): void {
  if (document.designMode === 'on') return;
  const within = root instanceof ShadowRoot ? root : root.parentNode;
  /** Most texts are in the same few elements. */
  const readable = new Set<Node | null>([within]);
  for (const node of texts) {
    const cell = cellOf(node);
    if (cell && isReadable(cell.parentNode, readable, isDone) && !isDone(cell)) onRun(runOf([node]));
    else if (!cell && !told.has(node) && isReadable(node.parentNode, readable, isDone))
      runAround(node, within, told, onRun);
  }
}

/** Each run below `root` in which one could be, in document order. `places`: those of the root's text content. */
export function runsWithPlaces(root: Root, places: readonly Place[], onRun: (run: Run) => void): void {
  runsAround(textsAt(root, places), { root, told: new Set() }, onRun);
}

/** Climbs to what is known to be readable; what has left the root never comes there. */
function isReadable(
  from: Node | null,
  readable: Set<Node | null>,
  isDone: (element: Node) => boolean,
): boolean {
  let at = from;
  for (; at && !readable.has(at); at = parentOrHost(at)) {
    if (isDone(at) || (at instanceof Element && kindOf(at) === 'skip')) return false;
  }
  if (!readable.has(at)) return false;
  for (let below = from; below && below !== at; below = parentOrHost(below)) readable.add(below);
  return true;
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

/** The element around a text that has nothing else in it and is to be read, as nine in ten are. */
function cellOf(node: Text): Element | null {
  const { parentElement: parent } = node;
  if (!parent || node.previousSibling || node.nextSibling || kindOf(parent) !== 'block') return null;
  return parent;
}
