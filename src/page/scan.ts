/**
 * What is to be read, and how: trees, blocks, lines and shadow roots, one small task at a time. Replaces the marks on what
 * it reads. The order of tasks is queue.ts, what has changed is told by watch.ts, what a text holds by reading.ts.
 */
import { couldHoldNumber, placesIn } from './candidates.ts';
import { type ReadText, readRun } from './join.ts';
import { createLateRoots } from './lateRoots.ts';
import { runsAround, runsWithPlaces, textsAt } from './locate.ts';
import type { Mark, Marks } from './marks.ts';
import { partsOnScreen } from './onScreen.ts';
import { createQueue } from './queue.ts';
import { isUnfinished, possibleHosts, type ShadowRootOf } from './shadowRoots.ts';
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
  /** The whole page, at once: somebody looks at it. */
  begin(root: Element): void;
  /** Everything in the element or shadow root, and the line it stands in. */
  addTree(root: Element | ShadowRoot): void;
  /** The line around a text or an inline element. */
  addLine(node: Node): void;
  /** Other small work that can wait for an idle moment. */
  later(work: () => void): void;
  /** Reads the line around this text now, so that a click is judged by what the page says at this moment. */
  readNow(node: Text): void;
};

type Root = Element | ShadowRoot;
type Task = () => void;

export type ScanOptions = {
  readonly marks: Marks;
  readonly read: (text: ReadText) => Mark[];
  readonly shadowRootOf: ShadowRootOf;
  /** A shadow root came into sight. */
  readonly onShadow: (root: ShadowRoot) => void;
  /** Everything is read. */
  readonly onIdle: () => void;
};

/** In a longer text, what is on the screen is read before the rest. */
const SCREENFUL_CHARACTERS = 4_000;
/** A block with so little text, a row or a paragraph, is read in one go; of a longer one the parts are listed. */
const SMALL_CHARACTERS = 2_000;
/** So much text with something like a number in it, all small blocks together, is work for one step. */
const STEP_CHARACTERS = 1_500;
/** The text of so many is read in one call of a few milliseconds; a larger tree is taken by its branches. */
const MAX_ELEMENTS = 20_000;
/** Of so many branches each is small. */
const MANY_BRANCHES = 50;
const HOSTS_A_STEP = 250;

export function createScanner(options: ScanOptions, signal: AbortSignal): Scanner {
  const { marks, read, shadowRootOf, onShadow, onIdle } = options;
  /** Parts of the tree at hand that were on the screen and are read already. */
  let done = new WeakSet<Node>();
  const queue = createQueue<Task>((node) =>
    node instanceof Element || node instanceof ShadowRoot
      ? () => enter(node)
      : () => readLine(node, readRunSoon),
  );
  const block = (root: Root) => queue.push(() => readBlock(root));

  const readText = (text: ReadText) => marks.add(read(text));
  const readRunSoon = (run: Run) => {
    const [now, ...later] = clearAndRead(run, marks);
    for (const text of later) queue.push(() => readText(text));
    if (now) readText(now);
  };
  const readLine = (node: Node, onRun: (run: Run) => void) => {
    const nodes = segmentAround(node);
    if (nodes) segmentRuns(nodes, { block }, onRun);
    else if (node instanceof Text) marks.dropOn(node);
    for (const one of nodes ?? []) queue.forget(one);
  };
  const readSegment = (nodes: Segment) => segmentRuns(nodes, { block }, readRunSoon);

  /** How much of a small block had to be looked into; null: it is larger than that. */
  const readSmall = (root: Root, text: string): number | null => {
    if (text.length > SMALL_CHARACTERS) return null;
    const places = placesIn(text);
    if (places.length === 0) return 0;
    runsWithPlaces(root, places, readRunSoon);
    return text.length;
  };
  const readBlock = (root: Root) => {
    if (readSmall(root, root.textContent ?? '') === null) expand(root);
  };
  const expand = (root: Root, from?: ChildNode) => {
    if (!from && root instanceof Element && kindOf(root) === 'skip') return;
    const tasks: Task[] = [];
    let read = 0;
    const found: Found = {
      block(child) {
        if (done.has(child)) return;
        const text = child.textContent ?? '';
        const looked = readSmall(child, text);
        if (looked !== null) read += looked;
        else if (couldHoldNumber(text)) tasks.push(() => expand(child));
      },
      segment: (nodes) => couldHoldNumber(textOf(nodes)) && tasks.push(() => readSegment(nodes)),
      isEnough: () => read > STEP_CHARACTERS,
    };
    // A child that left in the meantime is no place to go on from: list the block again.
    const next = expandBlock(root, found, from?.parentNode === root ? from : root.firstChild);
    if (next) tasks.push(() => expand(root, next));
    for (const task of tasks.reverse()) queue.push(task);
  };

  const enter = (root: Root, isPart = false) => {
    if (!root.isConnected || isOffLimits(root)) return;
    if (root instanceof Element) lookIn(root);
    if (root instanceof Element && kindOf(root) === 'inline') {
      // Its blocks, if there are any, follow from the line.
      lookInAll(possibleHosts(root));
      return readLine(root, readRunSoon);
    }
    if (hasMoreThan(MAX_ELEMENTS, root)) enterBranches(root, isPart);
    else enterWhole(root, isPart);
  };
  const enterWhole = (root: Root, isPart: boolean) => {
    const text = isPart && done.has(root) ? '' : (root.textContent ?? '');
    const places = placesIn(text);
    queue.push(() => lookInAll(possibleHosts(root)));
    if (places.length === 0) return;
    if (!isPart && text.length > SCREENFUL_CHARACTERS) seeFirst(root);
    const texts = textsAt(root, places);
    if (text.length <= SMALL_CHARACTERS) readTexts(root, texts, new Set());
    else queue.push(() => readTexts(root, texts, new Set()));
  };
  /** So many as make a step; the rest follows. */
  const readTexts = (root: Root, texts: readonly Text[], told: Set<Text>) => {
    let characters = 0;
    let count = 0;
    while (count < texts.length && characters < STEP_CHARACTERS) characters += texts[count++]?.length ?? 0;
    if (count < texts.length) queue.push(() => readTexts(root, texts.slice(count), told));
    runsAround(texts.slice(0, count), { root, told, isDone: (element) => done.has(element) }, readRunSoon);
  };
  const enterBranches = (root: Root, isPart: boolean) => {
    if (!isPart) seeFirst(root);
    const branches = root.children;
    if (branches.length > MANY_BRANCHES) {
      lookBelow(root.firstElementChild);
      block(root);
      return;
    }
    for (const branch of [...branches].reverse()) queue.push(() => enter(branch, true));
    // Between its branches the root has lines of its own.
    const segment = (nodes: Segment) => queue.push(() => readSegment(nodes));
    expandBlock(root, { block: () => {}, segment });
  };
  const seeFirst = (root: Root) => {
    for (const part of partsOnScreen().reverse()) {
      if (part === root || !root.contains(part) || isOffLimits(part)) continue;
      if (kindOf(part) === 'inline') {
        queue.pushFirst(() => readLine(part, readRunSoon));
        continue;
      }
      done.add(part);
      queue.pushFirst(() => readBlock(part));
    }
    if (queue.isUrgent()) slices.hurry();
    queue.calmDown();
  };

  const lookIn = (host: Element) => {
    const root = shadowRootOf(host);
    if (!root && isUnfinished(host)) lateRoots.expect(host);
    if (!root || isOffLimits(host)) return;
    onShadow(root);
    queue.push(() => enter(root));
  };
  const lateRoots = createLateRoots(shadowRootOf, (host) => add(host), signal);
  const lookInAll = (hosts: ArrayLike<Element>, from = 0) => {
    const to = Math.min(hosts.length, from + HOSTS_A_STEP);
    if (to < hosts.length) queue.push(() => lookInAll(hosts, to));
    for (let at = from; at < to; at++) lookIn(hosts[at] as Element);
  };
  const lookBelow = (branch: Element | null) => {
    let at = branch;
    for (let count = 0; at && count < MANY_BRANCHES; count++, at = at.nextElementSibling) {
      lookIn(at);
      lookInAll(possibleHosts(at));
    }
    if (at) queue.push(() => lookBelow(at));
  };

  const step = (): boolean => {
    const task = queue.next();
    if (task) task();
    else {
      done = new WeakSet();
      onIdle();
    }
    return task !== null;
  };
  const slices = createSlices(step, queue.isUrgent, signal);
  const add = (node: Node) => {
    queue.wait(node);
    slices.wake();
  };
  return {
    begin(root) {
      queue.pushFirst(() => enter(root));
      slices.hurry();
    },
    addTree: add,
    addLine: add,
    later(work) {
      queue.push(work);
      slices.wake();
    },
    readNow: (node) => readLine(node, (run) => clearAndRead(run, marks).forEach(readText)),
  };
}

/** Counts no further than that: the browser walks its list up to the place that is asked for. */
function hasMoreThan(count: number, root: Root): boolean {
  const tops = root instanceof Element ? [root] : [...root.children];
  return tops.some((top) => top.getElementsByTagName('*')[count] !== undefined);
}

function textOf(nodes: Segment): string {
  const [only] = nodes;
  if (nodes.length === 1 && only) return only.textContent ?? '';
  return nodes.map((node) => node.textContent ?? '').join('');
}

/** The old marks go at once; new ones come as its texts are read. */
function clearAndRead(run: Run, marks: Marks): ReadText[] {
  if (!marks.isEmpty) for (const { node } of run.parts) marks.dropOn(node);
  return readRun(run);
}
