/**
 * Numbers that call for help. A browser's phone does not know where it is, and a gateway may end in another country: help
 * is called with a telephone. Short national numbers in general are another matter (dialRules.ts).
 */

/**
 * Police, fire and ambulance: those of EENA's and ITU-T E.161.1's lists that are three digits long or more, and France's
 * two-digit ones. A number that means help anywhere is help everywhere: nobody can say in which country it would end.
 */
const EMERGENCY_NUMBERS: ReadonlySet<string> = new Set(
  '000 061 062 080 091 092 100 101 102 103 104 108 110 111 112 113 114 115 116117 117 118 119 120 122 123 125 126 127 128 129 130 132 133 138 144 150 151 154 155 156 158 160 166 185 188 190 191 192 193 194 195 197 198 199 15 17 18 22 911 912 913 933 988 991 992 993 994 995 997 998 999 9911 10111 10177'.split(
    ' ',
  ),
);

/** `dialled`: as it was typed. Behind an exchange's digit for an outside line (0 or 9) help is help as well. */
export function isEmergency(dialled: string): boolean {
  const digits = dialled.replace(/\D/g, '');
  return EMERGENCY_NUMBERS.has(digits) || (/^[09]/.test(digits) && EMERGENCY_NUMBERS.has(digits.slice(1)));
}
