/** Stands in for WXT's i18n in the gallery: the real words of any language, chosen by the page's address. */
import ar from '../../../../locales/ar.json';
import de from '../../../../locales/de.json';
import en from '../../../../locales/en.json';
import es from '../../../../locales/es.json';
import fr from '../../../../locales/fr.json';
import ptBR from '../../../../locales/pt-BR.json';

/** No language: each sentence two fifths longer, with marks on its letters. What is not from locales/ stands out. */
const PSEUDO = 'pseudo';

const tag = new URLSearchParams(location.search).get('lang') ?? 'en';
const words: Record<string, string> = { ar, de, en, es, fr, 'pt-BR': ptBR }[tag] ?? en;

export const language = { tag: tag === PSEUDO ? 'en' : tag, direction: tag === 'ar' ? 'rtl' : 'ltr' };

const MARKED: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ö', u: 'ü', n: 'ñ', c: 'ç' };

function stretched(sentence: string): string {
  const marked = sentence.replace(/[aeiounc]/g, (letter) => MARKED[letter] ?? letter);
  return `[${marked}${' ~'.repeat(Math.ceil(sentence.length / 5))}]`;
}

export const i18n = {
  t: (key: string, values: readonly string[]) => {
    const sentence = words[key] ?? `missing: ${key}`;
    const shown = tag === PSEUDO ? stretched(sentence) : sentence;
    return shown.replace(/\$(\d)/g, (_, place) => values[Number(place) - 1] ?? '');
  },
};
