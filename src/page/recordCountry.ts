/**
 * In which country a number without a prefix is read here: what a person corrected, then what the record says, then the
 * site's setting. Asked for every national number of a page, so records are read once and remembered until they change.
 */
import type { Country, CountryHint } from '../numbers/e164.ts';
import { recordAddress } from './context.ts';
import { countryNamed } from './countryNames.ts';
import { countryInRow, countryOnPage } from './countryText.ts';
import { ROW } from './sites/generic.ts';
import { siteOf } from './sites/known.ts';
import { readCountryText, rowOf } from './sites/record.ts';

/** A record's address, without its origin → the country that somebody said its numbers are of. */
export type Corrections = ReadonlyMap<string, Country>;

export interface RecordCountries {
  /** How the text of this node is read; null when nobody says anything. */
  hintFor(node: Node): CountryHint | null;
  /** The page has changed: read its records again when they are asked for. */
  forget(): void;
}

/** Longer texts are addresses, not countries. */
const MAX_LENGTH = 60;

export function createRecordCountries(site: CountryHint | null, corrections: Corrections): RecordCountries {
  // Asked again with each change: a page that builds itself shows later which CRM it is.
  let known = siteOf(location.host, document);
  let rows = new WeakMap<Element, Country | null>();
  let page: Country | null | undefined;

  const rowAround = (around: Element) => (known ? rowOf(known, around) : around.closest(ROW));
  const ofRow = (row: Element, around: Element): Country | null => {
    const remembered = rows.get(row);
    if (remembered !== undefined) return remembered;
    const country = named(known ? readCountryText(known, around) : countryInRow(row));
    rows.set(row, country);
    return country;
  };
  const ofPage = (around: Element): Country | null => {
    if (page === undefined) {
      const inRow = (one: Element) => one.closest(ROW) !== null;
      page = named(known ? readCountryText(known, around) : countryOnPage(document, inRow));
    }
    return page;
  };
  return {
    hintFor(node) {
      const around = node instanceof Element ? node : node.parentElement;
      if (!around) return site;
      const corrected = corrections.size > 0 ? corrections.get(recordAddress(around)) : undefined;
      if (corrected) return { country: corrected, source: 'record' };
      const row = rowAround(around);
      const country = row ? ofRow(row, around) : ofPage(around);
      return country ? { country, source: 'record' } : site;
    },
    forget() {
      known = siteOf(location.host, document);
      rows = new WeakMap();
      page = undefined;
    },
  };
}

function named(text: string | null): Country | null {
  return text === null || text.length > MAX_LENGTH ? null : countryNamed(text);
}
