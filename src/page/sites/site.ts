/** What a file in this folder provides: where a CRM keeps the name beside a number. */

export type Site = {
  readonly name: string;
  matches(location: { readonly host: string; readonly pathname: string }): boolean;
  /** Reads the DOM only. Raw texts: the caller cleans them. */
  read(around: Element): { readonly name?: string | null; readonly company?: string | null };
};
