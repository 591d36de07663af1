/**
 * One observer for the document and every open shadow root in it. What it does at once is small: marks on changed text
 * are dropped before the next frame is drawn. Reading again is left to the scanner.
 */
import type { Marks } from './marks.ts';
import type { Scanner } from './scan.ts';
import { kindOf } from './walk.ts';

const WHAT = { childList: true, characterData: true, subtree: true } as const;

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
  const readText = (text: Text) => {
    marks.dropOn(text);
    scanner().addLine(text);
  };
  const readAdded = (node: Node) => {
    if (isOurs(node)) return;
    if (node instanceof Element) scanner().addTree(node);
    else if (node instanceof Text) scanner().addLine(node);
  };
  const read = (record: MutationRecord) => {
    if (record.target instanceof Text) return readText(record.target);
    record.addedNodes.forEach(readAdded);
    if (record.removedNodes.length > 0) scanner().tidy();
    addNeighbours(record, scanner());
  };
  const observer = new MutationObserver((records) => {
    if (isAlive()) for (const record of records) read(record);
  });
  signal.addEventListener('abort', () => observer.disconnect());
  const observe = (root: Node) => observer.observe(root, WHAT);
  observe(document);
  return { observe };
}

/** What stands beside the change may now be one line, or may have lost half of its number. */
function addNeighbours(record: MutationRecord, scanner: Scanner): void {
  for (const node of [record.previousSibling, record.nextSibling]) {
    if (node instanceof Text || (node instanceof Element && kindOf(node) === 'inline')) scanner.addLine(node);
  }
}
