/**
 * Who a number belongs to, read from the page around it. A guess for people's eyes: nothing is decided by it. What a
 * given CRM does differently is one small file in sites/.
 */
import { genericSite } from './sites/generic.ts';
import type { Site } from './sites/site.ts';

export type PageContext = { readonly name?: string; readonly company?: string };

/** First match wins; the generic one matches everywhere. */
const SITES: readonly Site[] = [genericSite];

const MAX_LENGTH = 80;
/** Control, zero-width and bidirectional marks: they can make a name read as something else. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;

/** The name and company near a node. Absent when nothing there looks like one. */
export function readContext(node: Node, ownText: string): PageContext {
  const site = SITES.find((one) => one.matches(location));
  const around = node instanceof Element ? node : node.parentElement;
  if (!site || !around) return {};
  const { name, company } = site.read(around);
  const cleanName = cleanOf(name, ownText);
  const cleanCompany = cleanOf(company, ownText);
  return {
    ...(cleanName && { name: cleanName }),
    ...(cleanCompany && cleanCompany !== cleanName && { company: cleanCompany }),
  };
}

/** One line of printable text with a letter in it, or null. A text with the number in it is no name. */
export function cleanOf(raw: string | null | undefined, ownText = ''): string | null {
  const text = (raw ?? '').replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  if (!/\p{L}{2}/u.test(text) || text.length > MAX_LENGTH) return null;
  if (/\p{Nd}{5}/u.test(text) || (ownText && text.includes(ownText))) return null;
  return text;
}
