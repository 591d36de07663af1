/** Which elements are on the screen or within a screen of it. Knows nothing of numbers. */

/** A flick of the wheel is about one screen: what it brings into sight has been told of by then. */
const MARGIN = '100%';
/**
 * A list that changes in every frame has each of its elements measured in every frame: 500 of them take 0.8 ms. So often is
 * enough, as the margin is a screen. Chromium's own option; another browser measures every time.
 */
const MEASURE_EVERY_MS = 250;

export type Nearby = {
  observe(element: Element): void;
  forget(element: Element): void;
};

export type NearbyOptions = {
  readonly onEnter: (element: Element) => void;
  /** Also for an element that left the document. */
  readonly onLeave: (element: Element) => void;
  /** Of all that was to be told at this moment. */
  readonly onTold: () => void;
};

/** Tells of each observed element once at first, then whenever it comes near or goes away. Holds none of them alive. */
export function createNearby({ onEnter, onLeave, onTold }: NearbyOptions, signal: AbortSignal): Nearby {
  /** An element that draws no box of its own stands under the one around it. */
  const standIns = new WeakMap<Element, Set<Element>>();

  const tell = (entry: IntersectionObserverEntry) => {
    const { target, isIntersecting } = entry;
    // The box is an object of its own, made when it is asked for.
    if (!isIntersecting && entry.boundingClientRect.width === 0 && isBoxless(target)) return climb(target);
    const act = isIntersecting ? onEnter : onLeave;
    act(target);
    for (const element of standIns.get(target) ?? []) act(element);
  };
  const climb = (element: Element) => {
    observer.unobserve(element);
    const around = element.parentElement;
    if (!around) return;
    const covered = [element, ...(standIns.get(element) ?? [])];
    standIns.set(around, new Set([...(standIns.get(around) ?? []), ...covered]));
    // Observed anew, because an observer tells of a change only.
    observer.unobserve(around);
    observer.observe(around);
  };
  // `scrollMargin` is to a list that scrolls by itself what `rootMargin` is to the window.
  const options = { rootMargin: MARGIN, scrollMargin: MARGIN, delay: MEASURE_EVERY_MS };
  const observer = new IntersectionObserver((entries) => {
    entries.forEach(tell);
    onTold();
  }, options);
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    observe: (element) => observer.observe(element),
    forget: (element) => observer.unobserve(element),
  };
}

/**
 * Which of these elements are on the screen, told with the next frame: to ask each for its box makes a page that has just
 * changed lay itself out in between. One without a box, which may stand for drawn text all the same, counts as seen.
 */
export function tellSeen(elements: Iterable<Element>, tell: (seen: ReadonlySet<Element>) => void): void {
  const observer = new IntersectionObserver((entries) => {
    observer.disconnect();
    const seen = entries.filter((entry) => entry.isIntersecting || entry.boundingClientRect.width === 0);
    tell(new Set(seen.map(({ target }) => target)));
  });
  for (const element of elements) observer.observe(element);
}

function isBoxless(element: Element): boolean {
  return element.isConnected && getComputedStyle(element).display === 'contents';
}
