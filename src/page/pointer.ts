/**
 * The pointer in the page: resting on a number shows its card, a click by a person raises it. A scripted click raises
 * nothing, and a number is read again at the moment of the click: what is raised is what the page says now.
 */
import type { Dialler } from '../messages/protocol.ts';
import type { Card } from './card.ts';
import { fieldIn, fieldTarget } from './fields.ts';
import { markAtPoint, type Point, rectsOf, textAtPoint } from './hitTest.ts';
import { createHover } from './hover.ts';
import type { Mark, Marks } from './marks.ts';
import type { OneClick } from './oneClick.ts';
import type { HintFor } from './recordCountry.ts';
import type { Scanner } from './scan.ts';
import { endsAlike, isSameNumber, type Target } from './target.ts';
import { telLinkIn, telLinkTarget } from './telLinks.ts';

export type PointerOptions = {
  readonly marks: Marks;
  readonly scanner: Scanner;
  readonly card: Card;
  readonly hintFor: HintFor;
  readonly isAlive: () => boolean;
  /** Who dials this one; null: another dialler is on it too, and nobody has said. */
  readonly diallerOf: (target: Target) => Dialler | null;
  /** Absent: no click is a call here. */
  readonly oneClick?: OneClick | undefined;
  /** `atOnce`: a person meant this click, on a site where one click dials. */
  readonly onRaise: (target: Target, point: Point, atOnce?: boolean) => void;
  readonly onAsk: (target: Target, point: Point) => void;
};

const NOWHERE: Point = { x: 0, y: 0, path: [] };

export function listenToPointer(options: PointerOptions, signal: AbortSignal): void {
  const { card, isAlive, onRaise, oneClick } = options;
  const hover = createHover(card, signal);
  const listen = <Type extends keyof WindowEventMap>(
    type: Type,
    handle: (event: WindowEventMap[Type]) => void,
  ) => window.addEventListener(type, handle, { capture: true, signal });
  let frame = 0;
  let pressed: Target | null = null;

  const onMove = (point: Point, inCard: boolean) => {
    frame = 0;
    if (signal.aborted || !isAlive()) return;
    options.marks.assert();
    const target = inCard ? null : targetAt(point, options);
    oneClick?.rest(target, point);
    if (inCard) hover.inCard();
    else hover.over(target ?? offeredAt(point, options), point);
  };
  const leave = () => oneClick?.rest(null, NOWHERE);
  listen('mousemove', (event) => {
    if (!event.isTrusted) return;
    if (frame !== 0) cancelAnimationFrame(frame);
    // Taken now: the path is empty once the event is over.
    const point = pointOf(event);
    const inCard = card.isOurs(event.target);
    frame = requestAnimationFrame(() => onMove(point, inCard));
  });
  listen('pointerdown', (event) => {
    const point = pointOf(event);
    pressed = event.isTrusted && !card.isOurs(event.target) ? targetNow(point, options) : null;
    oneClick?.press(pressed, point, event.timeStamp);
    if (card.target && !pressed && !card.isOurs(event.target)) card.hide();
  });
  listen('click', (event) => {
    if (!isPlainClick(event) || card.isOurs(event.target) || !isAlive()) return;
    const point = pointOf(event);
    const target = targetNow(point, options);
    // Enter on a focused link is a click without a press.
    const isByKey = event.detail === 0 && telLinkIn(point.path) !== null;
    if (!target || !(isByKey || isSameNumber(target, pressed)) || hasSelected(target.node)) return;
    const dialler = options.diallerOf(target);
    if (dialler === 'page') return;
    // Nobody else dials it either until somebody has said who does.
    event.preventDefault();
    event.stopImmediatePropagation();
    hover.settle();
    if (event.detail > 1) return;
    if (dialler === null) options.onAsk(target, point);
    else onRaise(target, point, oneClick?.isMeant(target, point, event.timeStamp));
  });
  listen('scroll', () => card.hide());
  listen('blur', (event) => {
    if (event.target !== window) return;
    hover.settle();
    leave();
  });
  const onLeave = () => {
    hover.over(null, NOWHERE);
    leave();
  };
  document.addEventListener('mouseleave', onLeave, { signal });
}

/** What the pointer is on, by the marks as they are. */
function targetAt(point: Point, { marks, hintFor, scanner }: PointerOptions): Target | null {
  const link = telLinkIn(point.path);
  const linked = link && telLinkTarget(link, hintFor);
  const mark = markAtPoint(point, marks);
  // What the eye reads wins over an address that says something else.
  if (mark && !(linked && endsAlike(linked.e164, mark.found.e164))) return targetOf(mark, marks, scanner);
  return linked;
}

/** What a form's field holds is offered; a click there is for the field. */
function offeredAt({ path }: Point, { hintFor }: PointerOptions): Target | null {
  const field = fieldIn(path);
  return field && fieldTarget(field, hintFor);
}

/** The same, after the text under the pointer has been read again. */
function targetNow(point: Point, options: PointerOptions): Target | null {
  const marked = markAtPoint(point, options.marks)?.nodes[0] ?? textAtPoint(point)?.node;
  if (marked) options.scanner.readNow(marked);
  return targetAt(point, options);
}

/** The target of a mark. Its boxes are asked for when they are needed. */
export function targetOf(mark: Mark, marks: Marks, scanner: Scanner): Target {
  const { e164, extension, country, why } = mark.found;
  const node = mark.nodes[0] as Text;
  return {
    e164,
    country,
    why,
    ...(extension !== undefined && { extension }),
    text: mark.text,
    node,
    rects: () => rectsOf(mark),
    isStillThere: () => {
      scanner.readNow(node);
      return node.isConnected && marks.on(node).some((one) => one.found.e164 === e164);
    },
    reread: () => {
      scanner.readNow(node);
      const again = node.isConnected && marks.at(node, mark.startOffset);
      return again ? targetOf(again, marks, scanner) : null;
    },
  };
}

function isPlainClick(event: MouseEvent): boolean {
  const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return event.isTrusted && event.button === 0 && !hasModifier;
}

/** Somebody who marks a number with the mouse wants to copy it. */
function hasSelected(node: Node): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(node, true);
}

function pointOf(event: MouseEvent): Point {
  return { x: event.clientX, y: event.clientY, path: event.composedPath() };
}
