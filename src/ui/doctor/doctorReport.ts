/** The doctor's lines as text to hand to an administrator: without a key, a token or a number. Pure. */
import { say } from '../words.ts';
import type { DoctorRow } from './doctorModel.ts';
import { VERDICT_WORDS } from './verdictWords.ts';

export function reportOf(rows: readonly DoctorRow[]): string {
  const told = rows.map(({ group, name, line }) => {
    const head = group === null ? name : `${group}: ${name}`;
    if (typeof line === 'string') return `${head}: ${say(VERDICT_WORDS[line])}`;
    const { verdict, found, fix, advice = [] } = line;
    const more = [...(fix ? [fix] : []), ...advice].map((text) => `\n    ${text}`).join('');
    return `${head}: ${say(VERDICT_WORDS[verdict])}. ${found}${more}`;
  });
  return redact([`${say('appName')}: ${say('options_doctor')}`, ...told].join('\n'));
}

/** Words of a language are shorter than this; keys, tokens and ids are not. */
const SECRET = /[\w~+/=-]{24,}(?:\.[\w-]+)*|\b[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}\b/g;
/** Seven digits are the shortest number one can call; a port has five, an address has dots. */
const NUMBER = /\+?\d(?:[ ()/-]*\d){6,}/g;

export function redact(text: string): string {
  return text.replace(SECRET, hidden).replace(NUMBER, '[…]');
}

/** Names of hosts are long as well, and what an administrator needs. */
const hidden = (match: string) => (/^(?=.*[\d_A-Z])/.test(match) || match.length > 63 ? '[…]' : match);
