/** Ids whose grouping or check digits give them away without any word: cards, ISBN, tax and person numbers, postcodes. */
import {
  passesAbn,
  passesBelgianEnterprise,
  passesEan13,
  passesFodselsnummer,
  passesIsbn10,
} from './checksums.ts';
import { digitsOf } from './normalise.ts';

/** Groupings in which nobody writes a telephone number. A leading zero may be a trunk prefix, so most exclude it. */
const ID_GROUPINGS = [
  /^[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{1,7}$/, // card
  /^3\d{3}[ -]\d{6}[ -]\d{5}$/, // card of fifteen
  /^[1-9]\d{3}([ -])\d{4}\1\d{4}$/, // parcel, Aadhaar
  /^\d{3}-\d\d-\d{4}$/, // SSN
  /^[1-9]\d{5}-\d{4}$/, // personnummer, organisationsnummer
  /^[1-9]\d{4}-\d{4}$/, // ZIP+4
  /^[1-9]\d{4}-\d{3}$/, // CEP
  /^\d{3}\.\d{3}\.\d{3}-\d\d$/, // CPF
  /^\d\d\.\d{3}\.\d{3}\/\d{4}(?:-\d\d)?$/, // CNPJ
  /^(?:20|23|24|25|26|27|30|33|34)-\d{8}-\d$/, // CUIT
  /^\d{1,2}\.\d{3}\.\d{3}-\d$/, // RUT
  /^\d{3} ?\d{3} ?\d{3} \d{5}$/, // SIRET
  /^[1-9]\d{6,}-\d$/, // any id with its check digit behind a dash
];
const HYPHENATED_ISBN = /^(?:97[89]-)?\d{1,5}-\d{1,7}-\d{1,7}-\d$/;
const BUSINESS_NUMBER = /^\d\d \d{3} \d{3} \d{3}$/;
const PERSON_NUMBER = /^\d{6}[ -]\d{5}$/;
const ENTERPRISE_NUMBER = /^[01]\d{3}\.\d{3}\.\d{3}$/;
const ONLY_DIGITS = /^\d*$/;
const BARE_EAN = /^[1-9]\d{12}$/;

/** Is this candidate, by itself, one of those ids? */
export function looksLikeId(text: string): boolean {
  if (ONLY_DIGITS.test(text)) return BARE_EAN.test(text) && passesEan13(text);
  return ID_GROUPINGS.some((grouping) => grouping.test(text)) || addsUp(text);
}

function addsUp(text: string): boolean {
  const digits = digitsOf(text);
  if (HYPHENATED_ISBN.test(text)) return passesIsbn10(digits) || passesEan13(digits);
  if (BUSINESS_NUMBER.test(text)) return passesAbn(digits);
  if (PERSON_NUMBER.test(text)) return passesFodselsnummer(digits);
  return ENTERPRISE_NUMBER.test(text) && passesBelgianEnterprise(digits);
}
