/** Every screen in every situation, looked at: no accessibility violation, nothing cut off, and a picture of each. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITUATIONS, type Situation } from './gallery/situations.ts';
import { type Gallery, openGallery } from './gallery.ts';

const PICTURES = join(import.meta.dirname, '../../../out/screens');
const WELCOME = ['unknown', 'asking', 'granted', 'denied', 'missing'];

const screens = [
  ...Object.entries(SITUATIONS).map(([name, situation]) => ({
    name,
    query: addressOf(name, situation),
    width: 360,
  })),
  ...WELCOME.map((state) => ({ name: `welcome-${state}`, query: `welcome=${state}`, width: 900 })),
];

function addressOf(name: string, situation: Situation): string {
  return `situation=${name}&surface=${'site' in situation ? 'popup' : 'panel'}`;
}

let gallery: Gallery;

beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  gallery = await openGallery();
});

afterAll(() => gallery?.close());

/** Opens a screen, takes its picture, and tells what is wrong with it. */
async function look(name: string, query: string, options: BrowserContextOptions): Promise<unknown> {
  const page = await gallery.open(query, options);
  try {
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    return await faultsOf(page, query);
  } finally {
    await page.context().close();
  }
}

async function faultsOf(page: Page, query: string) {
  // Words and widths change no role and no colour: the other languages are measured, not analysed.
  const { violations } = query.includes('lang=de')
    ? { violations: [] }
    : await new AxeBuilder({ page }).analyze();
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select')]
      .map((control) => ({ control: control.outerHTML.slice(0, 80), box: control.getBoundingClientRect() }))
      .filter(
        ({ control, box }) => Math.min(box.width, box.height) < (control.includes('class="key') ? 44 : 24),
      )
      .map(({ control }) => control),
  );
  return {
    violations: violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 120)) })),
    sideways,
    small,
  };
}

const NO_FAULTS = { violations: [], sideways: 0, small: [] };

describe.each(screens)('$name', ({ name, query, width }) => {
  const viewport = { width, height: 600 };

  it('is accessible in the light and in the dark', async () => {
    expect(await look(`${name}-light`, query, { colorScheme: 'light', viewport })).toEqual(NO_FAULTS);
    expect(await look(`${name}-dark`, query, { colorScheme: 'dark', viewport })).toEqual(NO_FAULTS);
  });

  it('reads from right to left', async () => {
    expect(await look(`${name}-rtl`, `${query}&lang=ar`, { viewport })).toEqual(NO_FAULTS);
  });

  it('has room for the long words of German', async () => {
    expect(await look(`${name}-german`, `${query}&lang=de`, { viewport })).toEqual(NO_FAULTS);
  });
});

// A browser zoomed to 200 % gives a page half the CSS pixels at twice the density.
describe.each(screens.filter(({ query }) => query.includes('panel') || query.includes('welcome')))(
  '$name in a narrow panel',
  ({ name, query }) => {
    it('fits 280 px, and a zoom of 200 %', async () => {
      const narrow = { viewport: { width: 280, height: 600 } };
      expect(await look(`${name}-narrow`, query, narrow)).toEqual(NO_FAULTS);
      const zoomed = { viewport: { width: 280, height: 300 }, deviceScaleFactor: 2 };
      expect(await look(`${name}-zoomed`, query, zoomed)).toEqual(NO_FAULTS);
    });
  },
);

describe('modes of the system', () => {
  it.each(['ready', 'live', 'raised'] as const)(
    '%s keeps its shape in forced colours and more contrast',
    async (name) => {
      const query = addressOf(name, SITUATIONS[name]);
      const viewport = { width: 360, height: 600 };
      expect(await look(`${name}-forced`, query, { forcedColors: 'active', viewport })).toEqual(NO_FAULTS);
      expect(await look(`${name}-contrast`, query, { contrast: 'more', viewport })).toEqual(NO_FAULTS);
    },
  );
});

describe('the popup', () => {
  const popups = ['signIn', 'ready', 'busy', 'noCallsYet', 'microphoneDenied'] as const;

  it.each(popups)('%s fits the 600 px that a popup may have', async (name) => {
    const page = await gallery.open(addressOf(name, SITUATIONS[name]), {
      viewport: { width: 360, height: 600 },
    });
    const height = await page.evaluate(() => document.body.scrollHeight);
    await page.context().close();
    expect(height).toBeLessThanOrEqual(600);
  });
});
