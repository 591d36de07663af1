/** What can be wrong with a screen that is shown: each fault is one line that says where. Empty: nothing is. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const POPUP_HEIGHT = 600; // Chrome cuts what is taller

/** Every rule of axe that this screen breaks, and the element that breaks it. */
export async function accessFaults(page: Page): Promise<readonly string[]> {
  // One frame, one page: axe needs no second window to put its results together.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} at ${html.slice(0, 120)}`));
}

/** What is cut off at the side, and what is too small for a finger. */
export function roomFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const sideways = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px are cut off`] : [];
    const small = [...document.querySelectorAll('button, input:not([hidden]), select, textarea')].filter(
      (control) => {
        const { width, height } = control.getBoundingClientRect();
        return Math.min(width, height) < (control.matches('.key') ? 44 : 24);
      },
    );
    return [...sideways, ...small.map((control) => `too small: ${control.outerHTML.slice(0, 120)}`)];
  });
}

export async function heightFaults(page: Page): Promise<readonly string[]> {
  const height = await page.evaluate(() => document.body.getBoundingClientRect().height);
  return height > POPUP_HEIGHT ? [`${height} px high`] : [];
}
