/**
 * What was asked lately, with its answer: pages repeat their texts. Bounded: two generations, and what nobody asked for
 * since the last change of generation is forgotten. Cheaper than an exact order of use, which a scan does not need.
 */

export type Recent<Answer> = {
  /** The answer of before, or `make`'s, kept from now on. */
  readonly recall: (question: string, make: () => Answer) => Answer;
  readonly size: () => number;
};

/** Holds at most twice `perGeneration` answers. */
export function createRecent<Answer>(perGeneration: number): Recent<Answer> {
  let young = new Map<string, { readonly answer: Answer }>();
  let old = young;

  function keep(question: string, kept: { readonly answer: Answer }): Answer {
    if (young.size >= perGeneration) {
      old = young;
      young = new Map();
    }
    young.set(question, kept);
    return kept.answer;
  }

  return {
    recall: (question, make) => {
      const known = young.get(question);
      if (known) return known.answer;
      return keep(question, old.get(question) ?? { answer: make() });
    },
    size: () => young.size + (old === young ? 0 : old.size),
  };
}
