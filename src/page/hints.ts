/**
 * Letters over the numbers, for hands that stay on the keyboard: one key shows them, the letters of a number show its
 * card. They dial nothing. Which numbers there are is told from outside; what the card does is card.ts.
 */
import { isEditing } from './editing.ts';
import { HINT_STYLE } from './hintStyle.ts';
import { inReadingOrder, isOnScreen, type Seen } from './readingOrder.ts';
import type { Target } from './target.ts';

export type HintDeps = {
  /** Every number that is painted, on the screen or near it. */
  readonly targets: () => readonly Target[];
  readonly show: (target: Target, point: { readonly x: number; readonly y: number }) => void;
  readonly isAlive: () => boolean;
};

/** Home row first; letters that look alike are left out. Two of them name 400 numbers, more than a screen holds. */
const LETTERS = 'fjdkslghrueiwovncmtb';

/** Alt+Shift+F: no browser, and none of the CRMs that we know, has it. */
export function isHintKey(event: KeyboardEvent): boolean {
  return event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyF';
}

/** As many different names of one length as there are numbers. At most 400. */
export function hintNames(count: number): readonly string[] {
  if (count <= LETTERS.length) return [...LETTERS].slice(0, count);
  const pairs = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));
  return pairs.slice(0, count);
}

type Hint = { readonly name: string; readonly target: Target; readonly label: HTMLElement };

export function listenForHints({ targets, show, isAlive }: HintDeps, signal: AbortSignal): void {
  /** Made when somebody first asks for letters: most pages are read without. */
  let made: Overlay | null = null;
  let hints: readonly Hint[] = [];
  let typed = '';

  const hide = () => {
    hints = [];
    typed = '';
    made?.host.remove();
    made?.shadow.replaceChildren();
  };
  const open = () => {
    hide();
    const seen = inReadingOrder(targets()).filter(({ box }) => isOnScreen(box));
    hints = hintNames(seen.length).flatMap((name, at) => (seen[at] ? [hintOf(name, seen[at])] : []));
    if (hints.length === 0) return;
    made ??= createOverlay();
    const { host, shadow } = made;
    shadow.replaceChildren(...hints.map(({ label }) => label));
    document.documentElement.append(host);
    host.showPopover?.();
  };
  const type = (letter: string) => {
    typed += letter;
    const left = hints.filter(({ name }) => name.startsWith(typed));
    const chosen = left.find(({ name }) => name === typed);
    if (chosen) {
      hide();
      const [box] = chosen.target.rects();
      if (box && chosen.target.isStillThere()) show(chosen.target, { x: box.x + 1, y: box.y + 1 });
    } else if (left.length === 0) hide();
    for (const { name, label } of hints) label.classList.toggle('out', !name.startsWith(typed));
  };
  const onKey = (event: KeyboardEvent) => {
    if (!event.isTrusted || !isAlive()) return;
    const isLetter = /^[a-z]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isHintKey(event)) open();
    else if (hints.length === 0 || isEditing(event)) return;
    else if (isLetter) type(event.key.toLowerCase());
    else {
      hide();
      if (event.key !== 'Escape') return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', onKey, { capture: true, signal });
  for (const leaving of ['scroll', 'pointerdown', 'resize']) {
    window.addEventListener(leaving, hide, { capture: true, passive: true, signal });
  }
  signal.addEventListener('abort', hide);
}

type Overlay = { readonly host: HTMLElement; readonly shadow: ShadowRoot };

function createOverlay(): Overlay {
  const host = document.createElement('div');
  host.dataset.offhookHints = '';
  host.popover = 'manual';
  const shadow = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HINT_STYLE);
  shadow.adoptedStyleSheets = [sheet];
  return { host, shadow };
}

function hintOf(name: string, { target, box }: Seen): Hint {
  const label = document.createElement('kbd');
  label.textContent = name.toUpperCase();
  label.style.left = `${Math.max(0, Math.round(box.left))}px`;
  label.style.top = `${Math.max(0, Math.round(box.top) - 4)}px`;
  return { name, target, label };
}
