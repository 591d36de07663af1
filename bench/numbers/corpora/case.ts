/** One text with the numbers that are in it. Where the texts come from are the files beside this one. */

/** UTF-16 offsets of the whole as written, extension included. */
export type Expected = {
  readonly start: number;
  readonly end: number;
  readonly e164: string;
  readonly ext?: string;
};
export type Case = {
  readonly id: string;
  readonly text: string;
  /** The country that the record, the site or the account names; null where none does. */
  readonly region: string | null;
  /** The label of the field or the header of the column, where it is not in the text. */
  readonly label?: string;
  readonly expected: readonly Expected[];
};
/** A number as it is written in some text. */
export type Written = { readonly text: string; readonly e164: string; readonly ext?: string };

/** Bidi marks around a number are no part of it. */
const MARKS_AROUND = /^\p{Cf}+|\p{Cf}+$/gu;
const SLOT = /\{(\w+)\}/g;

/** Puts numbers and fillings into a template: `{n0}` is the first number, any other name a filling. */
export function fillTemplate(
  template: string,
  numbers: readonly Written[],
  fillings: (name: string) => string,
): Pick<Case, 'text' | 'expected'> {
  const expected: Expected[] = [];
  let text = '';
  let last = 0;
  for (const slot of template.matchAll(SLOT)) {
    text += template.slice(last, slot.index);
    last = slot.index + slot[0].length;
    const name = slot[1] ?? '';
    const number = /^n\d$/.test(name) ? numbers[Number(name[1])] : undefined;
    if (number) {
      const { text: written, e164, ext } = number;
      const seen = written.replace(MARKS_AROUND, '');
      const start = text.length + written.indexOf(seen);
      const span = { start, end: start + seen.length, e164 };
      expected.push(ext === undefined ? span : { ...span, ext });
    }
    text += number?.text ?? fillings(name);
  }
  return { text: text + template.slice(last), expected };
}
