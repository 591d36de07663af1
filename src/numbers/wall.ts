/**
 * Walls of digits: dumps, keys, tables of figures in one text. Nobody reads numbers off them: among so many candidates
 * some exist by accident, and marking these would be wrong far more often than right.
 */

export type Wall = {
  /** Behind so many candidates that came to nothing, is this one hidden too? Announced ones only behind as many announced ones. */
  readonly hides: (start: number) => boolean;
  /** The candidate that begins there was judged, and held so many numbers. */
  readonly note: (start: number, found: number) => void;
};

/** Judged before anything is said of a text: a list of a thousand numbers has passed by then, or shown that it is one. */
const ENOUGH = 1_000;
/** Of random digits 1 in 200 exists, 1 in 35 behind a plus; of a list with ten columns of ids, 1 in 11 is a number. */
const LEAST_SHARE = 1 / 20;
/** Between a label and its digits: "Tel.: (020 …". */
const LONGEST_GAP = 4;
const GAP = ' .:(';
const [PLUS, SPACE] = [43, 32];

export function watchForWall(plainText: string): Wall {
  const [bare, announced] = [createTally(), createTally()];
  const tallyFor = (start: number) => (isAnnounced(plainText, start) ? announced : bare);
  return {
    hides: (start) => bare.isWall() && (announced.isWall() || !isAnnounced(plainText, start)),
    note: (start, found) => tallyFor(start).note(found),
  };
}

function createTally() {
  let judged = 0;
  let numbers = 0;
  return {
    isWall: () => judged >= ENOUGH && numbers < judged * LEAST_SHARE,
    note: (found: number) => {
      judged += 1;
      numbers += found;
    },
  };
}

/** A plus at the beginning of a word, or a word in front. */
function isAnnounced(plainText: string, start: number): boolean {
  if (plainText.charCodeAt(start) === PLUS) return start === 0 || plainText.charCodeAt(start - 1) <= SPACE;
  let at = start - 1;
  while (start - at <= LONGEST_GAP && GAP.includes(plainText[at] ?? 'x')) at -= 1;
  return isLetterAt(plainText, at) && isLetterAt(plainText, at - 1);
}

/** A letter, or anything beyond ASCII. */
function isLetterAt(plainText: string, at: number): boolean {
  const letter = plainText.charCodeAt(at) | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || letter >= 0x80;
}
