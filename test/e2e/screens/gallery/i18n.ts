/** Stands in for WXT's i18n in the gallery: the real words of any language, chosen by the page's address. */
import ar from '../../../../locales/ar.json';
import de from '../../../../locales/de.json';
import en from '../../../../locales/en.json';

const tag = new URLSearchParams(location.search).get('lang') ?? 'en';
const words: Record<string, string> = { ar, de, en }[tag] ?? en;

export const language = { tag, direction: tag === 'ar' ? 'rtl' : 'ltr' };

export const i18n = {
  t: (key: string, values: readonly string[]) =>
    (words[key] ?? `missing: ${key}`).replace(/\$(\d)/g, (_, place) => values[Number(place) - 1] ?? ''),
};
