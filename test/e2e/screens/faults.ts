/** What can be wrong with a screen that is shown: each fault is one line that says where. Empty: nothing is. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { takesPictures } from './pictures.ts';

const POPUP_HEIGHT = 600; // Chrome cuts what is taller

/** Those of axe's rules that other colours can break; roles and names are the same in the dark. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Every rule of axe that this screen breaks, and the element that breaks it. */
export function accessFaults(page: Page): Promise<readonly string[]> {
  return faultsBy(axe(page));
}

/**
 * The same of a screen that was looked at in other colours before: only what those can change. With pictures, all of it
 * again.
 */
export function colourFaults(page: Page): Promise<readonly string[]> {
  return faultsBy(takesPictures ? axe(page) : axe(page).withRules(OF_COLOURS));
}

// One frame, one page: axe needs no second window to put its results together.
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true);

async function faultsBy(builder: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await builder.analyze();
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
