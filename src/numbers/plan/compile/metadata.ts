/** What this product reads of libphonenumber-js's metadata, by name: its rows are arrays, kept short for transport. */
import { KINDS } from '../kinds.ts';

type Lengths = readonly number[];
type FormatRow = readonly [
  pattern: string,
  template: string,
  leadingDigits?: readonly string[] | 0,
  nationalPrefixRule?: string | 0,
  nationalPrefixIsOptional?: number,
  internationalTemplate?: string | 0,
];
/** See the library's METADATA.md; 0 stands for "nothing". */
export type PlanRow = readonly [
  callingCode: string,
  internationalPrefix: string | 0,
  general: string,
  lengths: Lengths,
  formats: readonly FormatRow[] | 0,
  nationalPrefix: string | 0,
  nationalPrefixRule: string | 0,
  nationalPrefixForParsing: string | 0,
  nationalPrefixTransform: string | 0,
  nationalPrefixIsOptional: number,
  leadingDigits: string | 0,
  kinds: readonly (readonly [pattern: string, lengths?: Lengths] | 0)[],
];

export type Metadata = {
  /** Main country first. */
  readonly country_calling_codes: Readonly<Record<string, readonly string[]>>;
  readonly countries: Readonly<Record<string, PlanRow>>;
  readonly nonGeographic: Readonly<Record<string, PlanRow>>;
};

/** One way of writing a national number: RegExp sources and the replacements that group it. */
export type Format = {
  readonly pattern: string;
  readonly leadingDigits: string | null;
  /** The shortest way people write it at home: with its trunk prefix only where that cannot be left out. */
  readonly national: string;
  readonly international: string;
};

/** All that is known of one country, or of a calling code without one. */
export type PlanSource = {
  readonly callingCode: string;
  readonly internationalPrefix: string;
  readonly nationalPrefix: string;
  readonly transform: string;
  readonly leadingDigits: string;
  readonly lengths: Lengths;
  readonly general: string;
  readonly kinds: readonly { readonly kind: string; readonly pattern: string; readonly lengths: Lengths }[];
  readonly formats: readonly Format[];
};

/** The order of the metadata's columns; a pattern that two kinds share is told apart in `kindOf`. */
const KIND_COLUMNS = [
  KINDS.fixed,
  KINDS.mobile,
  KINDS.tollFree,
  KINDS.premium,
  KINDS.personal,
  KINDS.voicemail,
  KINDS.uan,
  KINDS.pager,
  KINDS.voip,
  KINDS.sharedCost,
];

/** `main` is the country that holds the formats of all that share its calling code. */
export function readPlan(row: PlanRow, main: PlanRow): PlanSource {
  const [callingCode, internationalPrefix, general, lengths, , prefix, , prefixForParsing, transform] = row;
  return {
    callingCode,
    internationalPrefix: internationalPrefix || '',
    nationalPrefix: prefixForParsing || prefix || '',
    transform: transform || '',
    leadingDigits: row[10] || '',
    lengths,
    general,
    kinds: row[11].flatMap((column, index) => {
      const [pattern, ownLengths] = column || [];
      return pattern ? [{ kind: KIND_COLUMNS[index] ?? '', pattern, lengths: ownLengths || lengths }] : [];
    }),
    formats: readFormats(row, main),
  };
}

function readFormats(row: PlanRow, main: PlanRow): Format[] {
  return (row[4] || main[4] || []).map((format) => {
    const [pattern, template, leadingDigits, ownRule, ownOptional, international] = format;
    const rule = ownRule || row[6] || main[6];
    const optional = ownOptional || row[9] || main[9];
    return {
      pattern,
      leadingDigits: (leadingDigits || []).at(-1) ?? null,
      national: rule && !optional ? template.replace(/\$\d/, () => rule) : template,
      international: international || template,
    };
  });
}
