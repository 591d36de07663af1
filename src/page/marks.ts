/**
 * The numbers found in this document, and their paint: one Highlight under one name. The page's DOM is never written to.
 * A mark is its text nodes and offsets; the ranges are for painting only. What a change of the page makes stale is
 * dropped before the next frame is drawn.
 */
import type { FoundNumber } from '../numbers/find.ts';
import type { Span } from './join.ts';

export const HIGHLIGHT_NAME = 'offhook-number';

export type Mark = Span & {
  readonly found: FoundNumber;
  /** The text as it was found, without the page's line breaks. */
  readonly text: string;
};

export interface Marks {
  readonly size: number;
  add(marks: readonly Mark[]): void;
  /** The mark that covers this place in this node. */
  at(node: Text, offset: number): Mark | null;
  on(node: Text): readonly Mark[];
  dropOn(node: Text): void;
  /** Forgets marks whose text has left the document or was cut away. */
  sweep(): void;
  /** Puts the highlight back when the page cleared the registry, which is the page's own. */
  assert(): void;
  clear(): void;
}

type Painted = { readonly mark: Mark; readonly range: Range };

export function createMarks(): Marks {
  const highlight = new Highlight();
  const byNode = new WeakMap<Text, readonly Painted[]>();
  const all = new Set<Painted>();

  const drop = (painted: Painted) => {
    if (!all.delete(painted)) return;
    highlight.delete(painted.range);
    for (const node of painted.mark.nodes) {
      const rest = byNode.get(node)?.filter((other) => other !== painted) ?? [];
      if (rest.length > 0) byNode.set(node, rest);
      else byNode.delete(node);
    }
  };
  const dropOn = (node: Text) => {
    for (const painted of byNode.get(node) ?? []) drop(painted);
  };
  const paint = (mark: Mark) => {
    const range = rangeOf(mark);
    if (!range) return;
    const painted = { mark, range };
    all.add(painted);
    highlight.add(range);
    for (const node of mark.nodes) byNode.set(node, [...(byNode.get(node) ?? []), painted]);
  };
  const on = (node: Text) => (byNode.get(node) ?? []).map((painted) => painted.mark);

  return {
    get size() {
      return all.size;
    },
    add(marks) {
      for (const mark of marks) paint(mark);
    },
    at: (node, offset) => on(node).find((mark) => covers(mark, node, offset)) ?? null,
    on,
    dropOn,
    sweep() {
      for (const painted of all) {
        const isGone = painted.range.collapsed || !painted.mark.nodes.every((node) => node.isConnected);
        if (isGone) drop(painted);
      }
    },
    assert() {
      if (all.size > 0 && CSS.highlights.get(HIGHLIGHT_NAME) !== highlight) {
        CSS.highlights.set(HIGHLIGHT_NAME, highlight);
      }
    },
    clear() {
      for (const painted of all) drop(painted);
      // A newer script of ours may already have its own highlight under this name.
      if (CSS.highlights.get(HIGHLIGHT_NAME) === highlight) CSS.highlights.delete(HIGHLIGHT_NAME);
    },
  };
}

/** Null when the page has cut the text away. */
export function rangeOf({ nodes, startOffset, endOffset }: Span): Range | null {
  const first = nodes[0];
  const last = nodes.at(-1);
  if (!first?.isConnected || !last?.isConnected) return null;
  if (startOffset > first.length || endOffset > last.length) return null;
  const range = document.createRange();
  range.setStart(first, startOffset);
  range.setEnd(last, endOffset);
  return range.collapsed ? null : range;
}

function covers(mark: Mark, node: Text, offset: number): boolean {
  const from = node === mark.nodes[0] ? mark.startOffset : 0;
  const to = node === mark.nodes.at(-1) ? mark.endOffset : node.length;
  return offset >= from && offset <= to;
}
