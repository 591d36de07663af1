/** The card beside a number: when it comes and goes, what its buttons and keys do, and that a page cannot reach it. */
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk, waitForPainted } from './desk.ts';
import { cardGone, cardShown, clickNumber, placeOf, raised } from './hand.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** From a number to the Call button of a card without a name; the card is closed to tests too. */
const BUTTON_BELOW_PX = 127;

/** Runs in the page: twice as long as the card waits before it hides, counted in frames of the page itself. */
async function restOfAMoment(): Promise<void> {
  const until = performance.now() + 600;
  while (performance.now() < until) await new Promise((resume) => requestAnimationFrame(resume));
}

/** Runs in the page. The card is closed to pages, and so to axe and to us: opened for one test only. */
function openRoots(): void {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: 'open' });
  };
}

describe('the card', () => {
  test.each(['light', 'dark'] as const)('has no axe violation, %s', async (colorScheme) => {
    const page = await desk.openBare(`<main><h1>CRM</h1><p>+44 20 7946 0018</p></main>`, { colorScheme });
    await page.evaluate(openRoots);
    await desk.start(page);
    await waitForPainted(page, 1);
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    const { violations } = await new AxeBuilder({ page }).include('[data-offhook-card]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(
      await page.evaluate(
        () => document.querySelector('[data-offhook-card]')?.shadowRoot?.querySelectorAll('button').length,
      ),
    ).toBe(2);
  });

  test('says what time it is there, which it asks when it opens and not before', async () => {
    const page = await desk.openBare('<p>+44 20 7946 0018</p>');
    await page.evaluate(openRoots);
    await desk.start(page);
    await waitForPainted(page, 1);
    await page.evaluate(() => {
      window.offhookTest.zones = ['Asia/Kolkata', 'UTC'];
    });
    expect(await page.evaluate(() => window.offhookTest.zonesAsked)).toEqual([]);
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    const time = await page.waitForFunction(
      () => document.querySelector('[data-offhook-card]')?.shadowRoot?.querySelector('.time')?.textContent,
    );
    expect(await time.jsonValue()).toMatch(/^\d\d:\d\d.* to \d\d:\d\d/);
    expect(await page.evaluate(() => window.offhookTest.zonesAsked)).toEqual(['+442079460018']);
  });

  test('comes when the pointer rests, stays while it is inside, goes when it leaves', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.mouse.move(x, y + 60, { steps: 8 });
    // In the card's own corner, where nothing of the number is: it would hide here if it did not stay for the pointer.
    await page.evaluate(restOfAMoment);
    expect(await page.locator('[data-offhook-card]').count()).toBe(1);
    await page.mouse.move(700, 480);
    await cardGone(page);
  });

  test('its Call button raises, and so does the key C; typing in a field does not', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p><input id=i>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.locator('#i').focus();
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.keyboard.press('c');
    expect(await raised(page)).toEqual([]);
    await page.locator('#i').blur();
    await page.keyboard.press('c');
    await page.keyboard.press('c');
    expect(await raised(page)).toHaveLength(1);
    await page.keyboard.press('Escape');
    await cardGone(page);
    await page.mouse.move(x + 3, y);
    await cardShown(page);
    await page.mouse.move(x, y + BUTTON_BELOW_PX, { steps: 5 });
    await page.mouse.click(x, y + BUTTON_BELOW_PX);
    expect(await raised(page)).toHaveLength(2);
  });

  test('its Call button raises nothing when the number behind it has changed', async () => {
    const page = await desk.open(`<p id=a>+44 20 7946 0018</p>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.evaluate(() => {
      (document.querySelector('#a')?.firstChild as Text).nodeValue = '+44 20 7946 0019';
    });
    await page.keyboard.press('c');
    await cardGone(page);
    expect(await raised(page)).toEqual([]);
  });

  test('a number that did not get through can be raised again', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p>`, { painted: 1 });
    await page.evaluate(() => {
      window.offhookTest.refuses = true;
    });
    await clickNumber(page);
    await page.waitForFunction(() => window.offhookTest.raised.length === 1);
    await page.evaluate(() => {
      window.offhookTest.refuses = false;
    });
    await page.keyboard.press('c');
    expect(await raised(page)).toHaveLength(2);
  });

  test('stays off the number when a message makes it taller', async () => {
    const page = await desk.openBare(
      '<p id=n style="position: fixed; bottom: 4px; margin: 0">+44 20 7946 0018</p>',
    );
    await page.evaluate(openRoots);
    await desk.start(page);
    await waitForPainted(page, 1);
    await page.evaluate(() => {
      window.offhookTest.refuses = true;
    });
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.keyboard.press('c');
    await page.waitForFunction(() => {
      const root = document.querySelector('[data-offhook-card]')?.shadowRoot;
      return root?.querySelector('.said')?.textContent?.startsWith('Something went wrong');
    });
    const gap = await page.evaluate(() => {
      const card = document.querySelector('[data-offhook-card]')?.shadowRoot?.querySelector('.card');
      const number = document.querySelector('#n');
      return (number?.getBoundingClientRect().top ?? 0) - (card?.getBoundingClientRect().bottom ?? 0);
    });
    expect(gap).toBeGreaterThanOrEqual(0);
  });

  test('a press in it is hidden from the page’s own handlers and leaves the focus where it was', async () => {
    const page = await desk.open(
      `<p>+44 20 7946 0018</p><input id=i><script>for (const type of ['mousedown', 'click']) document.addEventListener(type, () => { document.title += type })</script>`,
      { painted: 1 },
    );
    const { x, y } = await placeOf(page);
    await page.locator('#i').focus();
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.mouse.move(x, y + BUTTON_BELOW_PX, { steps: 5 });
    await page.mouse.click(x, y + BUTTON_BELOW_PX);
    expect(await raised(page)).toHaveLength(1);
    expect(await page.title()).toBe('CRM');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('i');
  });

  test('a page’s style sheet does not reach it and a page’s script does not get in', async () => {
    const page = await desk.open(
      `<style>* { display: none !important; opacity: 0 !important } html, body, p { display: block !important; opacity: 1 !important }</style><p>+44 20 7946 0018</p>`,
      { painted: 1 },
    );
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    const seen = await page.evaluate(() => {
      const host = document.querySelector('[data-offhook-card]') as HTMLElement;
      const { display, opacity } = getComputedStyle(host);
      return { display, opacity, shadow: host.shadowRoot };
    });
    expect(seen).toEqual({ display: 'block', opacity: '1', shadow: null });
  });
});
