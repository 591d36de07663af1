/** Traps that spring while a hand is at work: what it saw is not what it clicks, or the hand is no hand. */
import type { Page } from 'playwright-core';
import { frames, type Point, rest } from './oneClickDesk.ts';
import { cover, css, number, restAndClick, THROUGH, type Trap } from './traps.ts';

/** The hand rests; the page does something; the hand clicks in the same moment. */
const lateChange = (change: string) => async (page: Page, at: Point) => {
  await rest(page, at);
  await page.evaluate(change);
  await page.mouse.click(at.x, at.y);
};
/** The hand presses; the page does something; the hand, after a while, lets go. */
const whilePressed = (change: string) => async (page: Page, at: Point) => {
  await rest(page, at);
  await page.mouse.down();
  await page.evaluate(change);
  await frames(page, 700);
  await page.mouse.up();
};
/** What was seen is not what is clicked. */
const CHANGED: readonly Trap[] = [
  {
    name: 'a cover taken away for the click',
    script: cover(THROUGH),
    act: lateChange(`document.querySelector('#cover').remove()`),
    most: 'raised',
  },
  {
    name: 'a cover taken away while the button is held',
    script: cover(THROUGH),
    act: whilePressed(`document.querySelector('#cover').remove()`),
    most: 'raised',
  },
  {
    name: 'the number moved under the pointer',
    css: 'main { position: absolute; left: 0; top: 300px } main.here { top: 0 }',
    act: async (page, { x, y }) => {
      const from = { x, y: y - 300 };
      await rest(page, from);
      await page.evaluate('document.querySelector("main").className = "here"');
      await page.mouse.click(from.x, from.y);
    },
    most: 'raised',
  },
  {
    name: 'the page scrolled under the pointer',
    css: 'body { height: 300vh } main { padding-top: 300px }',
    act: async (page, { x, y }) => {
      const from = { x, y: y - 300 };
      await rest(page, from);
      await page.evaluate('scrollTo({ top: 300, behavior: "instant" })');
      await page.mouse.click(from.x, from.y);
    },
    most: 'raised',
  },
  {
    name: 'another number just before the press',
    act: lateChange(`${number}.firstChild.nodeValue = '+44 20 7946 0019'`),
    most: 'raised',
  },
  {
    name: 'another number while the button is held',
    act: whilePressed(`${number}.firstChild.nodeValue = '+44 20 7946 0019'`),
    most: 'nothing',
  },
  {
    name: 'the element removed while the button is held',
    act: whilePressed(`${number}.remove()`),
    most: 'nothing',
  },
  {
    name: 'a press elsewhere that ends on the number',
    act: async (page, at) => {
      await page.mouse.move(at.x + 300, at.y);
      await page.mouse.down();
      await rest(page, at);
      await page.mouse.up();
    },
    most: 'nothing',
  },
  {
    name: 'a drag off the number',
    act: async (page, at) => {
      await rest(page, at);
      await page.mouse.down();
      await page.mouse.move(at.x + 200, at.y + 100, { steps: 4 });
      await page.mouse.up();
    },
    most: 'nothing',
  },
];

/** The hand is not the hand that it seems to be. */
const DISGUISED: readonly Trap[] = [
  css('no pointer', '* { cursor: none !important }'),
  css(
    'a pointer painted elsewhere',
    `* { cursor: url('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="99" height="9"/>') 90 0, auto !important }`,
  ),
  {
    name: 'the whole screen taken',
    script: `document.addEventListener('pointerdown', () => document.documentElement.requestFullscreen(), { once: true })`,
    act: async (page, at) => {
      await page.mouse.click(at.x + 300, at.y + 200);
      await page.waitForFunction(() => document.fullscreenElement !== null);
      await restAndClick(page, at);
    },
    most: 'raised',
  },
  {
    name: 'forged events',
    act: async (page, at) => {
      await rest(page, at);
      await page.evaluate(({ x, y }) => {
        const at = { clientX: x, clientY: y, bubbles: true, cancelable: true, composed: true, detail: 1 };
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
          document
            .querySelector('#n')
            ?.dispatchEvent(
              type.startsWith('pointer') ? new PointerEvent(type, at) : new MouseEvent(type, at),
            );
        (document.querySelector('#n') as HTMLElement).click();
      }, at);
    },
    most: 'nothing',
  },
];

export const HAND_TRAPS: readonly Trap[] = [...CHANGED, ...DISGUISED];
