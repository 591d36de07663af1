/** Check digits of the ids that look like telephone numbers. Each takes digits only and says whether they add up. */

/** EAN-13, GTIN-13 and ISBN-13: weights 1 and 3 (GS1 General Specifications §7.9). */
export function passesEan13(digits: string): boolean {
  return digits.length === 13 && weightedSum(digits, [1, 3]) % 10 === 0;
}

/** ISBN-10, ISO 2108: weights 10 to 1, modulo 11. An "X" is no digit and never looks like a number. */
export function passesIsbn10(digits: string): boolean {
  return digits.length === 10 && weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

/** Australian Business Number: the first digit less one, modulo 89. */
export function passesAbn(digits: string): boolean {
  if (digits.length !== 11) return false;
  return (weightedSum(digits, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0;
}

/** Norwegian fødselsnummer: two check digits, modulo 11, over fixed weights. */
export function passesFodselsnummer(digits: string): boolean {
  if (digits.length !== 11) return false;
  const first = weightedSum(digits.slice(0, 10), [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
  const second = weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
  return first % 11 === 0 && second % 11 === 0;
}

/** Belgian enterprise number: the last two digits are 97 less the remainder of the first eight. */
export function passesBelgianEnterprise(digits: string): boolean {
  return digits.length === 10 && 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
}

/** Weights repeat when there are fewer of them than digits. */
function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1)
    sum += Number(digits[at]) * (weights[at % weights.length] ?? 0);
  return sum;
}
