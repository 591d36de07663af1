/**
 * Any page: the row's link, heading or first cell is the name, a link to a company is the company; outside a row the
 * heading before the number. Modest on purpose: no name is better than the neighbour's.
 */
import type { Beside } from './site.ts';

const ROW_NAMES: ReadonlySet<string> = new Set(['tr', 'li', 'article']);
const ROW_MARKS = '[role="row"], [role="listitem"], [itemtype], .vcard';
const NAME = '[itemprop="name"], .fn, [data-name="name"], [name="name"], [name="complete_name"]';
const HEADING = `${NAME}, h1, h2, h3, h4, h5, h6, [role="heading"]`;
const COMPANY_LINK = /compan|account|organi[sz]ation/i;
/** A heading further up than this belongs to the page, not to the number. */
const MAX_CLIMB = 8;

/** The row, item or card that it stands in, or null. By hand: asked of every number, where `closest` takes 5 µs. */
export function rowAround(around: Element): Element | null {
  for (let at: Element | null = around; at; at = at.parentElement) {
    if (ROW_NAMES.has(at.localName) || (at.hasAttributes() && at.matches(ROW_MARKS))) return at;
  }
  return null;
}

/** What stands beside a number on a page that nobody has described. */
export function readGeneric(around: Element): Beside {
  const row = rowAround(around);
  const name = row && nameIn(row, around);
  if (row && name)
    return { name, company: textOf(companyLink(row)), record: personLink(row, around)?.href ?? null };
  // A list with a head and no name in this row: what stands above it names the list, not the person.
  return row && isListRow(row) ? {} : headingBefore(around);
}

function nameIn(row: Element, around: Element): string | null {
  const marked = row.querySelector(HEADING);
  if (marked && !marked.contains(around)) return textOf(marked);
  const link = personLink(row, around);
  if (link) return textOf(link);
  const cell = isListRow(row) ? [...row.children].find(hasLetters) : null;
  return cell && !cell.contains(around) ? textOf(cell) : null;
}

function personLink(row: Element, around: Element): HTMLAnchorElement | null {
  const links = [...row.querySelectorAll<HTMLAnchorElement>('a[href]')];
  return links.find((one) => isNameLink(one, around)) ?? null;
}

/** A table with a head has one record a row; without one, its first cells are usually labels. */
function isListRow(row: Element): boolean {
  return row.localName === 'tr' && row.closest('table')?.querySelector('thead') != null;
}

function isNameLink(link: Element, around: Element): boolean {
  const href = link.getAttribute('href') ?? '';
  if (/^\s*(?:tel|callto|mailto|sms):/i.test(href) || COMPANY_LINK.test(href)) return false;
  return !link.contains(around) && hasLetters(link);
}

function hasLetters(element: Element): boolean {
  return /\p{L}{2}/u.test(element.textContent ?? '');
}

function companyLink(within: Element): Element | null {
  const links = [...within.querySelectorAll('a[href]')];
  return links.find((link) => COMPANY_LINK.test(link.getAttribute('href') ?? '') && hasLetters(link)) ?? null;
}

/** The last heading before the number in the closest part of the page that has one. */
function headingBefore(around: Element): Beside {
  let at: Element | null = around;
  for (let i = 0; at && at !== document.body && i < MAX_CLIMB; i++, at = at.parentElement) {
    const heading = [...at.querySelectorAll(HEADING)].filter((one) => isBefore(one, around)).at(-1);
    if (heading) return { name: textOf(heading), company: textOf(companyLink(at)) };
  }
  return {};
}

function isBefore(one: Element, other: Element): boolean {
  const order = one.compareDocumentPosition(other);
  return (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && !one.contains(other);
}

function textOf(element: Element | null | undefined): string | null {
  return element?.textContent ?? null;
}
