/**
 * The numbers found in this document, and their paint: one Highlight under one name. The page's DOM is never written to.
 * A mark is its text nodes and offsets, remembered for as long as the page has the nodes; a range, which costs time at
 * every change of the page, has it only while it is near the screen.
 */
import type { FoundNumber } from '../numbers/find.ts';
import { type Span, writtenIn } from './join.ts';
import { createNearby, tellSeen } from './nearby.ts';

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
  /** What is on the screen and around it, in no particular order. */
  nearby(): readonly Mark[];
  dropOn(node: Text): void;
  /** Takes away the paint of marks whose text has left the document or was cut away. */
  sweep(): void;
  /**
   * A busy page changes in every frame, and each range costs it 30 µs there: only what is on the screen is painted, as soon
   * as the browser has said what that is.
   */
  beBusy(isBusy: boolean): void;
  /** All is read for now; a person may have scrolled since the last time. */
  review(): void;
  /** Puts the highlight back when the page cleared the registry, which is the page's own. */
  assert(): void;
  clear(): void;
}

/** A mark, the element whose nearness stands for its own, and its range while it is painted. */
type Kept = { readonly mark: Mark; readonly carrier: Element | null; range: Range | null };

/**
 * A hundred ranges cost a busy page nothing that can be measured, 500 cost 7 ms of every frame (bench/numbers). So up
 * to so many are painted wherever they are.
 */
const CHEAP_RANGES = 100;

export function createMarks(signal: AbortSignal): Marks {
  const highlight = new Highlight();
  /** Weak: a mark goes with its text, and nobody has to notice. */
  const byNode = new WeakMap<Text, readonly Kept[]>();
  const byCarrier = new WeakMap<Element, readonly Kept[]>();
  const painted = new Set<Kept>();
  const near = new Set<Kept>();
  const faraway = new Set<Kept>();
  let isEmpty = true;
  let isShown = false;
  let isBusy = false;

  const unpaint = (kept: Kept) => {
    if (kept.range) highlight.delete(kept.range);
    kept.range = null;
    painted.delete(kept);
    faraway.delete(kept);
  };
  const paint = (kept: Kept) => {
    if (kept.range) return;
    kept.range = rangeOf(kept.mark);
    if (!kept.range) return drop(kept);
    painted.add(kept);
    highlight.add(kept.range);
    if (!isShown) marks.assert();
  };
  const makeRoom = () => {
    for (const kept of faraway) {
      if (painted.size <= CHEAP_RANGES) return;
      unpaint(kept);
    }
  };
  const drop = (kept: Kept) => {
    unpaint(kept);
    near.delete(kept);
    for (const node of kept.mark.nodes) without(byNode, node, kept);
    const { carrier } = kept;
    if (carrier && without(byCarrier, carrier, kept)) nearby.forget(carrier);
  };
  const remember = (kept: Kept) => {
    for (const node of kept.mark.nodes) addTo(byNode, node, kept);
    const { carrier } = kept;
    if (carrier && addTo(byCarrier, carrier, kept)) nearby.observe(carrier);
  };
  /** Painted, or to be painted once the page is calm. */
  const atHand = () => [...new Set([...painted, ...near])];
  const paintSeen = () => {
    for (const kept of faraway) unpaint(kept);
    const asked = atHand();
    const carriers = asked.flatMap(({ carrier }) => carrier ?? []);
    tellSeen(carriers, (seen) => {
      if (!isBusy) return;
      for (const kept of asked) if (kept.carrier) (seen.has(kept.carrier) ? paint : unpaint)(kept);
    });
  };
  const nearby = createNearby(
    {
      onEnter(carrier) {
        for (const kept of byCarrier.get(carrier) ?? []) {
          faraway.delete(kept);
          near.add(kept);
          if (!isBusy) paint(kept);
        }
      },
      onLeave(carrier) {
        for (const kept of byCarrier.get(carrier) ?? []) {
          near.delete(kept);
          if (!kept.range) continue;
          if (carrier.isConnected) faraway.add(kept);
          else drop(kept);
        }
      },
      onTold: makeRoom,
    },
    signal,
  );
  const on = (node: Text) =>
    (byNode.get(node) ?? []).map(({ mark }) => mark).filter((mark) => isStillWritten(mark));

  const marks: Marks = {
    get isEmpty() {
      return isEmpty;
    },
    add(found) {
      isEmpty &&= found.length === 0;
      for (const mark of found) {
        const kept = { mark, carrier: carrierOf(mark), range: null };
        remember(kept);
        // Seen at once where there is room; the observer tells of the rest, and of what must go, a frame later.
        if (isBusy) near.add(kept);
        else if (painted.size < CHEAP_RANGES) paint(kept);
      }
    },
    at: (node, offset) => on(node).find((mark) => covers(mark, node, offset)) ?? null,
    on,
    nearby: () => atHand().map(({ mark }) => mark),
    dropOn(node) {
      for (const kept of byNode.get(node) ?? []) drop(kept);
    },
    sweep() {
      for (const kept of atHand()) if (kept.range?.collapsed || !isConnected(kept.mark)) drop(kept);
    },
    beBusy(busy) {
      isBusy = busy;
      if (isBusy) paintSeen();
      else near.forEach(paint);
    },
    review() {
      marks.assert();
      if (isBusy) paintSeen();
    },
    assert() {
      isShown = painted.size > 0;
      if (isShown && CSS.highlights.get(HIGHLIGHT_NAME) !== highlight)
        CSS.highlights.set(HIGHLIGHT_NAME, highlight);
    },
    clear() {
      for (const kept of atHand()) drop(kept);
      // A newer script of ours may already have its own highlight under this name.
      if (CSS.highlights.get(HIGHLIGHT_NAME) === highlight) CSS.highlights.delete(HIGHLIGHT_NAME);
    },
  };
  return marks;
}

/** True: it is the first of its list. */
function addTo<Key extends object>(lists: WeakMap<Key, readonly Kept[]>, key: Key, kept: Kept): boolean {
  const list = lists.get(key);
  lists.set(key, list ? [...list, kept] : [kept]);
  return list === undefined;
}

/** Takes one out of its list; true: it was the last. */
function without<Key extends object>(lists: WeakMap<Key, readonly Kept[]>, key: Key, kept: Kept): boolean {
  const list = lists.get(key);
  if (!list?.includes(kept)) return false;
  if (list.length > 1)
    lists.set(
      key,
      list.filter((other) => other !== kept),
    );
  else lists.delete(key);
  return list.length === 1;
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
