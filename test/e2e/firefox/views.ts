/** Firefox's sidebar, the extension's own windows and its host's frame, reached from a page of the extension. */
import type { Page } from 'puppeteer-core';

type View = { readonly location: Location; readonly browser: typeof browser };
declare const browser: {
  extension: { getViews(filter: { type: 'sidebar' | 'tab' }): View[]; getBackgroundPage(): Window };
  runtime: { sendMessage(message: object): Promise<unknown> };
  sidebarAction: { close(): Promise<void> };
};

/** `windows`: how many tabs or windows show the panel. */
export function views(page: Page): Promise<{ sidebar: boolean; windows: number }> {
  return page.evaluate(() => ({
    sidebar: browser.extension.getViews({ type: 'sidebar' }).length > 0,
    windows: browser.extension
      .getViews({ type: 'tab' })
      .filter(({ location }) => location.pathname === '/sidepanel.html').length,
  }));
}

/** Firefox takes this only within a real click on a page of the extension. */
export async function closeSidebar(page: Page): Promise<void> {
  await page.evaluate(() => {
    addEventListener('click', () => void browser.sidebarAction.close(), { once: true });
  });
  await page.bringToFront();
  await page.mouse.click(1, 1);
  await page.waitForFunction(() => browser.extension.getViews({ type: 'sidebar' }).length === 0);
}

/** What the host says when an SDK can go on in another document only; `account`: what is open. */
export async function askForFreshHost(page: Page, account: object): Promise<void> {
  await page.evaluate((open) => {
    const frame = browser.extension.getBackgroundPage().document.querySelector('iframe');
    const host = frame?.contentWindow as unknown as { browser: typeof browser };
    // Not waited for: the frame that asks goes away.
    void host.browser.runtime.sendMessage({
      to: 'switchboard',
      request: { type: 'recycleHost', accounts: [open] },
    });
  }, account);
}
