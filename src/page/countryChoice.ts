/** The card's answer to a guessed country: a list of all of them, in the reader's language, to say which one it is. */
import type { Country } from '../numbers/e164.ts';
import { planOfCountry } from '../numbers/plan/plans.ts';
import { regionNames } from './countryNames.ts';

export type CountryChoice = { readonly root: HTMLElement; readonly select: HTMLSelectElement };

/** `onChoose` is told of another country than the one that was guessed. */
export function buildCountryChoice(
  guessed: Country,
  label: string,
  onChoose: (country: Country) => void,
): CountryChoice {
  const root = document.createElement('label');
  root.className = 'choice';
  const select = document.createElement('select');
  select.setAttribute('aria-keyshortcuts', 'L');
  const key = document.createElement('kbd');
  key.textContent = 'L';
  key.setAttribute('aria-hidden', 'true');
  for (const [country, name] of countries())
    select.append(new Option(name, country, false, country === guessed));
  const choose = (event: Event) => {
    if (event.isTrusted && select.value !== guessed) onChoose(select.value);
  };
  // On the keyboard the list changes with every letter of a name that is being typed: Enter says that it is the one.
  let byKeys = false;
  select.addEventListener('pointerdown', () => {
    byKeys = false;
  });
  select.addEventListener('keydown', (event) => {
    byKeys = true;
    if (event.key === 'Enter') choose(event);
  });
  select.addEventListener('change', (event) => !byKeys && choose(event));
  root.append(label, select, key);
  return { root, select };
}

let known: readonly (readonly [Country, string])[] | null = null;

/** Every country that has telephone numbers, by its name. */
function countries(): readonly (readonly [Country, string])[] {
  known ??= regionNames(navigator.language)
    .filter(([country]) => planOfCountry(country) !== null)
    .sort(([, one], [, other]) => one.localeCompare(other, navigator.language));
  return known;
}
