/** Yes and no out of an arithmetic code: the reading half of compile/questions.ts. What the answers mean is unpack.ts. */
import { CHANCE_BITS, chances, EVEN, INTERVAL_BITS, unprinted, VALUE_BITS } from './layout.ts';

/** The answers of one part, in the order in which they were written. */
export type Answers = {
  /** The next answer, in a context of layout.ts. */
  readonly yes: (context: number) => boolean;
  /** A number of so many bits, of which all are as likely. */
  readonly number: (bits: number) => number;
};

const ALL = 2 ** INTERVAL_BITS - 1;
const TOP = INTERVAL_BITS - VALUE_BITS;
const BELOW_CHANCE = (1 << CHANCE_BITS) - 1;
const LAST_VALUE = (1 << VALUE_BITS) - 1;

/** `odds` by context; the part begins at `start` of the text. */
export function readAnswers(text: string, start: number, odds: string): Answers {
  const chanceOf = chances();
  let at = start;
  let low = 0;
  let high = ALL;
  let code = 0;
  for (; at < start + INTERVAL_BITS / VALUE_BITS; at += 1)
    code = (code << VALUE_BITS) | unprinted(text.charCodeAt(at));

  // Asked thousands of times before anything is compiled: it calls nothing but for the next value. See `middleOf`.
  function yes(context: number): boolean {
    const chance = chanceOf[odds.charCodeAt(context)] ?? 0;
    const range = high - low;
    const middle =
      low + (range >>> CHANCE_BITS) * chance + (((range & BELOW_CHANCE) * chance) >>> CHANCE_BITS);
    const answer = code <= middle;
    if (answer) high = middle;
    else low = middle + 1;
    while ((low ^ high) >>> TOP === 0) {
      low = (low << VALUE_BITS) & ALL;
      high = ((high << VALUE_BITS) & ALL) | LAST_VALUE;
      code = ((code << VALUE_BITS) & ALL) | unprinted(text.charCodeAt(at));
      at += 1;
    }
    return answer;
  }

  function number(bits: number): number {
    let value = 0;
    for (let bit = 0; bit < bits; bit += 1) value = value * 2 + (yes(EVEN) ? 1 : 0);
    return value;
  }

  return { yes, number };
}

/** The last place in the interval that still says yes. */
export function middleOf(low: number, high: number, chance: number): number {
  const range = high - low;
  return low + (range >>> CHANCE_BITS) * chance + (((range & BELOW_CHANCE) * chance) >>> CHANCE_BITS);
}
