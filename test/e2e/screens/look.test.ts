/** What only a browser that draws can tell of a screen: which colour wins, what scrolls, what is in sight. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SituationName } from './gallery/situations.ts';
import { SITUATIONS } from './gallery/situations.ts';
import { type Gallery, openGallery, pressAll, show } from './gallery.ts';

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery?.close());

async function on(
  name: SituationName,
  surface: 'popup' | 'panel',
  look: (page: Page) => Promise<void>,
  width = 360,
): Promise<void> {
  const page = await gallery.open({ viewport: { width, height: 600 } });
  await show(page, `situation=${name}&surface=${surface}`);
  await pressAll(page, SITUATIONS[name]);
  await look(page);
  await page.context().close();
}

const colours = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { backgroundColor, color } = getComputedStyle(element);
      return { backgroundColor, color };
    });

describe('a button that can do nothing now', () => {
  it.each(['go', 'stop', 'plain'])('looks the same under the mouse (%s)', (deed) =>
    on('ready', 'panel', async (page) => {
      const button = page.locator('.dialPad [type=submit]');
      await button.evaluate((element, className) => {
        element.setAttribute('class', `bigButton ${className}`);
        element.ariaDisabled = 'true';
        element.style.transition = 'none';
      }, deed);
      const resting = await colours(page, '.dialPad [type=submit]');
      await button.hover();
      expect(await colours(page, '.dialPad [type=submit]')).toEqual(resting);
    }),
  );
});

describe('a panel of 280 px', () => {
  it('keeps the account on one line, and dots where it is too long', () =>
    on(
      'voicemail',
      'panel',
      async (page) => {
        const { lines, isCut } = await page.locator('.lineDetail').evaluate((element) => ({
          lines:
            element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight),
          isCut: element.scrollWidth > element.clientWidth,
        }));
        expect(Math.round(lines)).toBe(1);
        expect(isCut).toBe(true);
      },
      280,
    ));

  it('cuts no number and no duration of the history', () =>
    on(
      'historyInPanel',
      'panel',
      async (page) => {
        const cut = await page
          .locator('.historyWho > *')
          .evaluateAll((all) =>
            all
              .filter(
                ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
                  scrollWidth > clientWidth || scrollHeight > clientHeight + 1,
              )
              .map(({ textContent }) => textContent),
          );
        expect(cut).toEqual([]);
      },
      280,
    ));
});

describe('the history', () => {
  it.each([
    ['historyAfterCalls', 'popup'],
    ['historyAfterCalls', 'panel'],
    ['historyInCall', 'popup'],
    ['historyInCall', 'panel'],
  ] as const)('is in sight when it is opened (%s in the %s)', (name, surface) =>
    on(name, surface, async (page) => {
      const row = await page.locator('.historyItem').first().boundingBox();
      expect((row?.y ?? 600) + (row?.height ?? 0)).toBeLessThanOrEqual(548);
      expect(row?.y).toBeGreaterThan(52);
    }),
  );

  it('has one scrollbar in the popup, also with an entry open', () =>
    on('historyOpened', 'popup', async (page) => {
      const isLonger = await page.evaluate(() => {
        const { scrollHeight, clientHeight } = document.documentElement;
        return scrollHeight > clientHeight;
      });
      expect(isLonger).toBe(false);
    }));
});
