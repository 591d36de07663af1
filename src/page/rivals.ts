/**
 * Other diallers on a number: another extension's marks, the CRM's own dial button. A number that two of them dial is
 * called twice; who does it is for a person to say, once a site. What is said is remembered outside the page.
 */

/** What makers of diallers name their marks; found on the number itself or on what wraps it. */
const MARKS = [
  '[class*="click-to-call" i]',
  '[class*="clicktocall" i]',
  '[class*="click2call" i]',
  '[class*="click-to-dial" i]',
  '[class*="clicktodial" i]',
  '[class*="click2dial" i]',
  '[class*="c2d-number" i]',
  '[data-click-to-call]',
  '[data-click-to-dial]',
  '[data-action="dial"]',
  '[data-action="call"]',
].join(', ');
/** A link that the page itself does something with: its own handler, or an address that only a dialler takes. */
const OWN_LINKS =
  'a[href^="tel:" i][onclick], a[href^="callto:" i][onclick], a[href^="sip:" i], a[href^="sips:" i]';
/** Marks wrap a number closely. What lies further out wraps half the page. */
const MAX_CLIMB = 4;

/** The other dialler's element around this one, or null. */
export function rivalAround(element: Element): Element | null {
  let at: Element | null = element;
  for (let i = 0; at && at !== document.body && i < MAX_CLIMB; i++) {
    if (at.matches(MARKS) || at.matches(OWN_LINKS)) return at;
    const root: Node = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return null;
}
