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

/** `odds` by context; the part begins at `start`. */
export function readAnswers(parts: string, start: number, odds: string): Answers {
  const chanceOf = chances();
  let at = start;
  let low = 0;
  let high = ALL;
  let code = 0;
  for (let values = 0; values < INTERVAL_BITS / VALUE_BITS; values += 1) take();

  function take(): void {
    code = ((code << VALUE_BITS) & ALL) | unprinted(parts.charCodeAt(at));
    at += 1;
  }

  function yes(context: number): boolean {
    const middle = middleOf(low, high, chanceOf[odds.charCodeAt(context)] ?? 0);
    const answer = code <= middle;
    if (answer) high = middle;
    else low = middle + 1;
    while ((low ^ high) >>> TOP === 0) {
      low = (low << VALUE_BITS) & ALL;
      high = ((high << VALUE_BITS) & ALL) | ((1 << VALUE_BITS) - 1);
      take();
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
