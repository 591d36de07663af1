/**
 * In which country a number without a prefix is read here: what a person corrected, then what the record says, then the
 * site's setting. Asked for every national number of a page, so records are read once and remembered until they change.
 */
import type { Country, CountryHint } from '../numbers/e164.ts';
import { recordAddress } from './context.ts';
import { countryNamed } from './countryNames.ts';
import { countryColumn, countryInRow, countryOnPage } from './countryText.ts';
import { rowAround } from './sites/generic.ts';
import { siteOf } from './sites/known.ts';
import { readCountryText, rowOf } from './sites/record.ts';
import type { Site } from './sites/site.ts';

/** A record's address, without its origin → the country that somebody said its numbers are of. */
export type Corrections = ReadonlyMap<string, Country>;

/** How the text of a node is read; null when nobody says anything. */
export type HintFor = (node: Node) => CountryHint | null;

export interface RecordCountries {
  readonly hintFor: HintFor;
  /** True in those parts of a known CRM's pages that hold no number to call. */
  isIgnored(node: Node): boolean;
  /** The page has changed: read its records again when they are asked for. */
  forget(): void;
}

/** Longer texts are addresses, not countries. */
const MAX_LENGTH = 60;
/** Looking over a whole page costs milliseconds where it is large: not at every change of a busy one. */
const LOOK_AGAIN_MS = 250;

export function createRecordCountries(
  site: CountryHint | null,
  corrections: Corrections,
  now: () => number = () => performance.now(),
): RecordCountries {
  let rows = new WeakMap<Element, Country | null>();
  let columns = new WeakMap<Element, number>();
  /** Looked over when it is first asked for: most pages hold no national number. */
  let page: ReturnType<typeof lookOver> | null = null;
  let isStale = false;

  const refreshed = () => {
    if (page && !(isStale && (location.href !== page.href || now() - page.at >= LOOK_AGAIN_MS))) return page;
    page = lookOver();
    isStale = false;
    return page;
  };
  const columnOf = (table: Element): number => {
    const known = columns.get(table);
    if (known !== undefined) return known;
    const column = countryColumn(table);
    columns.set(table, column);
    return column;
  };
  const ofRow = (row: Element, around: Element, known: Site | null): Country | null => {
    const remembered = rows.get(row);
    if (remembered !== undefined) return remembered;
    const country = named(known ? readCountryText(known, around) : countryInRow(row, columnOf));
    rows.set(row, country);
    return country;
  };
  return {
    hintFor(node) {
      const around = node instanceof Element ? node : node.parentElement;
      if (!around) return site;
      const corrected = corrections.size > 0 ? corrections.get(recordAddress(around)) : undefined;
      if (corrected) return { country: corrected, source: 'record' };
      const { known, countryAround } = refreshed();
      const row = known ? rowOf(known, around) : rowAround(around);
      const country = row ? ofRow(row, around, known) : countryAround(around);
      return country ? { country, source: 'record' } : site;
    },
    isIgnored(node) {
      const ignore = refreshed().known?.ignore;
      const around = node instanceof Element ? node : node.parentElement;
      return ignore !== undefined && around !== null && around.closest(ignore) !== null;
    },
    forget() {
      rows = new WeakMap();
      columns = new WeakMap();
      isStale = true;
    },
  };

  /** The page as a whole: which CRM it is, and of which country its own record is, read when it is first asked for. */
  function lookOver() {
    const known = siteOf(location.host, document);
    let country: Country | null | undefined;
    const countryAround = (around: Element): Country | null => {
      if (country === undefined) {
        const inRow = (one: Element) => rowAround(one) !== null;
        country = named(known ? readCountryText(known, around) : countryOnPage(document, inRow));
      }
      return country;
    };
    return { at: now(), href: location.href, known, countryAround };
  }
}

function named(text: string | null): Country | null {
  return text === null || text.length > MAX_LENGTH ? null : countryNamed(text);
}
