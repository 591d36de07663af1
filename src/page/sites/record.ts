/**
 * Reads what belongs to a number by a site's selectors, through open shadow roots as well. Reads the DOM only; which
 * site it is stands in known.ts, what becomes of the texts in ../context.ts.
 */
import type { Beside, Places, Site } from './site.ts';

/** What the site's selectors find beside `around`; null when not even a name is there. */
export function readRecord(site: Site, around: Element, address: URL): Beside | null {
  const row = closestOf(around, site.rows);
  if (row) return placesIn(row, site.inRow, around, address);
  const page = placesIn(outermost(around), site.onPage, around, address);
  if (!page) return null;
  const isRecordPage = site.recordPage.test(address.pathname + address.search + address.hash);
  return { ...page, record: page.record ?? (isRecordPage ? address.href : null) };
}

/** Only the country beside `around`, as the page writes it: cheaper than the whole record. */
export function readCountryText(site: Site, around: Element): string | null {
  const row = closestOf(around, site.rows);
  const within = row ?? outermost(around);
  return textOf(firstIn(within, (row ? site.inRow : site.onPage).country, around));
}

/** The row or card that a number of this site stands in; null: it belongs to the page's own record. */
export function rowOf(site: Site, around: Element): Element | null {
  return closestOf(around, site.rows);
}

function placesIn(within: ParentNode, places: Places, around: Element, address: URL): Beside | null {
  const read = (selector: string | undefined) => textOf(firstIn(within, selector, around));
  const name = read(places.name);
  if (!name) return null;
  return {
    name,
    company: read(places.company),
    country: read(places.country),
    record: linkOf(firstIn(within, places.record, around), address),
  };
}

/** `Element.closest`, but out of shadow roots too: Salesforce's rows hold their cells in them. */
function closestOf(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at; at = hostOf(at)) {
    const found = at.closest(selector);
    if (found) return found;
  }
  return null;
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function outermost(element: Element): ParentNode {
  return element.ownerDocument;
}

/** First in the part itself, then in the shadow roots between it and the number. Never the number's own element. */
function firstIn(within: ParentNode, selector: string | undefined, around: Element): Element | null {
  if (!selector) return null;
  const scopes: ParentNode[] = [within];
  for (let at: Element | null = around; at; at = hostOf(at)) {
    const root = at.getRootNode();
    if (root instanceof ShadowRoot && (within as Node).contains(root.host)) scopes.push(root);
  }
  for (const scope of scopes) {
    for (const one of scope.querySelectorAll(selector)) if (!one.contains(around) && textOf(one)) return one;
  }
  return null;
}

function textOf(element: Element | null): string | null {
  if (element instanceof HTMLInputElement) return element.value.trim() || null;
  return element?.textContent?.trim() || null;
}

function linkOf(link: Element | null, address: URL): string | null {
  const href = link?.closest('a')?.getAttribute('href');
  if (!href || !URL.canParse(href, address.href)) return null;
  const url = new URL(href, address.href);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
