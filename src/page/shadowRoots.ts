/**
 * Shadow roots, which no text and no selector of the document reaches: which elements may carry one, and the one they
 * carry. The one place that knows how an extension is told of closed ones.
 */

/** What the platform tells an extension; a page's script is told of open roots only. */
export type ShadowRootOf = (element: Element) => ShadowRoot | null;

/** Chrome: a function beside the DOM (https://developer.chrome.com/docs/extensions/reference/api/dom). */
type ChromeDom = { readonly openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null };
/** Firefox: a property that a content script sees and the page does not. */
type FirefoxElement = { readonly openOrClosedShadowRoot?: ShadowRoot | null };

/** What this browser offers: closed roots too in an extension, else the open ones. */
export function shadowRootReader(): ShadowRootOf {
  const { chrome } = globalThis as { readonly chrome?: { readonly dom?: ChromeDom } };
  const read = chrome?.dom?.openOrClosedShadowRoot;
  if (read) return (element) => element.shadowRoot ?? (isWorthAsking(element) ? read(element) : null);
  if ('openOrClosedShadowRoot' in Element.prototype) {
    return (element) => (element as FirefoxElement).openOrClosedShadowRoot ?? null;
  }
  return (element) => element.shadowRoot;
}

/**
 * The most frequent elements that can carry no shadow root: the browser leaves them out without making objects. And spans
 * with content of their own, which a page is full of and nobody makes a host of: they are as much as half of the cost.
 */
const NEVER =
  'td,tr,span:not(:empty),th,li,ul,ol,a,b,i,em,strong,small,label,option,button,input,img,br,svg,path,g,use,script,style,link,meta,tbody,thead,table,dt,dd';
const MAY_CARRY = `:not(${NEVER})`;

/** Elements below the root that may carry a shadow root, in document order; the root itself is not among them. */
export function possibleHosts(root: ParentNode): ArrayLike<Element> {
  return root.querySelectorAll(MAY_CARRY);
}

/** A custom element whose definition is still to come; when it does, no observer is told of the root it gets. */
export function isUnfinished(element: Element): boolean {
  return element.localName.includes('-') && element.matches(':not(:defined)');
}

/**
 * The question costs 3 µs, a hundred times the open root's, and there are thousands of plain elements: it is asked of
 * components, and of plain elements that have no other content. It refuses what is no HTML element (SVG, MathML).
 */
function isWorthAsking(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && (element.localName.includes('-') || element.firstChild === null);
}
