/**
 * Texts of a megabyte that somebody made to keep a detector busy: each repeats what one of its steps has to look at
 * longest. The time must grow with the length and no faster. In Node, because no page is part of it.
 */
import { findNumbers } from '../../src/numbers/find.ts';
import { createRandom } from './corpora/random.ts';

/** Milliseconds of the thread's own, so that a busy machine counts for less: medians, by what the text is made of. */
type Costs = Readonly<Record<string, number>>;
export type LongTextCosts = { readonly digitsAndPunctuation: Costs; readonly others: Costs };

const CHARACTERS = 1_000_000;
const READINGS = 5;

/** What is repeated; a function makes a piece of random characters each time. */
type Pieces = Readonly<Record<string, string | (() => string)>>;

/** A dump, a key, a table of figures: no number in it that anybody reads. */
const DIGITS_AND_PUNCTUATION: Pieces = {
  'one row of digits': '7',
  'digits, a space between': '7 ',
  'digits, a dash between': '7-',
  'digits, a dot between': '12.',
  'random digits and punctuation': randomOf('0123456789 ()./~-+,;:'),
  'random digits and spaces': randomOf('0123456789 '),
  'opening brackets': '(',
  'brackets and digits': '(1)(',
  'pluses and digits': '+1',
  pluses: '+',
  pauses: '7,,12,,',
  'dates one after the other': '12.05.2024 ',
  'clock times': '10:30 ',
  'sums of thousands': '1,234,567.00 ',
};

/** Longer work for the same length: words to look up, characters to translate, and numbers that are there indeed. */
const OTHERS: Pieces = {
  'ids behind labels': 'Order no. 4155550123, ',
  'labels without a number': 'Tel.: Fax no.: Order ',
  'links with digits': 'https://example.com/?q=02079460018&',
  'letters of a keypad': '1-800-ABC-',
  'contexts of a local number': ';phone-context=+44',
  'digits of another script': '٠٢٠ ',
  'marks that cannot be seen': '1\u200e',
  'one number after the other': '+44 20 7946 0018, ',
  'one extension after the other': '020 7946 0018 x12 x12 ',
};

/** What each of the texts costs. */
export function measureLongTexts(): LongTextCosts {
  return { digitsAndPunctuation: costsOf(DIGITS_AND_PUNCTUATION), others: costsOf(OTHERS) };
}

function costsOf(pieces: Pieces): Costs {
  return Object.fromEntries(Object.entries(pieces).map(([name, piece]) => [name, millisecondsFor(piece)]));
}

function millisecondsFor(piece: string | (() => string)): number {
  const text = filled(piece);
  const taken = Array.from({ length: READINGS }, () => {
    const from = process.threadCpuUsage();
    findNumbers(text, { country: 'GB' });
    const { user, system } = process.threadCpuUsage(from);
    return (user + system) / 1_000;
  });
  return Math.round((taken.sort((a, b) => a - b)[READINGS >> 1] ?? Number.NaN) * 10) / 10;
}

function filled(piece: string | (() => string)): string {
  if (typeof piece === 'string')
    return piece.repeat(Math.ceil(CHARACTERS / piece.length)).slice(0, CHARACTERS);
  let text = '';
  while (text.length < CHARACTERS) text += piece();
  return text.slice(0, CHARACTERS);
}

function randomOf(characters: string): () => string {
  const random = createRandom(11);
  return () => Array.from({ length: 64 }, () => characters[random.below(characters.length)]).join('');
}
