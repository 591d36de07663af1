/**
 * The card beside a number: one overlay in a closed shadow root, in the document only while it is shown. What is in it
 * is cardContent.ts; when it comes and goes is hover.ts and pointer.ts.
 */
import type { Dialler } from '../messages/protocol.ts';
import type { Country, E164 } from '../numbers/e164.ts';
import { buildCard, type CardContent, type CardWords } from './cardContent.ts';
import { CARD_STYLE } from './cardStyle.ts';
import { copyText } from './clipboard.ts';
import { isEditing } from './editing.ts';
import { localTimes } from './localTime.ts';
import { raisedOf, type Target } from './target.ts';

export interface Card {
  readonly target: Target | null;
  /** Beside the box that holds the point, or the first one. */
  show(target: Target, point: { readonly x: number; readonly y: number }): void;
  /** Shows the number as raised already. */
  showRaised(target: Target, point: { readonly x: number; readonly y: number }): void;
  /** Asks first who dials here. */
  ask(target: Target, point: { readonly x: number; readonly y: number }): void;
  /** True while somebody chooses in it: then it stays. */
  readonly isInUse: boolean;
  /** The raised number dials by itself in a moment. */
  sayCalling(): void;
  /** The raised number did not get through: it can be tried again. */
  sayFailed(): void;
  hide(): void;
  isOurs(node: EventTarget | null): boolean;
}

export type CardOptions = {
  readonly words: CardWords;
  /** Where somebody is who has this number. Asked when its card opens. */
  readonly zonesOf: (e164: E164) => Promise<readonly string[]>;
  /** The card lies beside all that holds the number, and casts no shadow on it: it must stay in full sight. */
  readonly keepsClear: boolean;
  /** Call was pressed by a person. False: the page no longer has that number. */
  readonly onCall: (target: Target) => boolean;
  /** Somebody said of which country the number is. The target as it is read now, or null: it is no number there. */
  readonly onCountry: (target: Target, country: Country) => Target | null;
  readonly onDialler: (target: Target, dialler: Dialler) => void;
};

const GAP_PX = 6;
const EDGE_PX = 8;
/** A row with a picture in it; further away nobody would see what the card belongs to. */
const MOST_AROUND_PX = 64;

type Shown = {
  readonly target: Target;
  readonly content: CardContent;
  readonly point: { readonly x: number; readonly y: number };
  /** What had the focus before. */
  readonly before: Element | null;
};

type Overlay = { readonly host: HTMLElement; readonly shadow: ShadowRoot };

export function createCard(options: CardOptions, signal: AbortSignal): Card {
  const { words, onCall } = options;
  /** Made at the first number that somebody points at; most pages see none. */
  let made: Overlay | null = null;
  let shown: Shown | null = null;

  /** Letters are the list's then; outside of our root nobody can see that. */
  const isInUse = () => made?.shadow.activeElement instanceof HTMLSelectElement;
  const hide = () => {
    if (!shown || !made) return;
    const { before } = shown;
    const { host, shadow } = made;
    const hadFocus = shadow.activeElement !== null;
    shown = null;
    host.remove();
    shadow.replaceChildren();
    if (hadFocus && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const call = () => {
    // While it asks who dials, it has no Call.
    if (!shown?.content.call.isConnected || shown.content.call.disabled) return;
    if (onCall(shown.target)) sayRaised();
    else hide();
  };
  const settle = ({ content, target, point }: Shown) => {
    const box = boxAt(target, point);
    place(content.root, options.keepsClear ? holderBox(target, box) : box);
  };
  const tellTime = async (one: Shown) => {
    const times = localTimes(await options.zonesOf(one.target.e164), Date.now());
    if (!times || shown !== one) return;
    one.content.time.textContent = words.localTime(...times);
    settle(one);
  };
  /** A message makes the card taller: above a number, it would lie on it. */
  const say = (text: string) => {
    if (!shown) return;
    shown.content.said.textContent = text;
    settle(shown);
  };
  const sayRaised = () => {
    if (!shown) return;
    shown.content.call.disabled = true;
    say(words.raised);
  };
  const copy = async () => {
    const { target } = shown ?? {};
    if (target && (await copyText(target.e164)) && shown?.target === target) say(words.copied);
  };
  const correct = (target: Target, country: Country) => {
    const again = options.onCountry(target, country);
    const [box] = target.rects();
    if (!again || !box) return hide();
    open(again, { x: box.x + 1, y: box.y + 1 });
    say(words.corrected);
  };
  const open = (target: Target, point: { readonly x: number; readonly y: number }, asks = false) => {
    hide();
    const content = buildCard(raisedOf(target), words, {
      onCountry: (country) => correct(target, country),
      ...(asks && { onDialler: (dialler: Dialler) => options.onDialler(target, dialler) }),
    });
    content.call.addEventListener('click', (event) => event.isTrusted && call());
    content.copy.addEventListener('click', (event) => event.isTrusted && void copy());
    const mine = { target, content, point, before: document.activeElement };
    shown = mine;
    content.root.classList.toggle('clear', options.keepsClear);
    made ??= createOverlay();
    const { host, shadow } = made;
    shadow.replaceChildren(content.root);
    document.documentElement.append(host);
    host.showPopover?.();
    settle(mine);
    void tellTime(mine);
  };
  const onKey = (event: KeyboardEvent) => {
    if (!shown || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') hide();
    else if (isInUse()) return;
    else if (event.key.toLowerCase() === 'c' && !isEditing(event)) call();
    else if (event.key.toLowerCase() === 'l' && shown.content.country && !isEditing(event))
      shown.content.country.focus();
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
    get isInUse() {
      return isInUse();
    },
    show: (target, point) => open(target, point),
    ask: (target, point) => open(target, point, true),
    showRaised(target, point) {
      open(target, point);
      sayRaised();
    },
    sayCalling: () => say(words.calling),
    sayFailed() {
      if (!shown) return;
      shown.content.call.disabled = false;
      say(words.failed);
    },
    hide,
    isOurs: (node) => made !== null && node === made.host,
  };
}

function createOverlay(): Overlay {
  // Not an element of our own name: the page could define it, and would be handed the closed root.
  const host = document.createElement('div');
  host.dataset.offhookCard = '';
  const shadow = host.attachShadow({ mode: 'closed' });
  shadow.adoptedStyleSheets = [styleSheet()];
  host.popover = 'manual';
  keepToOurselves(shadow);
  return { host, shadow };
}

/** A press in the card is no "click outside" that closes the page's own menus, and takes no focus from its fields. */
function keepToOurselves(shadow: ShadowRoot): void {
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick']) {
    shadow.addEventListener(type, (event) => event.stopPropagation());
  }
  // But for the list of countries, which opens by a press.
  shadow.addEventListener('mousedown', (event) => {
    if (!(event.target instanceof HTMLSelectElement)) event.preventDefault();
  });
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

/** What holds the number, where that is not much more than the number: a cell with its padding, not a paragraph. */
function holderBox({ node }: Target, box: DOMRect): DOMRect {
  const holder = node instanceof Element ? node : node.parentElement;
  const { top, height } = holder?.getBoundingClientRect() ?? box;
  return height > box.height + MOST_AROUND_PX ? box : new DOMRect(box.left, top, box.width, height);
}

/** Below the number, above it where there is more room; never on it, which takes clicks too, not even in a small frame. */
function place(root: HTMLElement, box: DOMRect): void {
  const { width, height } = root.getBoundingClientRect();
  const roomBelow = innerHeight - EDGE_PX - box.bottom - GAP_PX;
  const isBelow = roomBelow >= Math.min(height, box.top - GAP_PX - EDGE_PX);
  root.classList.toggle('above', !isBelow);
  const top = isBelow ? box.bottom + GAP_PX : box.top - GAP_PX - height;
  const left = Math.max(EDGE_PX, Math.min(box.left, innerWidth - EDGE_PX - width));
  root.style.setProperty('left', `${Math.round(left)}px`);
  root.style.setProperty('top', `${Math.round(top)}px`);
}
