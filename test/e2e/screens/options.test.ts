/** The options page in every situation, looked at: accessible in the light and in the dark, with room for what it says. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessFaults, colourFaults, roomFaults } from './faults.ts';
import { CHECKS } from './gallery/checks.ts';
import { OPTIONS } from './gallery/options.ts';
import { type Gallery, openGallery, show } from './gallery.ts';
import { openPictures, takePicture } from './pictures.ts';

const LONG_MS = 600_000;
/** The address of each: the page with this much set, or with the doctor this far. */
const names = [
  ...Object.keys(OPTIONS).map((name) => `options=${name}`),
  ...Object.keys(CHECKS).map((name) => `check=${name}`),
];

let gallery: Gallery;

beforeAll(async () => {
  await openPictures();
  gallery = await openGallery();
}, LONG_MS);
afterAll(() => gallery?.close());

/** Shows a situation as far as it comes: to what is set, to the outcome, or to the step that waits. */
async function enter(name: string, page: Page, query = ''): Promise<void> {
  await show(page, `${name}${query}`);
  const settled: Readonly<Record<string, string>> = {
    'check=idle': '#doctor .buttonRow',
    'check=running': '.check.ok ~ .check.running',
  };
  const last = name.startsWith('options=') ? '#policy .lead' : '.checks[aria-busy=false]';
  await page.waitForSelector(settled[name] ?? last);
}

async function faultsOf(
  options: BrowserContextOptions,
  look: (name: string, page: Page) => Promise<readonly string[]>,
) {
  const page = await gallery.open({ viewport: { width: 900, height: 700 }, ...options });
  const faults: string[] = [];
  for (const name of names) for (const fault of await look(name, page)) faults.push(`${name}: ${fault}`);
  await page.context().close();
  return faults;
}

it('is accessible in the light and in the dark', { timeout: LONG_MS }, async () => {
  const faults = await faultsOf({ colorScheme: 'light' }, async (name, page) => {
    await enter(name, page);
    await takePicture(page, `${name}-light`);
    const inTheLight = [...(await accessFaults(page)), ...(await roomFaults(page))];
    await page.emulateMedia({ colorScheme: 'dark' });
    await takePicture(page, `${name}-dark`);
    return [...inTheLight, ...(await colourFaults(page))];
  });
  expect(faults).toEqual([]);
});

it.each<[string, string, BrowserContextOptions]>([
  ['german', '&lang=de', {}],
  ['pseudo', '&lang=pseudo', {}],
  ['rtl', '&lang=ar', {}],
  ['contrast', '', { contrast: 'more' }],
  ['narrow', '', { viewport: { width: 320, height: 600 } }],
  ['forced', '', { forcedColors: 'active' }],
])('has room for all it says: %s', { timeout: LONG_MS }, async (condition, query, options) => {
  const faults = await faultsOf(options, async (name, page) => {
    await enter(name, page, query);
    await takePicture(page, `${name}-${condition}`);
    return roomFaults(page);
  });
  expect(faults).toEqual([]);
});
