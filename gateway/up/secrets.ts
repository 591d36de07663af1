/** How hard a secret is to guess, by what it is made of. It cannot see chance, only what chance does not look like. */

/** What a machine can try is out of reach from here on (NIST SP 800-57: 128 bits until 2031 and after). */
export const LEAST_BITS = 128;

const EXAMPLES =
  /example|change|secret|password|passwort|letmein|offhook|fictional|test|demo|0123456|abcdef|qwerty/i;
/** 32 random hex digits have 14 different ones on average, and fewer than 8 once in ten million. */
const LEAST_CHARACTERS = 8;

/** Null when it is good, or why it is not. The secret itself is in no sentence. */
export function weaknessOf(secret: string): string | null {
  if (EXAMPLES.test(secret)) return 'is an example value';
  if (new Set(secret).size < LEAST_CHARACTERS)
    return `is made of ${new Set(secret).size} different characters`;
  const bits = Math.floor(secret.length * Math.log2(alphabetOf(secret)));
  return bits < LEAST_BITS ? `has ${bits} bits at most` : null;
}

function alphabetOf(secret: string): number {
  if (/^\d+$/.test(secret)) return 10;
  if (/^[\da-f]+$/i.test(secret)) return 16;
  return 64;
}
