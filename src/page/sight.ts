/**
 * Has a person seen this number? The browser's own answer (Intersection Observer v2): nothing above it, no opacity, filter
 * or clipping on it, whether or not what covers it takes clicks. Only where it has been so for a while may one click be a
 * call. Where the browser does not answer, nobody has seen anything.
 */

export interface Sight {
  /** The pointer rests on this element, or (null) on no number. */
  watch(element: Element | null): void;
  /** True: in full sight without a break for long enough, and still. `at`: milliseconds of the same clock. */
  isSeen(element: Element, at: number): boolean;
}

/** What a hand needs to be guided to something that was moved or uncovered under it. */
const SEEN_FOR_MS = 500;
/** The least that Chromium allows between two answers. */
const ANSWER_EVERY_MS = 100;
/** And something that no page knows: what flickers in step with the answers would be seen at its best every time. */
const ANSWER_VARIES_BY_MS = 50;

type Answer = IntersectionObserverEntry & { readonly isVisible?: boolean };

export function createSight(now: () => number, signal: AbortSignal): Sight {
  let watched: Element | null = null;
  /** Since when it has been in full sight; null: it is not. */
  let since: number | null = null;
  const delay = ANSWER_EVERY_MS + Math.random() * ANSWER_VARIES_BY_MS;
  const init: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
    trackVisibility: true,
    delay,
  };
  const observer = new IntersectionObserver((answers) => {
    for (const { target, isIntersecting, isVisible } of answers as Answer[]) {
      if (target !== watched) continue;
      const isInSight = isIntersecting && isVisible === true;
      since = isInSight ? (since ?? now()) : null;
    }
  }, init);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });

  return {
    watch(element) {
      if (element === watched || signal.aborted) return;
      if (watched) observer.unobserve(watched);
      watched = element;
      since = null;
      if (element) observer.observe(element);
    },
    isSeen: (element, at) => element === watched && since !== null && at - since >= SEEN_FOR_MS,
  };
}
