/** The one way from a screen to a sentence: keys are checked by type, the sentences live in locales/. */
import { type GeneratedI18nStructure, i18n } from '#i18n';

export type WordKey = Exclude<keyof GeneratedI18nStructure, `@@${string}`>;

// WXT's own type wants to know at compile time how many values a sentence takes; a table of keys cannot.
const translate = i18n.t as unknown as (key: string, values: readonly string[]) => string;

/** The sentence of `key` in the browser's language, `$1`… replaced by `values`. */
export function say(key: WordKey, ...values: readonly string[]): string {
  return translate(key, values);
}
