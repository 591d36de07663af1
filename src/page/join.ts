/**
 * From an inline run to text as the eye reads it: cut where CSS draws a box between two pieces, white space collapsed as
 * CSS collapses it, with a way back to the text nodes. Knows nothing of numbers beyond "could hold one".
 */
import { couldHoldNumber } from './candidates.ts';
import type { Run, RunPart } from './walk.ts';

/** A place in the page's text: `nodes` from first to last, offsets in the first and the last of them. */
export type Span = {
  readonly nodes: readonly Text[];
  readonly startOffset: number;
  readonly endOffset: number;
};

export type ReadText = {
  readonly text: string;
  /** Where it begins. */
  readonly node: Text;
  /** `start` and `end` are offsets in `text`, end exclusive. */
  span(start: number, end: number): Span;
};

const COLLAPSIBLE = /[\t\n\r\f]| {2}/;
/** One run must fit in one slice of time: about thirty numbers at most. */
const MAX_TEXT = 1_500;

/** The characters of a span as its nodes have them now; shorter when they were cut. */
export function writtenIn({ nodes, startOffset, endOffset }: Span): string {
  const last = nodes.length - 1;
  if (last === 0) return nodes[0]?.data.slice(startOffset, endOffset) ?? '';
  return nodes
    .map(({ data }, i) => data.slice(i === 0 ? startOffset : 0, i === last ? endOffset : data.length))
    .join('');
}

/** The readable texts of a run that could hold a number. */
export function readRun(run: Run): ReadText[] {
  if (!couldHoldNumber(run.text)) return [];
  // Nine in ten are one text in one element.
  if (run.parts.length === 1 && run.text.length <= MAX_TEXT) return [read(run)];
  return splitAtBoxes(run)
    .flatMap(splitLong)
    .filter((piece) => couldHoldNumber(piece.text))
    .map(read);
}

/** "0812345" and "678901" in two flex items are two texts, however inline their tags are. */
function splitAtBoxes(run: Run): Run[] {
  if (run.parts.length === 1) return [run];
  const runs: Run[] = [];
  let from = 0;
  run.parts.forEach((part, i) => {
    const before = run.parts[i - 1];
    if (!before || flowsInto(before.node, part.node)) return;
    runs.push(pieceOf(run, from, part.start));
    from = part.start;
  });
  return [...runs, pieceOf(run, from, run.text.length)];
}

/** True when nothing between the two nodes is drawn as a box of its own. */
function flowsInto(before: Text, after: Text): boolean {
  for (let at = before.parentElement; at && !at.contains(after); at = at.parentElement) {
    if (!isDrawnInline(at)) return false;
  }
  for (let at = after.parentElement; at && !at.contains(before); at = at.parentElement) {
    if (!isDrawnInline(at)) return false;
  }
  return true;
}

function isDrawnInline(element: Element): boolean {
  const { display } = getComputedStyle(element);
  return display === 'inline' || display === 'contents' || display === '';
}

function splitLong(run: Run): Run[] {
  const runs: Run[] = [];
  let from = 0;
  while (run.text.length - from > MAX_TEXT) {
    const cut = calmPlace(run.text, from, from + MAX_TEXT);
    runs.push(pieceOf(run, from, cut));
    from = cut;
  }
  return [...runs, pieceOf(run, from, run.text.length)];
}

/** Where a cut cannot part a number: after the last letter, comma or line break before the limit. */
function calmPlace(text: string, from: number, limit: number): number {
  for (let at = limit; at > from; at--) if (/[\p{L},;\n]/u.test(text[at - 1] ?? '')) return at;
  return limit;
}

function pieceOf(run: Run, from: number, to: number): Run {
  if (from === 0 && to === run.text.length) return run;
  const parts: RunPart[] = [];
  run.parts.forEach((part, i) => {
    const end = run.parts[i + 1]?.start ?? run.text.length;
    if (end <= from || part.start >= to) return;
    const skipped = Math.max(0, from - part.start);
    parts.push({ node: part.node, from: part.from + skipped, start: part.start + skipped - from });
  });
  return { text: run.text.slice(from, to), parts };
}

function read(run: Run): ReadText {
  const { node } = run.parts[0] as RunPart;
  if (!COLLAPSIBLE.test(run.text) || keepsWhiteSpace(node)) {
    return { text: run.text, node, span: (start, end) => spanOf(run, start, end) };
  }
  const { text, places } = collapse(run.text);
  return { text, node, span: (start, end) => spanOf(run, places[start] ?? 0, (places[end - 1] ?? 0) + 1) };
}

function keepsWhiteSpace({ parentElement: parent }: Text): boolean {
  return parent !== null && /pre|break/.test(getComputedStyle(parent).whiteSpace);
}

function collapse(raw: string): { text: string; places: number[] } {
  let text = '';
  const places: number[] = [];
  for (let i = 0; i < raw.length; i++) {
    const isSpace = /[\t\n\r\f ]/.test(raw[i] ?? '');
    if (isSpace && text.endsWith(' ')) continue;
    text += isSpace ? ' ' : raw[i];
    places.push(i);
  }
  return { text, places };
}

function spanOf(run: Run, start: number, end: number): Span {
  const [only] = run.parts;
  if (only && run.parts.length === 1) {
    const shift = only.from - only.start;
    return { nodes: [only.node], startOffset: start + shift, endOffset: end + shift };
  }
  const first = partAt(run, start);
  const last = partAt(run, end - 1);
  return {
    nodes: run.parts.slice(first, last + 1).map((part) => part.node),
    startOffset: offsetIn(run, first, start),
    endOffset: offsetIn(run, last, end - 1) + 1,
  };
}

function offsetIn(run: Run, part: number, place: number): number {
  const { from, start } = run.parts[part] as RunPart;
  return from + place - start;
}

/** Index of the part that holds the character; empty nodes never do. */
function partAt(run: Run, place: number): number {
  let low = 0;
  let high = run.parts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((run.parts[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
