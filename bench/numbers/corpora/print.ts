/** The ways in which people and apps write one number down. */
import type { PhoneNumber } from 'libphonenumber-js/max';
import type { Written } from './case.ts';
import type { Random } from './random.ts';

type Printer = (number: PhoneNumber, random: Random) => string | null;

const SPACES = ['\u00a0', '\u202f', '\u2009', '\u2007', '  '];
const DASHES = ['-', '\u2011', '\u2013', '\u2010', '\u2212'];
const SEPARATORS = ['.', '-', ' ', ...SPACES, ...DASHES];
/** The first digit of other scripts: Arabic-Indic, Persian, Devanagari, Bengali, full-width. */
const ZEROES = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

const international: Printer = (number) => number.formatInternational();
const national: Printer = (number) => number.formatNational();
const compactNational: Printer = (number) => number.formatNational().replace(/\D/g, '');
const swapped =
  (printer: Printer): Printer =>
  (number, random) =>
    printer(number, random)?.replaceAll(' ', random.pick(SEPARATORS)) ?? null;
const inScript =
  (printer: Printer): Printer =>
  (number, random) => {
    const zero = random.pick(ZEROES);
    return (
      printer(number, random)?.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))) ?? null
    );
  };
const embedded =
  (printer: Printer): Printer =>
  (number, random) => {
    const text = printer(number, random);
    return (
      text && random.pick([`\u202a${text}\u202c`, `\u200e${text}\u200e`, text.replaceAll(' ', '\u200b ')])
    );
  };
/** "+49 302 3125 739": a CRM that groups by its own rule. */
const regrouped =
  (printer: Printer): Printer =>
  (number, random) => {
    const [head = '', ...rest] = (printer(number, random) ?? '').replace(/[()]/g, '').split(' ');
    const digits = rest.join('').replace(/\D/g, '');
    if (!digits) return null;
    const size = random.pick([2, 3, 4]);
    return [head, ...(digits.match(new RegExp(`\\d{1,${size}}`, 'g')) ?? [])].join(' ');
  };
const trunkInBrackets: Printer = (number, random) => {
  const local = number.formatNational();
  if (!local.startsWith('0') || number.country === 'IT') return null;
  const rest = local.slice(1).trim();
  return `+${number.countryCallingCode}${random.pick([' (0) ', ' (0)', '(0)'])}${rest}`;
};
const exitPrefix: Printer = (number) => number.formatInternational().replace('+', '00');
const codeInBrackets: Printer = (number) => number.formatInternational().replace(/^\+(\d+) /, '(+$1) ');
const areaInBrackets: Printer = (number) => {
  const local = number.formatNational();
  return /^\d{2,5} /.test(local) ? local.replace(/^(\d+) /, '($1) ') : null;
};
const areaAndSlash: Printer = (number, random) => {
  const local = number.formatNational();
  return /^0\d{1,4} /.test(local) ? local.replace(/^(\d+) /, random.pick(['$1/', '$1 / ', '$1-'])) : null;
};
const compactBehindCode: Printer = (number) => `+${number.countryCallingCode} ${number.nationalNumber}`;

/** Written with its country code: readable anywhere. */
const GLOBAL: readonly Printer[] = [
  international,
  international,
  swapped(international),
  swapped(international),
  (number) => number.number,
  (number) => number.format('RFC3966').replace('tel:', ''),
  embedded(international),
  inScript(international),
  regrouped(international),
  regrouped(international),
  trunkInBrackets,
  exitPrefix,
  codeInBrackets,
  compactBehindCode,
];
/** Written as at home: needs the country. */
const LOCAL: readonly Printer[] = [
  national,
  national,
  national,
  swapped(national),
  swapped(national),
  compactNational,
  embedded(national),
  inScript(national),
  regrouped(national),
  areaInBrackets,
  areaAndSlash,
];
const EXTENSIONS = [
  ...[' x{}', ' ext. {}', ' ext {}', 'x{}', ', ext. {}', ' (ext. {})', ' #{}', ' Ext: {}', ' extension {}'],
  ...[
    ' Durchwahl {}',
    ' DW {}',
    ' poste {}',
    ' int. {}',
    ' anexo {}',
    ' ramal {}',
    ' toestel {}',
    ' доб. {}',
    ',,{}',
    ';ext={}',
  ],
];
const WITH_EXTENSION = 0.1;

/** Writes the number in some way; `abroad` keeps to ways that name the country. */
export function print(number: PhoneNumber, abroad: boolean, random: Random): Written {
  const printers = abroad ? GLOBAL : random.pick([GLOBAL, LOCAL, LOCAL]);
  const text = random.pick(printers)(number, random) ?? number.formatInternational();
  if (random.next() >= WITH_EXTENSION) return { text, e164: number.number };
  const ext = String(1 + random.below(9)) + random.digits(random.below(4));
  return { text: text + random.pick(EXTENSIONS).replace('{}', ext), e164: number.number, ext };
}
