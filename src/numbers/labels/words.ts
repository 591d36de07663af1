/**
 * What a language's file holds: the words in front of digits, by what they say about them. Words are written as people
 * write them, separated by white space; case and accents do not count. How words make a label is ../label.ts.
 */
export type LabelWords = {
  /** A telephone number follows, whatever else the label says: "phone", "Handy". */
  readonly phone: string;
  /** A telephone number follows if this word stands directly before it: "call", "office". */
  readonly weak?: string;
  /** A machine that answers with a whistle. */
  readonly fax?: string;
  /** Digits that identify a thing, an amount or a place: "order", "VAT", "total". */
  readonly id: string;
  /** Somebody who has both a telephone number and an id: "customer". The digits' shape decides. */
  readonly owner?: string;
  /** "number", "nr": says that an id follows an id word, and nothing by itself. */
  readonly number?: string;
  /** Says nothing: "of", "our", "private". */
  readonly filler?: string;
  /** Ends of compound words: "-nummer" behind any stem makes an id unless the stem is a telephone. They need no entry. */
  readonly numberEndings?: string;
};
