/**
 * The light part of us in a frame: looks whether there could be a number in it, and when there could, has the page room
 * brought in. Most frames of a page are menus, trackers and editors, and never hold one. Finds and marks nothing itself.
 */
import { couldHoldNumber } from './candidates.ts';
import { possibleHosts, type ShadowRootOf, shadowRootReader } from './shadowRoots.ts';

export type ScoutDeps = {
  /** Asks for the page room in this frame; false when that was refused. */
  readonly bring: () => Promise<boolean>;
  readonly shadowRootOf?: ShadowRootOf;
};

/** A frame that draws itself again and again is looked at no more often. */
const LOOK_EVERY_MS = 300;
const LINK = 'a[href^="tel:" i], a[href^="callto:" i], a[href^="sip:" i]';
/** Text that nobody reads; pages keep many digits in it. */
const UNSEEN = 'script, style, noscript, template';

/** Looks now and after each change of the frame, until it has asked or the signal aborts. */
export function scoutFrame(
  { bring, shadowRootOf = shadowRootReader() }: ScoutDeps,
  signal: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasAsked = false;
  const look = async () => {
    timer = undefined;
    if (signal.aborted || hasAsked || !isWorthReading(document.body, shadowRootOf)) return;
    hasAsked = true;
    hasAsked = await bring();
    if (hasAsked) observer.disconnect();
  };
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(look, LOOK_EVERY_MS);
  });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  void look();
}

function isWorthReading(body: HTMLElement | null, shadowRootOf: ShadowRootOf): boolean {
  if (!body) return false;
  if (holdsCandidate(body) || body.querySelector(LINK)) return true;
  if ([...body.querySelectorAll('input')].some(({ value }) => couldHoldNumber(value))) return true;
  // What is in a shadow root is the page room's business.
  return Array.from(possibleHosts(body)).some((host) => shadowRootOf(host) !== null);
}

function holdsCandidate(element: Element): boolean {
  if (element.matches(UNSEEN) || !couldHoldNumber(element.textContent ?? '')) return false;
  if (!element.querySelector(UNSEEN)) return true;
  const own = [...element.childNodes].filter((node) => node instanceof Text).map(({ data }) => data);
  return couldHoldNumber(own.join(' ')) || [...element.children].some(holdsCandidate);
}
