/** Which of the known words somebody may have meant. */

/** More slips than this in one word, and it was meant to be something else. */
const MOST_SLIPS = 2;

/** The nearest of `known` by edit distance, upper and lower case alike; null when none is near. */
export function suggest(word: string, known: readonly string[]): string | null {
  const byDistance = known
    .map((candidate) => ({ candidate, slips: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips);
  const [nearest] = byDistance;
  return nearest && nearest.slips <= MOST_SLIPS ? nearest.candidate : null;
}

/** Levenshtein's distance, a row at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
