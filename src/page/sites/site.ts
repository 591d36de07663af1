/**
 * What a file in this folder provides: where a CRM keeps what belongs to a number. Selectors only; how they are read is
 * record.ts. A site that says nothing of something leaves it to the generic reading.
 */

export type Site = {
  readonly name: string;
  /** The vendor's own hosts. Absent for software that people host themselves: then `marks` tells. */
  readonly hosts?: RegExp;
  /** What only this CRM's pages contain. */
  readonly marks?: string;
  /** One record among several: a row, a card. A number outside all of them belongs to the page's own record. */
  readonly rows: string;
  readonly inRow: Places;
  readonly onPage: Places;
  /** The address of a page that shows one record, in its path and fragment. */
  readonly recordPage: RegExp;
  /** Parts without a number to call: clocks, ids, the software's own chrome. */
  readonly ignore?: string;
};

/** Selectors, tried in the order of their commas' first match in the document. Inputs are read by their value. */
export type Places = {
  readonly name: string;
  readonly company?: string;
  readonly country?: string;
  /** A link to the record. */
  readonly record?: string;
};

/** What stands beside a number: raw texts, which the caller cleans. `record`: an absolute URL. */
export type Beside = {
  readonly name?: string | null;
  readonly company?: string | null;
  readonly country?: string | null;
  readonly record?: string | null;
};
