/**
 * Reading a page: which elements hold text that people read as one line, and which are none of our business. Yields
 * inline runs (text nodes joined across inline elements inside one block). Reads the DOM only; finding numbers in a run
 * is join.ts and marks.ts.
 *
 * The work is cut into blocks and segments, each small and each a snapshot of sibling lists, so that a walk may pause
 * between them while the page changes: what has gone is skipped, what is new reaches us through the observer.
 */

/** Text that reads as one line. `from` is the offset in the node, `start` the offset in `text`. */
export type RunPart = { readonly node: Text; readonly from: number; readonly start: number };
export type Run = { readonly text: string; readonly parts: readonly RunPart[] };

/** Siblings with only inline things between them. */
export type Segment = readonly ChildNode[];

export type Found = {
  block(element: Element): void;
  segment(nodes: Segment): void;
  /** Asked between two of them: what was told of is work for one slice already. */
  isEnough?(): boolean;
};

export type ElementKind = 'inline' | 'block' | 'skip';

/** Put on an element to keep everything in it unmarked. */
export const IGNORE_CLASS = 'offhook-ignore';

/** A page of 100,000 spans in one line is cut here: one segment must fit in one slice of time. */
const MAX_SEGMENT_NODES = 100;

/** A table of 100,000 rows is listed in pieces, each well within a slice with the reading of its rows' texts. */
const MAX_CHILDREN = 50;

const INLINE =
  'a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark nobr q rp rt ruby s small span strike strong sub sup time tt u var wbr';
const SKIP =
  'area audio base br canvas code embed frame frameset head iframe img input kbd link map math meta meter noscript object optgroup option picture progress samp script select style svg template textarea title video';

const KINDS = new Map<string, ElementKind>([
  ...INLINE.split(' ').map((name): [string, ElementKind] => [name, 'inline']),
  ...SKIP.split(' ').map((name): [string, ElementKind] => [name, 'skip']),
]);

/** Custom elements count as blocks: gluing two cells into one number is worse than missing a split one. */
export function kindOf(element: Element): ElementKind {
  const kind = kindByName(element);
  return kind === 'skip' || isOptedOut(element) ? 'skip' : kind;
}

/** Asked of every element, where the attributes need be read only of the few that hold a number. */
function kindByName(element: Element): ElementKind {
  return KINDS.get(element.localName) ?? 'block';
}

function isOptedOut(element: Element): boolean {
  if (!element.hasAttributes()) return false;
  if (element.classList.contains(IGNORE_CLASS)) return true;
  const editable = element.getAttribute('contenteditable');
  return editable !== null && editable.toLowerCase() !== 'false';
}

/**
 * True when the node or anything around it, through shadow roots, is not to be read. What is around `within` is known to
 * be readable.
 */
export function isOffLimits(node: Node, within: Node | null = null): boolean {
  for (let at: Node | null = node; at && at !== within; at = parentOrHost(at)) {
    if (at instanceof Element && kindOf(at) === 'skip') return true;
  }
  return document.designMode === 'on';
}

/** The parent, or for a shadow root the element that carries it. */
export function parentOrHost(node: Node): Node | null {
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}

/**
 * Lists what is directly in a block: segments of inline content and blocks. At most so many children at a time; returns
 * the child to go on from, or null at the end.
 */
export function expandBlock(
  root: Element | ShadowRoot,
  found: Found,
  from: ChildNode | null = root.firstChild,
): ChildNode | null {
  let open: ChildNode[] = [];
  const close = () => {
    if (open.length > 0) found.segment(open);
    open = [];
  };
  let child = from;
  for (let count = 0; child; child = child.nextSibling, count++) {
    const kind = kindOfNode(child, kindByName);
    if (open.length >= MAX_SEGMENT_NODES || kind === 'block' || kind === 'skip') close();
    // Between two segments, so that no line is cut by it.
    if (open.length === 0 && count > 0 && (count >= MAX_CHILDREN || found.isEnough?.())) break;
    if (kind === 'inline') open.push(child);
    else if (kind === 'block') found.block(child as Element);
  }
  close();
  return child;
}

/** The runs of a segment; blocks inside inline elements end a run and are handed on. */
export function segmentRuns(nodes: Segment, found: Pick<Found, 'block'>, run: (run: Run) => void): void {
  let open: Text[] = [];
  const close = () => {
    if (open.length > 0) run(runOf(open));
    open = [];
  };
  const visit = (node: ChildNode) => {
    const kind = kindOfNode(node);
    if (kind === 'nothing') return;
    if (node instanceof Text) {
      open.push(node);
      return;
    }
    if (kind !== 'inline') close();
    if (kind === 'block') found.block(node as Element);
    if (kind !== 'inline') return;
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
  };
  const parent = nodes[0]?.parentNode;
  for (const node of nodes) if (node.parentNode === parent) visit(node);
  close();
}

/**
 * The siblings that share a line with this node, or null when it is not in a page or not to be read. `within` as above.
 */
export function segmentAround(node: Node, within: Node | null = null): Segment | null {
  let top: Node = node;
  while (top.parentNode instanceof Element && kindOf(top.parentNode) === 'inline') top = top.parentNode;
  if (!top.isConnected || !top.parentNode || isOffLimits(top, within)) return null;
  const nodes: ChildNode[] = [];
  let first = top as ChildNode;
  for (let i = 0; i < MAX_SEGMENT_NODES && isInlineNode(first.previousSibling); i++)
    first = first.previousSibling;
  for (let at: ChildNode | null = first; isInlineNode(at); at = at.nextSibling) {
    nodes.push(at);
    if (nodes.length > 2 * MAX_SEGMENT_NODES) break;
  }
  return nodes;
}

/** Texts that follow one another in one line. */
export function runOf(nodes: readonly Text[]): Run {
  let text = '';
  const parts: RunPart[] = [];
  for (const node of nodes) {
    parts.push({ node, from: 0, start: text.length });
    text += node.data;
  }
  return { text, parts };
}

function isInlineNode(node: Node | null): node is ChildNode {
  if (!node) return false;
  const kind = kindOfNode(node);
  return kind === 'inline' || kind === 'nothing';
}

function kindOfNode(node: Node, ofElement = kindOf): ElementKind | 'nothing' {
  const type = node.nodeType;
  if (type === Node.TEXT_NODE) return 'inline';
  return type === Node.ELEMENT_NODE ? ofElement(node as Element) : 'nothing';
}
