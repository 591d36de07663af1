/** Marks on a page in Firefox, and a real click on one. */
import type { Page } from 'puppeteer-core';

export async function click(page: Page, text: string): Promise<void> {
  const { x, y } = await markOf(page, text);
  await page.bringToFront();
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
}

/** Where the mark on `text` is (CSS pixels), once the extension has painted it. */
async function markOf(page: Page, text: string): Promise<{ x: number; y: number }> {
  const handle = await page.waitForFunction(
    (wanted) => {
      for (const range of CSS.highlights.get('offhook-number') ?? []) {
        if ((range as Range).toString() !== wanted) continue;
        const box = (range as Range).getClientRects()[0];
        if (box) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      return null;
    },
    { timeout: 15_000 },
    text,
  );
  return (await handle.jsonValue()) as { x: number; y: number };
}
