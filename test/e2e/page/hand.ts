/** A person's hand in a test page: where the numbers are, clicks on them, and what comes of it. */
import type { Page } from 'playwright-core';
import type { Raised } from '../../../src/page/target.ts';

/** All that was raised in this page so far. */
export function raised(page: Page): Promise<Raised[]> {
  return page.evaluate(() => window.offhookTest.raised);
}

export async function cardShown(page: Page): Promise<void> {
  await page.waitForSelector('[data-offhook-card]', { state: 'attached' });
}

export async function cardGone(page: Page): Promise<void> {
  await page.waitForSelector('[data-offhook-card]', { state: 'detached' });
}

/** The middle of the nth painted number. */
export async function placeOf(page: Page, n = 0): Promise<{ x: number; y: number }> {
  return page.evaluate((index) => {
    const range = [...(CSS.highlights.get('offhook-number') ?? [])][index] as Range;
    const box = range.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }, n);
}

export async function clickNumber(page: Page, n = 0): Promise<void> {
  const { x, y } = await placeOf(page, n);
  await page.mouse.click(x, y);
}
