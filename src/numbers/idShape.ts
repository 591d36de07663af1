/** Ids whose grouping or check digits give them away without any word: cards, ISBN, tax and person numbers, postcodes. */
import {
  passesAbn,
  passesBelgianEnterprise,
  passesEan13,
  passesFodselsnummer,
  passesIsbn10,
} from './checksums.ts';
import { digitsOf } from './normalise.ts';

/** Groupings in which nobody writes a telephone number, by their first separator. A leading zero may be a trunk prefix,
 * so most exclude it. */
const CARD = /^[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{1,7}$/;
const CARD_OF_FIFTEEN = /^3\d{3}[ -]\d{6}[ -]\d{5}$/;
/** Parcels, Aadhaar. */
const THREE_FOURS = /^[1-9]\d{3}([ -])\d{4}\1\d{4}$/;
const BY_SEPARATOR: Readonly<Record<string, readonly RegExp[]>> = {
  ' ': [
    CARD,
    CARD_OF_FIFTEEN,
    THREE_FOURS,
    /^\d{3} ?\d{3} ?\d{3} \d{5}$/, // SIRET
  ],
  '-': [
    CARD,
    CARD_OF_FIFTEEN,
    THREE_FOURS,
    /^\d{3}-\d\d-\d{4}$/, // SSN
    /^[1-9]\d{5}-\d{4}$/, // personnummer, organisationsnummer
    /^[1-9]\d{4}-\d{4}$/, // ZIP+4
    /^[1-9]\d{4}-\d{3}$/, // CEP
    /^(?:20|23|24|25|26|27|30|33|34)-\d{8}-\d$/, // CUIT
    /^\d{8}-[1-5]-\d\d$/, // adószám
    /^[1-9]\d{6,}-\d$/, // any id with its check digit behind a dash
  ],
  '.': [
    /^\d{3}\.\d{3}\.\d{3}-\d\d$/, // CPF
    /^\d\d\.\d{3}\.\d{3}\/\d{4}(?:-\d\d)?$/, // CNPJ
    /^\d{1,2}\.\d{3}\.\d{3}-\d$/, // RUT
  ],
};
const SEPARATOR = /\D/;
const HYPHENATED_ISBN = /^(?:97[89]-)?\d{1,5}-\d{1,7}-\d{1,7}-\d$/;
const BUSINESS_NUMBER = /^\d\d \d{3} \d{3} \d{3}$/;
const PERSON_NUMBER = /^\d{6}[ -]\d{5}$/;
const ENTERPRISE_NUMBER = /^[01]\d{3}\.\d{3}\.\d{3}$/;
const BARE_EAN = /^[1-9]\d{12}$/;

/** Is this candidate, by itself, one of those ids? */
export function looksLikeId(text: string): boolean {
  const separator = SEPARATOR.exec(text)?.[0];
  if (separator === undefined) return BARE_EAN.test(text) && passesEan13(text);
  const groupings = BY_SEPARATOR[separator];
  return groupings !== undefined && (groupings.some((grouping) => grouping.test(text)) || addsUp(text));
}

function addsUp(text: string): boolean {
  const digits = digitsOf(text);
  if (HYPHENATED_ISBN.test(text)) return passesIsbn10(digits) || passesEan13(digits);
  if (BUSINESS_NUMBER.test(text)) return passesAbn(digits);
  if (PERSON_NUMBER.test(text)) return passesFodselsnummer(digits);
  return ENTERPRISE_NUMBER.test(text) && passesBelgianEnterprise(digits);
}
