/**
 * The queue of what is still to be read: blocks, lines and shadow roots, taken one at a time in idle slices. Reads runs,
 * asks for their numbers and replaces the marks on their text. What has changed is told by watch.ts.
 */
import type { CountryHint } from '../numbers/e164.ts';
import { findNumbers } from '../numbers/find.ts';
import { couldHoldNumber, type ReadText, readRun } from './join.ts';
import type { Mark, Marks } from './marks.ts';
import { createSlices } from './slices.ts';
import {
  expandBlock,
  type Found,
  isOffLimits,
  kindOf,
  type Run,
  type Segment,
  segmentAround,
  segmentRuns,
} from './walk.ts';

export type Scanner = {
  /** Everything in the element or shadow root, and the line it stands in. */
  addTree(root: Element | ShadowRoot): void;
  /** The line around a text or an inline element. */
  addLine(node: Node): void;
  /** Something went away: forget its marks once there is time. */
  tidy(): void;
  /** Reads the line around this text now, so that a click is judged by what the page says at this moment. */
  readNow(node: Text): void;
};

type Task =
  | { readonly kind: 'tree'; readonly root: Element | ShadowRoot }
  | { readonly kind: 'block'; readonly root: Element | ShadowRoot; readonly from?: ChildNode }
  | { readonly kind: 'line'; readonly node: Node }
  | { readonly kind: 'segment'; readonly nodes: Segment }
  | { readonly kind: 'text'; readonly text: ReadText };

export type ScanOptions = {
  readonly marks: Marks;
  readonly hint: CountryHint | null;
  /** A shadow root came into sight. */
  readonly onShadow: (root: ShadowRoot) => void;
  /** The queue ran empty. */
  readonly onIdle: () => void;
};

export function createScanner({ marks, hint, onShadow, onIdle }: ScanOptions, signal: AbortSignal): Scanner {
  const urgent = new Set<Node>();
  const stack: Task[] = [];
  const found: Found = {
    block: (root) => stack.push({ kind: 'block', root }),
    segment: (nodes) => {
      if (!dismiss(nodes, marks)) stack.push({ kind: 'segment', nodes });
    },
    shadow: (root) => {
      onShadow(root);
      stack.push({ kind: 'block', root });
    },
  };
  const readText = (text: ReadText) => marks.add(numbersIn(text, hint));
  const readRunSoon = (run: Run) => {
    const [first, ...rest] = clearAndRead(run, marks);
    for (const text of rest) stack.push({ kind: 'text', text });
    if (first) readText(first);
  };
  const readLine = (node: Node, onRun: (run: Run) => void) => {
    const nodes = segmentAround(node);
    if (nodes) segmentRuns(nodes, found, onRun);
    else if (node instanceof Text) marks.dropOn(node);
    for (const one of nodes ?? []) urgent.delete(one);
  };
  const expand = (root: Element | ShadowRoot, from?: ChildNode) => {
    // A child that left in the meantime is no place to go on from: list the block again.
    const next = expandBlock(root, found, from?.parentNode === root ? from : root.firstChild);
    if (next) stack.push({ kind: 'block', root, from: next });
  };
  const enter = (root: Element | ShadowRoot) => {
    if (!root.isConnected || isOffLimits(root)) return;
    if (root instanceof Element && kindOf(root) === 'inline') readLine(root, readRunSoon);
    else expand(root);
  };
  const work = (task: Task) => {
    if (task.kind === 'segment') segmentRuns(task.nodes, found, readRunSoon);
    else if (task.kind === 'text') readText(task.text);
    else if (task.kind === 'line') readLine(task.node, readRunSoon);
    else if (task.kind === 'block') expand(task.root, task.from);
    else enter(task.root);
  };
  const step = (): boolean => {
    const task = stack.pop() ?? nextOf(urgent);
    if (task) work(task);
    else onIdle();
    return task !== null;
  };
  const slices = createSlices(step, signal);
  const add = (node: Node) => {
    urgent.add(node);
    slices.wake();
  };
  const readNow = (node: Text) => readLine(node, (run) => clearAndRead(run, marks).forEach(readText));
  return { addTree: add, addLine: add, tidy: slices.wake, readNow };
}

/** A whole tree for elements, a line for texts; what lies in a tree that waits as well is left to that tree. */
function nextOf(waiting: Set<Node>): Task | null {
  for (const node of waiting) {
    waiting.delete(node);
    if (!node.isConnected || hasWaitingAncestor(node, waiting)) continue;
    if (node instanceof Element || node instanceof ShadowRoot) return { kind: 'tree', root: node };
    return { kind: 'line', node };
  }
  return null;
}

function hasWaitingAncestor(node: Node, waiting: ReadonlySet<Node>): boolean {
  if (waiting.size === 0) return false;
  for (let at = node.parentNode; at; at = at.parentNode) if (waiting.has(at)) return true;
  return false;
}

/** Most of a page is single texts without digits: not worth a task. */
function dismiss(nodes: Segment, marks: Marks): boolean {
  const [only] = nodes;
  if (nodes.length !== 1 || !(only instanceof Text) || couldHoldNumber(only.data)) return false;
  marks.dropOn(only);
  return true;
}

/** The old marks go at once; new ones come as its texts are read. */
function clearAndRead(run: Run, marks: Marks): ReadText[] {
  if (marks.size > 0) for (const { node } of run.parts) marks.dropOn(node);
  return readRun(run);
}

function numbersIn(text: ReadText, hint: CountryHint | null): Mark[] {
  return findNumbers(text.text, { country: hint }).map((number) => ({
    ...text.span(number.start, number.end),
    found: number,
    text: text.text.slice(number.start, number.end),
  }));
}
