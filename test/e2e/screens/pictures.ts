/**
 * A picture of each screen, whole: what stays in sight while it scrolls stands at its edge, not in its middle. Only for
 * `npm run screenshots`: a test needs none, and the whole set takes minutes.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const PICTURES = join(import.meta.dirname, '../../../out/screens');

export const takesPictures = process.env.OFFHOOK_PICTURES !== undefined;

export async function openPictures(): Promise<void> {
  if (takesPictures) await mkdir(PICTURES, { recursive: true });
}

/** `name`: "live-dark", what is seen and under which condition. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!takesPictures) return;
  const seen = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const isTaller = seen !== null && height > seen.height;
  if (isTaller) await page.setViewportSize({ ...seen, height });
  await page.screenshot({ path: join(PICTURES, `${name.replace('=', '-')}.png`) });
  if (isTaller) await page.setViewportSize(seen);
}
