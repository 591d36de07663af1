/** What is put into a test page in place of the content script: the same room, with the switchboard written down. */
import type { CountryHint } from '../../../src/numbers/e164.ts';
import type { Mark, Marks } from '../../../src/page/marks.ts';
import type { Said } from '../../../src/page/said.ts';
import { type ShadowRootOf, shadowRootReader } from '../../../src/page/shadowRoots.ts';
import { startPage } from '../../../src/page/startPage.ts';
import type { Raised } from '../../../src/page/target.ts';

export type Injected = {
  readonly raised: Raised[];
  /** What a person said in the page, as the switchboard would remember it. */
  readonly said: Said[];
  /** Set to false to play an extension that was updated. */
  alive: boolean;
  /** Set to true to play a switchboard that refuses. */
  refuses: boolean;
  /** Where whoever has any number is, as the switchboard would say it; and for which numbers it was asked. */
  zones: string[];
  readonly zonesAsked: string[];
  stop(): void;
  /** How many numbers are known in this document, painted or not. */
  found(): number;
  /** How many numbers are painted in this document. */
  painted(): number;
  /** The texts that are painted, in no particular order. */
  paintedTexts(): string[];
};

declare global {
  interface Window {
    offhookTest: Injected;
    startOffhook(country: CountryHint | null): void;
    /** What an extension would be told of closed shadow roots; a test fills it before it starts. */
    closedRoots?: Map<Element, ShadowRoot>;
  }
}

const words = {
  label: 'Call card',
  call: 'Call',
  copy: 'Copy number',
  copied: 'Copied',
  calling: 'Calling… Esc cancels',
  localTime: (first: string, last: string) =>
    first === last ? `It is ${first} there` : `${first} to ${last}`,
  raised: 'Ready in the side panel: press Call there',
  failed: 'Something went wrong. Try again.',
  extension: (digits: string) => `ext. ${digits}`,
  why: (source: string, country: string) =>
    source === 'prefix' ? `${country}, from its prefix` : `${country}, as set for this site`,
  country: 'Country',
  corrected: 'Remembered for this record',
  rival: 'Another dialler is on this number too. Who calls on this site?',
  rivalOffhook: 'Offhook',
  rivalPage: 'The other one',
};

window.startOffhook = (country) => {
  const controller = new AbortController();
  const test: Injected = {
    raised: [],
    said: [],
    alive: true,
    refuses: false,
    zones: [],
    zonesAsked: [],
    stop: () => controller.abort(),
    found: () => (marks ? countIn(document, marks, shadowRootOf) : 0),
    painted: () => CSS.highlights.get('offhook-number')?.size ?? 0,
    paintedTexts: () => [...(CSS.highlights.get('offhook-number') ?? [])].map(textOf),
  };
  window.offhookTest = test;
  const ask = async (raised: Raised) => {
    test.raised.push(raised);
    if (test.refuses) return { ok: false, failure: { code: 'unknown' } } as const;
    return { ok: true, value: null } as const;
  };
  const isAlive = () => {
    if (!test.alive) controller.abort();
    return test.alive;
  };
  const shadowRootOf = window.closedRoots
    ? (element: Element) => window.closedRoots?.get(element) ?? element.shadowRoot
    : shadowRootReader();
  const remember = (said: Said) => test.said.push(said);
  const settings = { country, corrections: [], dialler: null, oneClick: false };
  const zonesOf = async (e164: string) => {
    test.zonesAsked.push(e164);
    return test.zones;
  };
  const cancel = () => undefined;
  const marks = startPage(
    { words, settings, ask, cancel, zonesOf, remember, isAlive, shadowRootOf },
    controller.signal,
  );
};

/** Walks the whole document, which only a test would do. */
function countIn(root: Node, marks: Marks, shadowRootOf: ShadowRootOf): number {
  const seen = new Set<Mark>();
  const visit = (at: Node) => {
    if (at instanceof Text) for (const mark of marks.on(at)) seen.add(mark);
    const shadow = at instanceof Element ? shadowRootOf(at) : null;
    if (shadow) visit(shadow);
    for (let child = at.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(root);
  return seen.size;
}

function textOf(abstract: AbstractRange): string {
  const range = document.createRange();
  range.setStart(abstract.startContainer, abstract.startOffset);
  range.setEnd(abstract.endContainer, abstract.endOffset);
  return range.toString();
}
