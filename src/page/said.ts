/**
 * What a person has said about this site's numbers, and what follows from it here: whose country a record is, and who
 * dials where another dialler is at work too. It is remembered outside of the page; here it holds at once.
 */
import type { Dialler, PageSettings } from '../messages/protocol.ts';
import type { Country } from '../numbers/e164.ts';
import { recordAddress } from './context.ts';
import { createRecordCountries, type HintFor } from './recordCountry.ts';
import { rivalAround } from './rivals.ts';
import type { Target } from './target.ts';

/** For the switchboard, which knows the site by its sender. */
export type Said =
  | { readonly type: 'correctCountry'; readonly record: string; readonly country: Country }
  | { readonly type: 'chooseDialler'; readonly dialler: Dialler };

export interface Sayings {
  readonly hintFor: HintFor;
  readonly isIgnored: (node: Node) => boolean;
  /** The page changed: what its records say is read again. */
  forget(): void;
  correct(node: Node, country: Country): void;
  /** Who dials this number; null while another dialler is on it and nobody has said. */
  diallerOf(target: Target): Dialler | null;
  choose(dialler: Dialler): void;
}

/** The switchboard takes no longer address, and cuts none: a cut one would be another record's. */
const MAX_ADDRESS = 300;

export function createSayings(settings: PageSettings, remember: (said: Said) => void): Sayings {
  const corrections = new Map(settings.corrections.map(({ record, country }) => [record, country]));
  const countries = createRecordCountries(settings.country, corrections);
  let { dialler } = settings;
  return {
    hintFor: countries.hintFor,
    isIgnored: countries.isIgnored,
    forget: countries.forget,
    correct(node, country) {
      const record = recordAddress(node);
      corrections.set(record, country);
      if (record.length <= MAX_ADDRESS) remember({ type: 'correctCountry', record, country });
    },
    diallerOf({ node }) {
      const element = node instanceof Element ? node : node.parentElement;
      return element && rivalAround(element) ? dialler : 'offhook';
    },
    choose(chosen) {
      dialler = chosen;
      remember({ type: 'chooseDialler', dialler: chosen });
    },
  };
}
