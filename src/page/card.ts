/**
 * The card beside a number: one overlay in a closed shadow root, in the document only while it is shown. What is in it
 * is cardContent.ts; when it comes and goes is hover.ts and pointer.ts.
 */
import { buildCard, type CardContent, type CardWords } from './cardContent.ts';
import { CARD_STYLE } from './cardStyle.ts';
import { copyText } from './clipboard.ts';
import { isEditing } from './editing.ts';
import { raisedOf, type Target } from './target.ts';

export interface Card {
  readonly target: Target | null;
  /** Beside the box that holds the point, or the first one. */
  show(target: Target, point: { readonly x: number; readonly y: number }): void;
  /** Shows the number as raised already. */
  showRaised(target: Target, point: { readonly x: number; readonly y: number }): void;
  /** The raised number did not get through: it can be tried again. */
  sayFailed(): void;
  hide(): void;
  isOurs(node: EventTarget | null): boolean;
}

export type CardOptions = {
  readonly words: CardWords;
  /** Call was pressed by a person. False: the page no longer has that number. */
  readonly onCall: (target: Target) => boolean;
};

const GAP_PX = 6;
const EDGE_PX = 8;

type Shown = {
  readonly target: Target;
  readonly content: CardContent;
  /** What had the focus before. */
  readonly before: Element | null;
};

export function createCard({ words, onCall }: CardOptions, signal: AbortSignal): Card {
  // Not an element of our own name: the page could define it, and would be handed the closed root.
  const host = document.createElement('div');
  host.dataset.offhookCard = '';
  const shadow = host.attachShadow({ mode: 'closed' });
  shadow.adoptedStyleSheets = [styleSheet()];
  host.popover = 'manual';
  keepToOurselves(shadow);
  let shown: Shown | null = null;

  const hide = () => {
    if (!shown) return;
    const { before } = shown;
    const hadFocus = shadow.activeElement !== null;
    shown = null;
    host.remove();
    shadow.replaceChildren();
    if (hadFocus && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const call = () => {
    if (!shown || shown.content.call.disabled) return;
    if (onCall(shown.target)) sayRaised();
    else hide();
  };
  const sayRaised = () => {
    if (!shown) return;
    shown.content.call.disabled = true;
    shown.content.said.textContent = words.raised;
  };
  const copy = async () => {
    const { content, target } = shown ?? {};
    if (content && target && (await copyText(target.e164))) content.said.textContent = words.copied;
  };
  const show: Card['show'] = (target, point) => {
    hide();
    const content = buildCard(raisedOf(target), words);
    content.call.addEventListener('click', (event) => event.isTrusted && call());
    content.copy.addEventListener('click', (event) => event.isTrusted && void copy());
    shown = { target, content, before: document.activeElement };
    shadow.replaceChildren(content.root);
    document.documentElement.append(host);
    host.showPopover?.();
    place(content.root, boxAt(target, point));
  };
  const onKey = (event: KeyboardEvent) => {
    if (!shown || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') hide();
    else if (event.key.toLowerCase() === 'c' && !isEditing(event)) call();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', onKey, { capture: true, signal });
  signal.addEventListener('abort', hide);
  return {
    get target() {
      return shown?.target ?? null;
    },
    show,
    showRaised(target, point) {
      show(target, point);
      sayRaised();
      if (shown) place(shown.content.root, boxAt(target, point));
    },
    sayFailed() {
      if (!shown) return;
      shown.content.call.disabled = false;
      shown.content.said.textContent = words.failed;
    },
    hide,
    isOurs: (node) => node === host,
  };
}

/** A press in the card is no "click outside" that closes the page's own menus, and takes no focus from its fields. */
function keepToOurselves(shadow: ShadowRoot): void {
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick']) {
    shadow.addEventListener(type, (event) => event.stopPropagation());
  }
  shadow.addEventListener('mousedown', (event) => event.preventDefault());
}

function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CARD_STYLE);
  return sheet;
}

function boxAt(target: Target, { x, y }: { readonly x: number; readonly y: number }): DOMRect {
  const rects = target.rects();
  const under = rects.find(
    (one) => x >= one.left && x <= one.right && y >= one.top - 2 && y <= one.bottom + 2,
  );
  return under ?? rects[0] ?? new DOMRect(x, y, 0, 0);
}

/** Below the number, above it where there is no room; never off the screen. */
function place(root: HTMLElement, box: DOMRect): void {
  const { width, height } = root.getBoundingClientRect();
  const below = box.bottom + GAP_PX;
  const fits = below + height <= innerHeight - EDGE_PX;
  const top = fits ? below : Math.max(EDGE_PX, box.top - GAP_PX - height);
  const left = Math.max(EDGE_PX, Math.min(box.left, innerWidth - EDGE_PX - width));
  root.style.setProperty('left', `${Math.round(left)}px`);
  root.style.setProperty('top', `${Math.round(top)}px`);
}
