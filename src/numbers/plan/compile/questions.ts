/** Yes and no into an arithmetic code: the writing half of ../answers.ts. Which questions are asked is encode.ts. */
import { middleOf } from '../answers.ts';
import { CHANCE_BITS, CONTEXTS, chances, EVEN, INTERVAL_BITS, printed, VALUE_BITS } from '../layout.ts';

/** Takes the answers of one part. */
export type Questions = {
  readonly yes: (context: number, answer: boolean) => void;
  readonly number: (bits: number, value: number) => void;
};

const ALL = 2 ** INTERVAL_BITS - 1;
const TOP = INTERVAL_BITS - VALUE_BITS;
const LAST_VALUE = (1 << VALUE_BITS) - 1;

function questionsFor(yes: Questions['yes']): Questions {
  const number = (bits: number, value: number) => {
    if (value >= 2 ** bits)
      throw new Error(`${value} has no room in ${bits} bits; widen its field in layout.ts`);
    for (let bit = bits - 1; bit >= 0; bit -= 1) yes(EVEN, (value >> bit) % 2 === 1);
  };
  return { yes, number };
}

/** Counts how often each context says yes; `odds` is the nearest character for each. */
export function countAnswers(): Questions & { readonly odds: () => string } {
  const counts = Array.from({ length: CONTEXTS }, () => ({ yes: 0, all: 0 }));
  const questions = questionsFor((context, answer) => {
    const count = counts[context];
    if (!count) throw new Error(`There is no context ${context}`);
    count.all += 1;
    if (answer) count.yes += 1;
  });
  const odds = () =>
    counts.map(({ yes, all }) => printed(nearestChance(all === 0 ? 0.5 : yes / all))).join('');
  return { ...questions, odds };
}

function nearestChance(share: number): number {
  const values = Array.from({ length: LAST_VALUE + 1 }, (_, value) => value);
  const lossOf = (value: number) => {
    const chance = (chances()[printed(value).charCodeAt(0)] ?? 0) / 2 ** CHANCE_BITS;
    return -share * Math.log(chance) - (1 - share) * Math.log(1 - chance);
  };
  return values.reduce((best, value) => (lossOf(value) < lossOf(best) ? value : best));
}

/** Writes one part; `close` gives its text, which reads the same whatever stands behind it. */
export function writeAnswers(odds: string): Questions & { readonly close: () => string } {
  let text = '';
  let low = 0;
  let high = ALL;
  const questions = questionsFor((context, answer) => {
    const middle = middleOf(low, high, chances()[odds.charCodeAt(context)] ?? 0);
    if (answer) high = middle;
    else low = middle + 1;
    while ((low ^ high) >>> TOP === 0) {
      text += printed(high >>> TOP);
      low = (low << VALUE_BITS) & ALL;
      high = ((high << VALUE_BITS) & ALL) | LAST_VALUE;
    }
  });
  const close = () => {
    for (let left = TOP; left >= 0; left -= VALUE_BITS) {
      // The fewest values behind which anything may follow.
      const least = Math.ceil(low / 2 ** left);
      if ((least + 1) * 2 ** left - 1 <= high)
        return text + valuesOf(least, (INTERVAL_BITS - left) / VALUE_BITS);
    }
    throw new Error('The interval of the coder is empty');
  };
  return { ...questions, close };
}

function valuesOf(number: number, count: number): string {
  return Array.from({ length: count }, (_, at) =>
    printed((number >> ((count - 1 - at) * VALUE_BITS)) & LAST_VALUE),
  ).join('');
}
