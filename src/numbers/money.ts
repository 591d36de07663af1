/** Amounts and measures: a currency before or behind the digits, a unit, the groups and cents of a sum. */

const REACH = 16;
/** ISO 4217 codes in capitals only: "try", "all" and "ron" are words. */
const CURRENCIES =
  wordsOf(`EUR USD GBP SEK NOK DKK ISK CHF AUD CAD NZD SGD HKD PLN CZK HUF RON BGN RSD UAH RUB TRY ILS AED SAR QAR KWD EGP ZAR
  NGN KES GHS MAD JPY CNY RMB KRW TWD THB VND IDR MYR PHP INR PKR BDT LKR BRL MXN ARS CLP COP PEN UYU BTC ETH US$ R$
  eur Eur usd Usd gbp Gbp kr Kr zł zl Kč kč Ft ft лв руб р грн тг rs Rs Rp RM TL Fr SFr 円 元 원`);
const MONEY_NAMES = wordsOf(
  'euro euros Euro Euros dollar dollars pound pounds franc francs Franken kronor kroner ruble rubles рублей yen yuan rupees reais pesos złotych',
);
const MEASURES =
  wordsOf(`kg g mg t km m cm mm m² m2 m³ km² ha l ml kwh mwh kw w mb gb kb tb kib mib gib byte bytes bit bits ms s sec seconds min
  minutes h hr hrs hour hours days px dpi hz mhz ghz rpm
  pcs pieces stk st stück szt шт unit units items rows lines views users visitors followers likes downloads records people inhabitants
  einwohner habitants shares votes points tokens steps times x`);
/** A word of ASCII letters that ends for certain: only others need the patterns that know all letters. */
const WORD_BEHIND = /^ ?([A-Za-z]+)(?![A-Za-z\d$\x80-\uffff])/;
const WORD_BEFORE = /(?:^|[^A-Za-z$\x80-\uffff])([A-Za-z]+)\.?[\s:]?[-(]?$/;
const MONEY_BEFORE = new RegExp(`(?:\\p{Sc}|(?<![\\p{L}])(?:${anyOf(CURRENCIES)})\\.?)[\\s:]?[-(]?$`, 'u');
const MONEY_BEHIND = new RegExp(
  `^ ?(?:\\p{Sc}|(?:${anyOf(CURRENCIES)}|${anyOf(MONEY_NAMES)})(?![\\p{L}\\d]))`,
  'u',
);
const MEASURE_BEHIND = new RegExp(`^ ?(?:[%‰°′″]|(?:${anyOf(MEASURES)})(?![\\p{L}\\d.:]))`, 'iu');
/** "12.345.678,90", "4155550,-" and "1'500'000:-": cents, or the dash that stands for none. */
const CENTS_BEHIND = /^(?:[,.]\d{1,2}(?![\d.,]|[ ]\d{2,})|[,.:]-(?!\d))/;
const LETTER_BEHIND = /^ ?[a-z](?![\p{L}\d])/iu;
const MARKS_CENTS = /^[,.:]/;
const THREE_DIGITS = /^\d{3}(?!\d)/;
const SPACE = 32;
/** "1,234,567.00" read from its second group. */
const THOUSANDS_BEFORE = /\d{1,3}[,']$/;
/** Groups that no unit turns into a measure: a trunk zero, brackets, dashes between. */
const WRITTEN_AS_NUMBER = /^[0(]|\d-\d/;
/** "512 345 678 w" goes on as a sentence; nothing is measured so far in one letter. */
const LONG_MEASURE = /(?:\D*\d){9}/;

/** Is the text at [start, end) a sum or a measure? `text` is the candidate itself. */
export function isAmount(plainText: string, start: number, end: number): boolean {
  const text = plainText.slice(start, end);
  if (text.startsWith('+')) return false;
  if (couldEndWithUnit(plainText, start) && endsWithCurrency(textBefore(plainText, start))) return true;
  if (isBehindThousands(plainText, start) && THREE_DIGITS.test(text)) return true;
  const behind = plainText.slice(end, end + REACH);
  if (MARKS_CENTS.test(behind) && CENTS_BEHIND.test(behind)) return true;
  const unit = behind.charCodeAt(behind.startsWith(' ') ? 1 : 0);
  if (!couldBeUnit(unit)) return false;
  const isMeasurable =
    !WRITTEN_AS_NUMBER.test(text) && !(LETTER_BEHIND.test(behind) && LONG_MEASURE.test(text));
  return beginsWithUnit(behind, isMeasurable);
}

function endsWithCurrency(before: string): boolean {
  const word = WORD_BEFORE.exec(before)?.[1];
  return word === undefined ? MONEY_BEFORE.test(before) : CURRENCIES.has(word);
}

function beginsWithUnit(behind: string, couldBeMeasure: boolean): boolean {
  const [all = '', word] = WORD_BEHIND.exec(behind) ?? [];
  if (word === undefined) return MONEY_BEHIND.test(behind) || (couldBeMeasure && MEASURE_BEHIND.test(behind));
  if (CURRENCIES.has(word) || MONEY_NAMES.has(word)) return true;
  // "… W: 020 …" is the next label.
  return couldBeMeasure && !/[.:]/.test(behind[all.length] ?? '') && MEASURES.has(word.toLowerCase());
}

function textBefore(plainText: string, start: number): string {
  return plainText.slice(Math.max(0, start - REACH), start);
}

/** Asked before the patterns, which are long: could the text in front of `start` end with a currency? */
function couldEndWithUnit(plainText: string, start: number): boolean {
  let at = start - 1;
  if (plainText[at] === '-' || plainText[at] === '(') at -= 1;
  if (plainText[at] === ':' || plainText.charCodeAt(at) <= SPACE) at -= 1;
  if (plainText[at] === '.') at -= 1;
  return couldBeUnit(plainText.charCodeAt(at));
}

/** A letter, "$" or "%", or anything beyond ASCII. Takes NaN where the text ends. */
function couldBeUnit(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || code === 0x24 || code === 0x25 || code >= 0x80;
}

function isBehindThousands(plainText: string, start: number): boolean {
  const neighbour = plainText[start - 1];
  return (neighbour === ',' || neighbour === "'") && THOUSANDS_BEFORE.test(textBefore(plainText, start));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** As alternatives of a pattern, in which the dollar is no end of the text. */
function anyOf(words: ReadonlySet<string>): string {
  return [...words].join('|').replaceAll('$', '\\$');
}
