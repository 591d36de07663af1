/** A telephone link of any page, where browser and options both know Offhook for it: raised, and the page is there again. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExtension } from '../../../demo/extension.ts';
import { openRig, type Rig } from '../rig.ts';

/** Chromium names an unpacked extension by its folder: 16 bytes of SHA-256, the digits as letters from a. */
function idOf(folder: string): string {
  const digits = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...digits].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}

let rig: Rig;
beforeAll(async () => {
  const extension_id = idOf(await buildExtension());
  const url = `chrome-extension://${extension_id}/options.html?call=%s`;
  // What the browser writes down when a person says yes to the question of the options page. 3: an extension asked.
  const handler = { default: true, protocol: 'tel', url, extension_id, security_level: 3 };
  const custom_handlers = {
    enabled: true,
    ignored_protocol_handlers: [],
    registered_protocol_handlers: [handler],
  };
  rig = await openRig({ preferences: { custom_handlers } });
});
afterAll(() => rig?.close());

it('is raised and not dialled, and its tab is back where it was', async () => {
  const { desk, browser, demo } = rig;
  const options = await desk.open('options.html');
  await desk.ask(options, { type: 'changeSettings', change: { telLinks: true } });
  const page = await browser.context.newPage();
  // No site that is on: there our own code takes the link before the browser does.
  await page.goto(demo.crmUrl.replace('127.0.0.1', 'localhost'));
  await page.evaluate(() => {
    document.body.innerHTML = '<a href="tel:+1-415-555-0142">Call us</a>';
  });
  const before = page.url();
  await page.getByRole('link').click();
  const state = await desk.until(rig.popup, 'a raised number', ({ raised }) => raised !== null);
  expect(state.raised?.remote).toMatchObject({ e164: '+14155550142' });
  expect(state.calls).toEqual([]);
  await expect.poll(() => page.url(), { timeout: 5_000 }).toBe(before);
});
