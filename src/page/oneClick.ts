/**
 * One-click dialling: did a person mean this click? What covers, moves or fades a number is sight.ts's business, which asks
 * the browser; here is what the browser's answer leaves out. In doubt a click raises the number and somebody presses Call.
 */
import { markAtPoint, type Point, rectsOf } from './hitTest.ts';
import { HIGHLIGHT_NAME, type Marks } from './marks.ts';
import { createSight } from './sight.ts';
import { endsAlike, isSameNumber, type Target } from './target.ts';

export type OneClickDeps = {
  readonly marks: Marks;
  /** Our own card may be open beside the number. */
  readonly isOurs: (node: EventTarget | null) => boolean;
};

/** `at`: the event's own time, milliseconds of performance.now(). */
export interface OneClick {
  /** The pointer rests on this number, or on none. */
  rest(target: Target | null, point: Point): void;
  press(target: Target | null, point: Point, at: number): void;
  /** True: what was pressed and what was clicked is what somebody had been looking at, in plain sight. */
  isMeant(target: Target, point: Point, at: number): boolean;
}

/** Below this people do not read digits, they see a speck. */
const LEAST_PX = { width: 30, height: 8 };
/** As password managers have it: what lets more than this through is a lure under glass. */
const LEAST_OPACITY = 0.6;

export function createOneClick({ marks, isOurs }: OneClickDeps, signal: AbortSignal): OneClick {
  const sight = createSight(() => performance.now(), signal);
  let rested: { readonly target: Target; readonly element: Element; readonly point: Point } | null = null;
  let pressed: Element | null = null;
  let frame = 0;

  /** The innermost element at the point, where it holds the number's text and nothing else. */
  const holderOf = (target: Target, point: Point) => {
    const mark = markAtPoint(point, marks);
    const [holder] = point.path;
    const isWhole = mark?.nodes.length === 1 && mark.nodes[0]?.parentNode === holder;
    if (!mark || !isWhole || !(holder instanceof Element) || holder.childElementCount > 0) return null;
    const isLegible = rectsOf(mark).every(
      ({ width, height }) => width >= LEAST_PX.width && height >= LEAST_PX.height,
    );
    return isLegible && endsAlike(target.e164, mark.found.e164) ? holder : null;
  };
  const isPlain = (element: Element, { x, y }: Point) =>
    (element.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y) === element &&
    !document.pointerLockElement &&
    isTopmost(element, isOurs) &&
    isWritten(element) &&
    isOpaque(element);
  /** In every frame: what holds at the moment of the click only was made for that moment. */
  const look = () => {
    frame = 0;
    if (!rested || signal.aborted) return;
    sight.watch(isPlain(rested.element, rested.point) ? rested.element : null);
    frame = requestAnimationFrame(look);
  };
  const judge = (target: Target, point: Point, at: number) => {
    if (!rested || !isSameNumber(target, rested.target)) return null;
    const { element } = rested;
    const isSeen =
      holderOf(target, point) === element && isPlain(element, point) && sight.isSeen(element, at);
    return isSeen ? element : null;
  };
  return {
    rest(target, point) {
      const element = target && holderOf(target, point);
      if (element !== rested?.element || !isSameNumber(target, rested?.target ?? null)) sight.watch(null);
      rested = target && element && { target, element, point };
      if (frame === 0) look();
    },
    press(target, point, at) {
      pressed = target && judge(target, point, at);
    },
    isMeant: (target, point, at) => pressed !== null && judge(target, point, at) === pressed,
  };
}

/** Nothing of the page's is in the top layer, which lies above everything, but what holds the number itself. */
function isTopmost(element: Element, isOurs: OneClickDeps['isOurs']): boolean {
  const above = document.querySelectorAll(':modal, :popover-open, :fullscreen');
  return [...above].every((one) => isOurs(one) || (one.contains(element) && !one.matches(':fullscreen')));
}

/** The text can be read as it is written, nothing is painted over it from within, and people see their own pointer. */
function isWritten(element: Element): boolean {
  const style = getComputedStyle(element);
  const { unicodeBidi, webkitTextFillColor, cursor } = style;
  // What paints a mark wins over the text's own colour, whoever wrote it; another highlight may win over ours.
  const { color } = getComputedStyle(element, `::highlight(${HIGHLIGHT_NAME})`);
  const isPainted = [color, webkitTextFillColor].every((one) => alphaOf(one) > LEAST_OPACITY);
  const hasOverlay = ['::before', '::after'].some((part) => {
    const { content, position } = getComputedStyle(element, part);
    return content !== 'none' && position !== 'static';
  });
  const isDisguised =
    /override/.test(unicodeBidi) ||
    style.getPropertyValue('-webkit-text-security') !== 'none' ||
    CSS.highlights.size > 1;
  return isPainted && !hasOverlay && !isDisguised && !/none|url/.test(cursor);
}

function isOpaque(element: Element): boolean {
  let opacity = 1;
  for (let one: Element | null = element; one; one = parentOf(one)) {
    const style = getComputedStyle(one);
    opacity *= Number(style.opacity);
    if (opacity <= LEAST_OPACITY || style.clipPath !== 'none' || style.maskImage !== 'none') return false;
  }
  return true;
}

/** As things are drawn: through slots and out of shadow roots. */
function parentOf({ assignedSlot, parentNode }: Element): Element | null {
  const parent = assignedSlot ?? parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

/** "rgba(0, 0, 0, 0.87)" and "oklch(0.5 0.1 90 / 0.87)" end with it; an opaque colour has none. */
function alphaOf(color: string): number {
  return /^rgba|\//.test(color) ? Number.parseFloat(/[\d.e-]+\)$/.exec(color)?.[0] ?? '0') : 1;
}
