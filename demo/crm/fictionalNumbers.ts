/**
 * Telephone numbers that nobody has: the ranges that regulators keep for films and books, written the many ways people
 * write them. A country without such a range is not here; its people carry a number of one that has.
 */

/** `text` as a person typed it; `e164` is what it means when read in `country`. */
export type FictionalNumber = { readonly text: string; readonly e164: string; readonly country: string };

/** In patterns `#` is a free digit. Every format keeps the free digits in the same order. */
type Range = { readonly country: string; readonly e164: string; readonly formats: readonly string[] };

/** NANPA keeps 555-0100 to 555-0199 in every area. */
function northAmerica(country: string, area: string): Range {
  return {
    country,
    e164: `+1${area}55501##`,
    formats: [
      `(${area}) 555-01##`,
      `${area}-555-01##`,
      `${area}.555.01##`,
      `+1 ${area} 555 01##`,
      `+1 (${area}) 555-01##`,
      `1-${area}-555-01##`,
      `+1${area}55501##`,
      `${area} 555 01##`,
    ],
  };
}

/** Ofcom's numbers for drama: `local` is written after the area. */
function britain(area: string, local: string): Range {
  const plain = local.replaceAll(' ', '');
  return {
    country: 'GB',
    e164: `+44${area}${plain}`,
    formats: [
      `0${area} ${local}`,
      `+44 ${area} ${local}`,
      `+44 (0)${area} ${local}`,
      `(0${area}) ${local}`,
      `0044 ${area} ${local}`,
      `0${area}${plain}`,
      `+44${area}${plain}`,
    ],
  };
}

/** Bundesnetzagentur, drama numbers. */
function germany(area: string, local: string): Range {
  return {
    country: 'DE',
    e164: `+49${area}${local}`,
    formats: [
      `0${area} ${local}`,
      `0${area}/${local}`,
      `(0${area}) ${local}`,
      `+49 ${area} ${local}`,
      `+49 (0)${area} ${local}`,
      `0049 ${area} ${local}`,
    ],
  };
}

/** ACMA: 5550 and 7010 in every region. */
function australia(area: string): Range {
  return {
    country: 'AU',
    e164: `+61${area}5550####`,
    formats: [
      `(0${area}) 5550 ####`,
      `0${area} 5550 ####`,
      `+61 ${area} 5550 ####`,
      `+61 (0)${area} 5550 ####`,
      `0${area}5550####`,
    ],
  };
}

/** ARCEP: six blocks of ten thousand. `block` is the nine digits' beginning, in pairs as the French write it. */
function france(first: string, rest: string): Range {
  const dotted = `0${first} ${rest} ## ##`.replaceAll(' ', '.');
  return {
    country: 'FR',
    e164: `+33${first}${rest.replaceAll(' ', '')}####`,
    formats: [
      `0${first} ${rest} ## ##`,
      dotted,
      `+33 ${first} ${rest} ## ##`,
      `+33 (0)${first} ${rest} ## ##`,
      `00 33 ${first} ${rest} ## ##`,
      dotted.replaceAll('.', '\u202f'),
    ],
  };
}

/** PTS: numbers for fiction. `local` in groups. */
function sweden(area: string, local: string): Range {
  const plain = local.replaceAll(' ', '');
  return {
    country: 'SE',
    e164: `+46${area}${plain}`,
    formats: [
      `0${area}-${local}`,
      `+46 ${area} ${local}`,
      `+46 (0)${area} ${local}`,
      `0${area} ${local}`,
      `0046-${area}-${plain}`,
    ],
  };
}

const RANGES: readonly Range[] = [
  ...['415', '212', '312', '206', '617', '303', '512', '305'].map((area) => northAmerica('US', area)),
  ...['416', '604', '514', '403'].map((area) => northAmerica('CA', area)),
  britain('20', '7946 0###'),
  britain('1632', '960###'),
  britain('7700', '900###'),
  britain('29', '2018 0###'),
  britain('28', '9649 6###'),
  britain('161', '496 0###'),
  britain('113', '496 0###'),
  britain('131', '496 0###'),
  germany('30', '23125###'),
  germany('69', '90009###'),
  germany('89', '99998###'),
  germany('40', '66969###'),
  germany('221', '4710###'),
  germany('171', '39200##'),
  australia('2'),
  australia('3'),
  australia('7'),
  australia('8'),
  france('1', '99 00'),
  france('2', '61 91'),
  france('4', '65 71'),
  france('3', '53 01'),
  france('5', '36 49'),
  france('6', '39 98'),
  sweden('8', '465 004 ##'),
  sweden('31', '390 06 ##'),
  sweden('70', '174 06 ##'),
];

/** The last four digits that the exchange answers by itself; no ordinary person of the demo has them. */
const TAKEN = /(0186|0104|0103|0150|0180)$/;

/** The countries that have a range of their own. */
export const COUNTRIES_WITH_RANGE: ReadonlySet<string> = new Set(RANGES.map(({ country }) => country));

/**
 * A number for somebody in `country`, in any of its formats; elsewhere one of the same ranges, always with its prefix.
 * `random` gives 0 ≤ x < 1 and decides everything.
 */
export function fictionalNumber(country: string, random: () => number): FictionalNumber {
  const own = RANGES.filter((range) => range.country === country);
  const range = pick(own.length > 0 ? own : RANGES, random);
  const formats = own.length > 0 ? range.formats : range.formats.filter((format) => format.startsWith('+'));
  const digits = freeDigits(range, random);
  return {
    country: range.country,
    e164: fill(range.e164, digits),
    text: fill(pick(formats, random), digits),
  };
}

function freeDigits({ country, e164 }: Range, random: () => number): string {
  for (;;) {
    const digits = e164.replace(/[^#]/g, '').replace(/#/g, () => String(Math.floor(random() * 10)));
    // Sweden's blocks have fifty numbers, and those of +46 70 174 06 begin at 05.
    const fits = country !== 'SE' || (digits > '04' && digits < '50');
    if (fits && !TAKEN.test(fill(e164, digits))) return digits;
  }
}

function fill(pattern: string, digits: string): string {
  let next = 0;
  return pattern.replace(/#/g, () => digits[next++] ?? '0');
}

export function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}
