/** For tests: text changed at random, the same way for the same seed. Pieces go, come twice, or are turned into others. */

const PIECES = [
  '\r\n',
  '\n',
  '\0',
  ';',
  '"',
  '<',
  '>',
  ':',
  '=',
  ',',
  'sip:',
  '-1',
  '99999999999',
  '%s',
  'é',
  ' ',
];

export function createMangler(seed: number): (text: string) => string {
  let state = seed >>> 0;
  // A linear congruential generator (Numerical Recipes): chance that can be had again.
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const change = (text: string): string => {
    const [at, length] = [below(text.length + 1), below(12)];
    const [before, piece, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
    const kinds = [after, piece + piece + after, (PIECES[below(PIECES.length)] ?? '') + piece + after];
    return before + (kinds[below(kinds.length)] ?? '');
  };
  return (text) => {
    let mangled = text;
    for (let times = below(4); times > 0; times -= 1) mangled = change(mangled);
    return mangled;
  };
}
