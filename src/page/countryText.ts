/** Where a page that nobody has described says in which country a record is: its markup, its columns, its labels. */

/** Microdata, microformats and form fields agree on few words; these are the ones that mean a country. */
const MARKED =
  '[itemprop="addressCountry"], .country-name, [data-name$="ountry"], [autocomplete="country-name"]';
const LABEL = /^\s*(?:country(?:\/region)?|land|pays|pa[ií]s|paese|kraj|maa|ülke|страна|国|国家)\s*:?\s*$/i;

/** The text of the country in a row, by its markup or by the column's header. */
export function countryInRow(row: Element): string | null {
  return textOf(row.querySelector(MARKED)) ?? textOf(cellUnder(row)) ?? labelled(row);
}

/** The same for what stands outside any row: only when the page speaks of one country, not of a list of them. */
export function countryOnPage(page: ParentNode, isInRow: (element: Element) => boolean): string | null {
  const texts = new Set([...page.querySelectorAll(MARKED)].filter((one) => !isInRow(one)).map(textOf));
  const [only, ...others] = texts;
  return others.length === 0 ? (only ?? labelled(page)) : null;
}

function cellUnder(row: Element): Element | null {
  // Not by a selector: in a table without a head it would look at every cell, once for each row.
  const parts = [...(row.closest('table')?.children ?? [])];
  const heads = parts.find((part) => part.localName === 'thead')?.lastElementChild?.children;
  const at = [...(heads ?? [])].findIndex((head) => LABEL.test(head.textContent ?? ''));
  return at < 0 ? null : (row.children[at] ?? null);
}

/** `<dt>Country</dt><dd>Sweden</dd>`, `<th>Country</th><td>Sweden</td>`; two of them in one part say nothing. */
function labelled(within: ParentNode): string | null {
  const labels = [...within.querySelectorAll('dt, th[scope="row"], tr > th:first-child, label')];
  const found = labels.filter((label) => LABEL.test(label.textContent ?? ''));
  return found.length === 1 ? textOf(found[0]?.nextElementSibling ?? null) : null;
}

function textOf(element: Element | null): string | null {
  if (element instanceof HTMLInputElement) return element.value || null;
  return element?.textContent?.trim() || null;
}
