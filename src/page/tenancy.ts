/** One of us in a page at a time: whoever comes tells whoever is here to leave, and so does the switchboard. */

declare global {
  /** In our own world of the page only: ends what runs here. The switchboard calls it where a site is turned off. */
  var offhookLeave: (() => void) | undefined;
}

/** Ends what ran here before; the signal says when this one must go: with `signal`, or when it is told to leave. */
export function moveIn(signal: AbortSignal): AbortSignal {
  globalThis.offhookLeave?.();
  const here = new AbortController();
  globalThis.offhookLeave = () => here.abort();
  return AbortSignal.any([signal, here.signal]);
}
