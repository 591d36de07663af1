/**
 * The numbers found in this document, and their paint: one Highlight under one name. The page's DOM is never written to.
 * A mark is its text nodes and offsets, remembered for as long as the page has the nodes; a range, which costs time at
 * every change of the page, has it only while it is near the screen.
 */
import type { FoundNumber } from '../numbers/find.ts';
import { type Span, writtenIn } from './join.ts';
import { createNearby } from './nearby.ts';

export const HIGHLIGHT_NAME = 'offhook-number';

export type Mark = Span & {
  readonly found: FoundNumber;
  /** The text as it was found, without the page's line breaks. */
  readonly text: string;
  /** The same with them, character by character as the nodes have it. */
  readonly written: string;
};

export interface Marks {
  /** False once anything was found. */
  readonly isEmpty: boolean;
  add(marks: readonly Mark[]): void;
  /** The mark that covers this place in this node. */
  at(node: Text, offset: number): Mark | null;
  on(node: Text): readonly Mark[];
  /** What is painted now: what is on the screen and around it, in no particular order. */
  painted(): readonly Mark[];
  dropOn(node: Text): void;
  /** Takes away the paint of marks whose text has left the document or was cut away. */
  sweep(): void;
  /** Puts the highlight back when the page cleared the registry, which is the page's own. */
  assert(): void;
  clear(): void;
}

/**
 * A hundred ranges cost a busy page nothing that can be measured, 500 cost 7 ms of every frame (bench/numbers). So up
 * to so many are painted wherever they are.
 */
const CHEAP_RANGES = 100;

export function createMarks(signal: AbortSignal): Marks {
  const highlight = new Highlight();
  /** Weak: a mark goes with its text, and nobody has to notice. */
  const byNode = new WeakMap<Text, readonly Mark[]>();
  const byCarrier = new WeakMap<Element, Set<Mark>>();
  const carriers = new WeakMap<Mark, Element>();
  const ranges = new Map<Mark, Range>();
  const faraway = new Set<Mark>();
  let isEmpty = true;

  const unpaint = (mark: Mark) => {
    const range = ranges.get(mark);
    if (range) highlight.delete(range);
    ranges.delete(mark);
    faraway.delete(mark);
  };
  const paint = (mark: Mark) => {
    if (ranges.has(mark)) return;
    const range = rangeOf(mark);
    if (!range) return drop(mark);
    ranges.set(mark, range);
    highlight.add(range);
  };
  const makeRoom = () => {
    for (const mark of faraway) {
      if (ranges.size <= CHEAP_RANGES) return;
      unpaint(mark);
    }
  };
  const drop = (mark: Mark) => {
    unpaint(mark);
    for (const node of mark.nodes) {
      const rest = byNode.get(node)?.filter((other) => other !== mark) ?? [];
      if (rest.length > 0) byNode.set(node, rest);
      else byNode.delete(node);
    }
    const carrier = carriers.get(mark);
    const carried = carrier && byCarrier.get(carrier);
    if (!carrier || !carried?.delete(mark) || carried.size > 0) return;
    byCarrier.delete(carrier);
    nearby.forget(carrier);
  };
  const remember = (mark: Mark) => {
    for (const node of mark.nodes) byNode.set(node, [...(byNode.get(node) ?? []), mark]);
    const carrier = carrierOf(mark);
    if (!carrier) return;
    carriers.set(mark, carrier);
    const carried = byCarrier.get(carrier);
    if (carried) carried.add(mark);
    else {
      byCarrier.set(carrier, new Set([mark]));
      nearby.observe(carrier);
    }
  };
  const nearby = createNearby(
    {
      onEnter(carrier) {
        for (const mark of byCarrier.get(carrier) ?? []) {
          faraway.delete(mark);
          paint(mark);
        }
        makeRoom();
      },
      onLeave(carrier) {
        for (const mark of byCarrier.get(carrier) ?? []) {
          if (!carrier.isConnected) drop(mark);
          else if (ranges.has(mark)) faraway.add(mark);
        }
        makeRoom();
      },
    },
    signal,
  );
  const on = (node: Text) => (byNode.get(node) ?? []).filter(isStillWritten);

  const marks: Marks = {
    get isEmpty() {
      return isEmpty;
    },
    add(found) {
      isEmpty &&= found.length === 0;
      for (const mark of found) {
        remember(mark);
        // Seen at once where there is room; the observer tells of the rest, and of what must go, a frame later.
        if (ranges.size < CHEAP_RANGES) paint(mark);
      }
      if (found.length > 0) marks.assert();
    },
    at: (node, offset) => on(node).find((mark) => covers(mark, node, offset)) ?? null,
    on,
    painted: () => [...ranges.keys()],
    dropOn(node) {
      for (const mark of byNode.get(node) ?? []) drop(mark);
    },
    sweep() {
      for (const [mark, range] of ranges) if (range.collapsed || !isConnected(mark)) drop(mark);
    },
    assert() {
      const shown = CSS.highlights.get(HIGHLIGHT_NAME);
      if (ranges.size > 0 && shown !== highlight) CSS.highlights.set(HIGHLIGHT_NAME, highlight);
    },
    clear() {
      for (const mark of [...ranges.keys()]) drop(mark);
      // A newer script of ours may already have its own highlight under this name.
      if (CSS.highlights.get(HIGHLIGHT_NAME) === highlight) CSS.highlights.delete(HIGHLIGHT_NAME);
    },
  };
  return marks;
}

/** The element whose nearness stands for the mark's. */
function carrierOf({ nodes }: Mark): Element | null {
  const parent = nodes[0]?.parentNode;
  if (parent instanceof Element) return parent;
  return parent instanceof ShadowRoot ? parent.host : null;
}

/** Null when the page has cut the text away, or put another in its place. */
export function rangeOf(mark: Mark): Range | null {
  const { nodes, startOffset, endOffset } = mark;
  const first = nodes[0];
  const last = nodes.at(-1);
  if (!first || !last || !isConnected(mark) || !isStillWritten(mark)) return null;
  const range = document.createRange();
  range.setStart(first, startOffset);
  range.setEnd(last, endOffset);
  return range;
}

function isConnected({ nodes }: Mark): boolean {
  return nodes.every((node) => node.isConnected);
}

/** The nodes may have changed where no observer looks: outside of the document, between two looks of ours. */
function isStillWritten(mark: Mark): boolean {
  return mark.written === writtenIn(mark);
}

function covers(mark: Mark, node: Text, offset: number): boolean {
  const from = node === mark.nodes[0] ? mark.startOffset : 0;
  const to = node === mark.nodes.at(-1) ? mark.endOffset : node.length;
  return offset >= from && offset <= to;
}
