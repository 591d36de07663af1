/** What the card says, as elements of our own shadow root. Page text goes in as text, never as markup. */
import type { Dialler } from '../messages/protocol.ts';
import type { Country, CountrySource } from '../numbers/e164.ts';
import { buildCountryChoice } from './countryChoice.ts';
import type { Raised } from './target.ts';

/** Every word on the card, from the entrypoint, which knows the language. */
export type CardWords = {
  readonly label: string;
  readonly call: string;
  readonly copy: string;
  readonly copied: string;
  readonly raised: string;
  /** It dials by itself in a moment, unless somebody presses Esc. */
  readonly calling: string;
  readonly failed: string;
  /** What the clock shows there: one time, or the earliest and the latest it may be. */
  readonly localTime: (first: string, last: string) => string;
  readonly extension: (digits: string) => string;
  /** Why a number was read as one of this country, as a sentence: "Sweden, from its prefix". */
  readonly why: (source: CountrySource, country: string) => string;
  /** In front of the list of countries. */
  readonly country: string;
  readonly corrected: string;
  /** Another dialler is on this number: who dials on this site? */
  readonly rival: string;
  readonly rivalOffhook: string;
  readonly rivalPage: string;
};

/** What the card asks beside showing; what is said is remembered by whoever listens. */
export type CardQuestions = {
  readonly onCountry: (country: Country) => void;
  /** Present: another dialler is on this number, and nobody has said who dials. */
  readonly onDialler?: (dialler: Dialler) => void;
};

export type CardContent = {
  readonly root: HTMLElement;
  readonly call: HTMLButtonElement;
  readonly copy: HTMLButtonElement;
  /** Absent where the number carries its country itself. */
  readonly country?: HTMLSelectElement;
  /** Filled when it is known; it has its room before, so that no button moves. */
  readonly time: HTMLElement;
  /** A live region: what is written here is read out. */
  readonly said: HTMLElement;
};

const PHONE = 'M5 4h3l1.6 4-2 1.4a11 11 0 0 0 5 5l1.4-2 4 1.6v3a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2z';
const SHEETS =
  'M10 8h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2';

export function buildCard(raised: Raised, words: CardWords, questions: CardQuestions): CardContent {
  const root = element('div', 'card');
  root.setAttribute('role', 'dialog');
  root.setAttribute('aria-label', `${words.label}: ${raised.remote.display}`);
  const call = button('call', PHONE);
  const key = element('kbd', '', 'C');
  key.setAttribute('aria-hidden', 'true');
  call.append(words.call, key);
  call.setAttribute('aria-keyshortcuts', 'C');
  const copy = button('copy', SHEETS);
  copy.setAttribute('aria-label', words.copy);
  copy.title = words.copy;
  const row = element('div', 'row');
  row.append(call, copy);
  const time = element('div', 'small time');
  const said = element('div', 'said');
  said.setAttribute('role', 'status');
  const guess =
    raised.why === 'prefix' ? null : buildCountryChoice(raised.country, words.country, questions.onCountry);
  const { onDialler } = questions;
  root.append(numberLine(raised, words), ...whoLine(raised), whyLine(raised, words), time);
  if (guess) root.append(guess.root);
  root.append(onDialler ? rivalQuestion(words, onDialler) : row, said);
  return { root, call, copy, time, said, ...(guess && { country: guess.select }) };
}

/** In place of Call: as long as nobody has said who dials, nobody does. */
function rivalQuestion(words: CardWords, onDialler: (dialler: Dialler) => void): HTMLElement {
  const question = element('div', 'rival');
  const answers = element('div', 'row');
  const answer = (dialler: Dialler, className: string, text: string) => {
    const made = element('button', className, text) as HTMLButtonElement;
    made.type = 'button';
    made.addEventListener('click', (event) => event.isTrusted && onDialler(dialler));
    return made;
  };
  answers.append(answer('offhook', 'call', words.rivalOffhook), answer('page', 'other', words.rivalPage));
  question.append(element('div', 'small who', words.rival), answers);
  return question;
}

function numberLine({ remote }: Raised, words: CardWords): HTMLElement {
  const line = element('div', 'number', remote.display);
  line.dir = 'ltr';
  if (remote.extension !== undefined) {
    line.append(' ', element('span', 'extension', words.extension(remote.extension)));
  }
  return line;
}

function whoLine({ remote }: Raised): HTMLElement[] {
  const who = [remote.name, remote.company].filter((one) => one !== undefined).join(' · ');
  return who === '' ? [] : [element('div', 'small who', who)];
}

/** A country that the number itself does not carry is a guess, and looks like one. */
function whyLine({ country, why }: Raised, words: CardWords): HTMLElement {
  return element('div', why === 'prefix' ? 'small' : 'small guess', words.why(why, countryName(country)));
}

/** "SE" → "Sweden" in the browser's language; the code where the browser knows no name. */
export function countryName(country: Country): string {
  try {
    return new Intl.DisplayNames([navigator.language], { type: 'region' }).of(country) ?? country;
  } catch {
    return country;
  }
}

function element(name: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(className: string, path: string): HTMLButtonElement {
  const made = element('button', className) as HTMLButtonElement;
  made.type = 'button';
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  icon.append(shape);
  made.append(icon);
  return made;
}
