/** `tel:` and `callto:` links: what number they mean. They are not painted; who clicks them is pointer.ts's business. */
import { type ParsedNumber, parseNumber } from '../numbers/parse.ts';
import type { HintFor } from './recordCountry.ts';
import type { Target } from './target.ts';

const SCHEME = /^\s*(?:tel|callto):/i;
/** Longer addresses are no telephone numbers, and parsing must stay cheap under a moving pointer. */
const MAX_LENGTH = 120;

/** The link among the elements under the pointer, or null. */
export function telLinkIn(path: readonly EventTarget[]): Element | null {
  for (const one of path) {
    if (one instanceof Element && one.localName === 'a' && SCHEME.test(hrefOf(one))) return one;
  }
  return null;
}

/** What the link dials: its address, or where that cannot be read, its text. Null leaves the link to the page. */
export function telLinkTarget(link: Element, hintFor: HintFor): Target | null {
  const parsed = parseLink(link, hintFor);
  if (!parsed) return null;
  const { e164, extension, country, why } = parsed;
  return {
    e164,
    country,
    why,
    ...(extension !== undefined && { extension }),
    text: textOf(link) || e164,
    node: link,
    rects: () => [...link.getClientRects()],
    isStillThere: () => link.isConnected && parseLink(link, hintFor)?.e164 === e164,
    reread: () => (link.isConnected ? telLinkTarget(link, hintFor) : null),
  };
}

function parseLink(link: Element, hintFor: HintFor): ParsedNumber | null {
  const hint = hintFor(link);
  return parseShort(hrefOf(link), hint) ?? parseShort(textOf(link), hint);
}

function parseShort(text: string, hint: ReturnType<HintFor>): ParsedNumber | null {
  return text.length > MAX_LENGTH ? null : parseNumber(text, hint);
}

function hrefOf(link: Element): string {
  return link.getAttribute('href') ?? '';
}

function textOf(link: Element): string {
  return (link.textContent ?? '').replace(/\s+/g, ' ').trim();
}
