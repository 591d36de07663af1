/**
 * What a page can do to have a click on a number that nobody meant: each trap is one change of the same plain page, on which
 * the same hand does call. What somebody would see instead of the number is the lure.
 */
import type { Frame, Page } from 'playwright-core';
import { type Point, rest } from './oneClickDesk.ts';

export type Trap = {
  readonly name: string;
  readonly css?: string;
  /** In place of the plain page's body. */
  readonly body?: string;
  /** Runs in the page before anybody points at anything. */
  readonly script?: string;
  /** What the hand does, where it does not rest and click. */
  readonly act?: (page: Page, at: Point) => Promise<void>;
  /** How many marks the page itself has before the hand comes; by default its number, where it can be raised. */
  readonly marks?: number;
  /** The most that may come of it; a call never. */
  readonly most: 'raised' | 'nothing';
};

export const NUMBER = '+44 20 7946 0018';
export const PLAIN = `<main><p id=n style="width: max-content">${NUMBER}</p></main>`;
export const THROUGH =
  'position: fixed; inset: 0; margin: 0; border: 0; background: gold; pointer-events: none;';

export async function restAndClick(page: Page, at: Point): Promise<void> {
  await rest(page, at);
  await page.mouse.click(at.x, at.y);
}

export const cover = (style: string) => `const cover = document.body.appendChild(document.createElement('b'));
  cover.id = 'cover'; cover.style.cssText = ${JSON.stringify(style)}; cover.textContent = 'Win';`;
export const number = 'document.querySelector("#n")';
export const css = (name: string, rule: string): Trap => ({ name, css: rule, most: 'raised' });

/** The number is there and takes the click, and nobody can see it. */
const UNSEEN: readonly Trap[] = [
  css('opacity on html', 'html { opacity: .01 }'),
  css('opacity on body', 'body { opacity: .5 }'),
  css('opacity on an ancestor', 'main { opacity: .3 }'),
  css('opacity of many a little', 'html, body, main, p { opacity: .8 }'),
  css('a filter', 'main { filter: opacity(2%) }'),
  css('a blend into the background', 'main { mix-blend-mode: screen }'),
  css('clip-path, all but some digits', 'main { clip-path: inset(0 45% 0 45%); width: max-content }'),
  css('a mask', 'main { mask-image: linear-gradient(90deg, #000 4%, transparent 4%) }'),
  css('a transform to a speck', 'main { transform: scale(.2) }'),
  css('a transform upside down', 'main { transform: rotate(180deg) }'),
  css('a zoom to a speck', 'main { zoom: .2 }'),
  css('letters on one another', 'p { letter-spacing: -.55em }'),
  css('transparent ink', 'p { color: transparent }'),
  css('transparent filling', 'p { -webkit-text-fill-color: rgb(0 0 0 / 2%) }'),
  css('our own highlight painted invisible', 'p::highlight(offhook-number) { color: transparent }'),
  css('digits as dots', 'p { -webkit-text-security: disc }'),
  css('digits from right to left', 'p { direction: rtl; unicode-bidi: bidi-override }'),
  css(
    'a pseudo-element over it',
    `p { position: relative } p::after { content: 'Win'; ${THROUGH} position: absolute }`,
  ),
  {
    name: 'a child of its own element over it',
    body: `<p id=n style="position: relative; width: max-content">${NUMBER}<b style="${THROUGH} position: absolute">Win</b></p>`,
    most: 'raised',
  },
  {
    name: 'a shadow host that is faded',
    body: '<div id=host style="opacity: .2"></div>',
    script: `document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<p>${NUMBER}</p>'`,
    most: 'raised',
  },
  {
    name: 'another highlight over ours',
    script: `const range = new Range(); range.selectNodeContents(${number}); const other = new Highlight(range);
      other.priority = 9; CSS.highlights.set('lure', other)`,
    css: '::highlight(lure) { color: transparent }',
    most: 'raised',
  },
  { name: 'print styles', css: '@media screen { p { visibility: hidden } }', most: 'nothing' },
];

/** Something lies over it and lets the click through, or takes it. */
const COVERED: readonly Trap[] = [
  { name: 'a cover that lets clicks through', script: cover(`${THROUGH} z-index: 9`), most: 'raised' },
  { name: 'the same, nearly invisible', script: cover(`${THROUGH} opacity: .05`), most: 'raised' },
  { name: 'a cover that takes clicks', script: cover(`${THROUGH} pointer-events: auto`), most: 'nothing' },
  { name: 'a transparent sheet', script: cover('position: fixed; inset: 0'), most: 'nothing' },
  {
    name: 'a popover',
    script: `${cover(THROUGH)} cover.popover = 'manual'; cover.showPopover()`,
    most: 'raised',
  },
  {
    name: 'a popover elsewhere, whose backdrop is everywhere',
    script: `${cover('inset: auto 0 0 auto')} cover.popover = 'manual'; cover.showPopover()`,
    css: '#cover::backdrop { background: gold }',
    most: 'raised',
  },
  {
    name: 'a modal dialog',
    body: `${PLAIN}<dialog style="${THROUGH}">Win</dialog>`,
    script: `document.querySelector('dialog').showModal()`,
    most: 'raised',
  },
  {
    name: 'a dialog beside',
    body: `${PLAIN}<dialog style="${THROUGH} width: auto; height: auto">Win</dialog>`,
    script: `document.querySelector('dialog').show()`,
    most: 'raised',
  },
  {
    name: 'a frame that lets clicks through',
    body: `${PLAIN}<iframe srcdoc="<h1>Win</h1>" style="${THROUGH}"></iframe>`,
    most: 'raised',
  },
  {
    name: 'the number in a frame of the page',
    body: `<iframe src="/framed" style="border: 0"></iframe>`,
    act: async (page) => {
      const frame = page.frames()[1] as Frame;
      await frame.waitForFunction(() => CSS.highlights.size > 0);
      const box = await frame.locator('p').boundingBox();
      await restAndClick(page, { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 8 });
    },
    marks: 0,
    most: 'raised',
  },
  {
    name: 'a frame that takes clicks',
    body: `${PLAIN}<iframe srcdoc="<h1>Win</h1>" style="position: fixed; inset: 0"></iframe>`,
    most: 'nothing',
  },
  {
    name: 'a cover that flickers',
    script: `${cover(THROUGH)} let at = 0;
      const blink = () => { cover.style.display = ++at % 6 ? '' : 'none'; requestAnimationFrame(blink) }; blink()`,
    most: 'raised',
  },
];

/** Each a page that was made before anybody pointed at it. What happens under the hand is handTraps.ts. */
export const PAGE_TRAPS: readonly Trap[] = [...UNSEEN, ...COVERED];
