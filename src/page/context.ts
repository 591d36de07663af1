/**
 * Who a number belongs to, read from the page around it: name, company, the record's address. A guess for people's
 * eyes: nothing is decided by it. In which country a number is read is recordCountry.ts.
 */
import { readGeneric } from './sites/generic.ts';
import { siteOf } from './sites/known.ts';
import { readRecord } from './sites/record.ts';
import type { Beside } from './sites/site.ts';

export type PageContext = { readonly name?: string; readonly company?: string };

const MAX_LENGTH = 80;
/** Control, zero-width and bidirectional marks: they can make a name read as something else. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;

/** The name and company near a node. Absent when nothing there looks like one. */
export function readContext(node: Node, ownText: string): PageContext {
  const { name, company } = besideOf(node);
  const cleanName = cleanOf(name, ownText);
  const cleanCompany = cleanOf(company, ownText);
  return {
    ...(cleanName && { name: cleanName }),
    ...(cleanCompany && cleanCompany !== cleanName && { company: cleanCompany }),
  };
}

/** The address of the record that a node belongs to: its link, or the page's own. Without the origin. */
export function recordAddress(node: Node): string {
  const { record } = besideOf(node);
  const { pathname, search, hash } = record ? new URL(record, location.href) : location;
  return pathname + search + hash;
}

/** What a known site's selectors find; where they find no name, the modest guess for any page. */
function besideOf(node: Node): Beside {
  const around = node instanceof Element ? node : node.parentElement;
  if (!around) return {};
  const site = siteOf(location.host, document);
  return (site && readRecord(site, around, new URL(location.href))) ?? readGeneric(around);
}

/** One line of printable text with a letter in it, or null. A text with the number in it is no name. */
export function cleanOf(raw: string | null | undefined, ownText = ''): string | null {
  const text = (raw ?? '').replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  if (!/\p{L}{2}/u.test(text) || text.length > MAX_LENGTH) return null;
  if (/\p{Nd}{5}/u.test(text) || (ownText && text.includes(ownText))) return null;
  return text;
}
