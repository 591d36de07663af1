/**
 * One observer for the document and every shadow root that is known. What it does at once is small: marks on changed text
 * are dropped before the next frame is drawn, the rest is written down. It is looked through in an idle moment, and most
 * of what a busy page adds has left again by then.
 */
import type { Marks } from './marks.ts';
import { createPace } from './pace.ts';
import type { Scanner } from './scan.ts';
import { kindOf } from './walk.ts';

const WHAT = { childList: true, characterData: true, subtree: true } as const;
/** A batch of 10,000 rows is looked through in pieces that fit in a slice. */
const RECORDS_A_STEP = 200;

export type Watch = {
  /** Shadow roots are invisible from outside: each is observed once it is known. */
  observe(root: Node): void;
};

export type WatchOptions = {
  readonly marks: Marks;
  /** Late, because the scanner tells us of shadow roots and we tell it of changes. */
  readonly scanner: () => Scanner;
  /** True for our own overlay: its coming and going is not news. */
  readonly isOurs: (node: Node) => boolean;
  /** Asked at each batch: an updated extension's old script ends here. */
  readonly isAlive: () => boolean;
};

export function watch({ marks, scanner, isOurs, isAlive }: WatchOptions, signal: AbortSignal): Watch {
  let arrived: MutationRecord[] = [];

  const readAdded = (node: Node) => {
    if (isOurs(node) || !node.isConnected) return;
    if (node instanceof Element) scanner().addTree(node);
    else if (node instanceof Text) scanner().addLine(node);
  };
  const read = (record: MutationRecord) => {
    if (record.type === 'characterData') return scanner().addLine(record.target);
    record.addedNodes.forEach(readAdded);
    for (const node of record.removedNodes) if (node instanceof Text) marks.dropOn(node);
    addNeighbours(record, scanner());
  };
  const lookThrough = (records: readonly MutationRecord[]) => {
    const rest = records.slice(RECORDS_A_STEP);
    if (rest.length > 0) scanner().later(() => lookThrough(rest));
    for (const record of records.slice(0, RECORDS_A_STEP)) read(record);
  };
  const look = () => {
    const records = arrived;
    arrived = [];
    marks.sweep();
    lookThrough(records);
  };
  const pace = createPace(
    {
      onLook: () => scanner().later(look),
      onBusy: marks.beBusy,
    },
    signal,
  );
  const observer = new MutationObserver((records) => {
    if (!isAlive()) return;
    for (const record of records) if (record.type === 'characterData') marks.dropOn(record.target as Text);
    arrived = arrived.length === 0 ? records : arrived.concat(records);
    pace.changed();
  });
  signal.addEventListener('abort', () => observer.disconnect());
  const observe = (root: Node) => observer.observe(root, WHAT);
  observe(document);
  return { observe };
}

/** What stands beside the change may now be one line, or may have lost half of its number. */
function addNeighbours(record: MutationRecord, scanner: Scanner): void {
  for (const node of [record.previousSibling, record.nextSibling]) {
    if (!node?.isConnected) continue;
    if (node instanceof Text || (node instanceof Element && kindOf(node) === 'inline')) scanner.addLine(node);
  }
}
