/** Where a page that nobody has described says in which country a record is: its markup, its columns, its labels. */

/** Microdata, microformats and form fields agree on few words; these are the ones that mean a country. */
const MARKED =
  '[itemprop="addressCountry"], .country-name, [data-name$="ountry"], [autocomplete="country-name"]';
const LABEL = /^\s*(?:country(?:\/region)?|land|pays|pa[ií]s|paese|kraj|maa|ülke|страна|国|国家)\s*:?\s*$/i;

const TERM = 'dt, th[scope="row"], tr > th:first-child, label';
/** Asked of every row at once: most hold none of them. */
const TELLS = `${MARKED}, dt, th, label`;

/**
 * The text of the country in a row, by its markup or by the column's header. `columnOf`: countryColumn, which the caller
 * may remember.
 */
export function countryInRow(row: Element, columnOf: (table: Element) => number): string | null {
  const tells = row.querySelector(TELLS) !== null;
  return (
    (tells && textOf(row.querySelector(MARKED))) ||
    textOf(cellUnder(row, columnOf)) ||
    (tells ? labelled(row) : null)
  );
}

/** The place of the column that is headed as a country's; -1: the table has none. */
export function countryColumn(table: Element): number {
  // Not by a selector: in a table without a head it would look at every cell.
  const parts = [...table.children];
  const heads = parts.find((part) => part.localName === 'thead')?.lastElementChild?.children;
  return [...(heads ?? [])].findIndex((head) => LABEL.test(head.textContent ?? ''));
}

/** The same for what stands outside any row: only when the page speaks of one country, not of a list of them. */
export function countryOnPage(page: ParentNode, isInRow: (element: Element) => boolean): string | null {
  const texts = new Set([...page.querySelectorAll(MARKED)].filter((one) => !isInRow(one)).map(textOf));
  const [only, ...others] = texts;
  return others.length === 0 ? (only ?? labelled(page)) : null;
}

function cellUnder(row: Element, columnOf: (table: Element) => number): Element | null {
  const part = row.parentElement;
  const table = part?.localName === 'table' ? part : part?.parentElement;
  const column = table?.localName === 'table' ? columnOf(table) : -1;
  return column < 0 ? null : (row.children[column] ?? null);
}

/** `<dt>Country</dt><dd>Sweden</dd>`, `<th>Country</th><td>Sweden</td>`; two of them in one part say nothing. */
function labelled(within: ParentNode): string | null {
  const labels = [...within.querySelectorAll(TERM)];
  const found = labels.filter((label) => LABEL.test(label.textContent ?? ''));
  return found.length === 1 ? textOf(found[0]?.nextElementSibling ?? null) : null;
}

function textOf(element: Element | null): string | null {
  if (element instanceof HTMLInputElement) return element.value || null;
  return element?.textContent?.trim() || null;
}
