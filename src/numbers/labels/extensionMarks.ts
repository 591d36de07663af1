/** How languages announce an extension, as alternatives of a regular expression. How it is read is ../extension.ts. */

/** Words for nothing else: any number of digits may follow. "xtn" and "extensión" are spelled both ways. */
export const NAMED_MARKS = [
  'e?xt(?:ensi(?:o\\u0301?|ó)n?|n|s)?',
  'extensão|estensione',
  'доб(?:авочный|ав)?|вн(?:утр(?:енний)?)?',
].join('|');

/** Signs and words that also mean other things: few digits may follow. */
export const SHORT_MARKS = [
  '[x#~×]',
  'durchwahl|dw|nebenstelle|nst|apparat|app|klappe|kl', // German
  'postes?', // French
  'anexo|interno|int(?:erna)?', // Spanish, Italian
  'ramal|rml', // Portuguese
  'toestel|tst', // Dutch
  'ankn(?:ytning)?|lok(?:al(?:nummer|nr)?)?|alanumero', // Nordic
  'wewn?|linka|klapka|kl[.]', // Polish, Czech
  'mellék|dahili|εσωτ(?:ερικό)?|máy lẻ', // Hungarian, Turkish, Greek, Vietnamese
  'שלוחה|تحويلة|داخلی', // Hebrew, Arabic, Persian
  '内線|内线|分机|转|轉|내선|ต่อ', // East Asian, Thai
].join('|');
