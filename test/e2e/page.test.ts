/** What Offhook does to a CRM's page: nothing that the page could notice. And what a page can do to us: nothing. */
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marks, raise } from '../../demo/desk.ts';
import { openRig, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig?.close());

const setSite = (enabled: boolean) =>
  rig.desk.ask(rig.popup, {
    type: 'setSite',
    origin: new URL(rig.demo.crmUrl).origin,
    enabled,
    country: 'GB',
  });

async function openCrm(hash: string): Promise<Page> {
  const page = await rig.browser.context.newPage();
  await page.goto(`${rig.demo.crmUrl}${hash}`);
  await page.locator('main').waitFor();
  return page;
}

const marked = (page: Page) =>
  page.waitForFunction(() => (CSS.highlights.get('offhook-number')?.size ?? 0) > 0);
const html = (page: Page) => page.evaluate(() => document.documentElement.outerHTML);

/** Waits until this number is painted in a page or a frame. */
const paintedIn = (place: Page | Frame, text: string) =>
  place.waitForFunction(
    (wanted) => [...(CSS.highlights.get('offhook-number') ?? [])].some((range) => String(range) === wanted),
    text,
  );

/** Runs in the page: everything that a script can do to look like a click on the first number. */
function forgeEvents(): void {
  const [range] = [...(CSS.highlights.get('offhook-number') ?? [])] as Range[];
  const box = range?.getClientRects()[0];
  const element = range?.startContainer.parentElement;
  if (!box || !element) throw new Error('nothing is marked');
  const at = { clientX: box.x + 4, clientY: box.y + 4, bubbles: true, cancelable: true, composed: true };
  element.click();
  for (const link of document.querySelectorAll<HTMLElement>('a[href^="tel:"]')) {
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
  }
  for (let times = 0; times < 100; times++) {
    for (const type of ['pointerdown', 'pointerup']) element.dispatchEvent(new PointerEvent(type, at));
    for (const type of ['mousedown', 'mouseup', 'click', 'auxclick', 'dblclick'])
      element.dispatchEvent(new MouseEvent(type, at));
  }
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}

describe('what the page hides from its own scripts', () => {
  it('a number in a closed shadow root is marked, and one that changes there', async () => {
    await setSite(true);
    const crm = await openCrm('#/deals');
    await crm.evaluate(() => {
      const root = document.body
        .appendChild(document.createElement('crm-card'))
        .attachShadow({ mode: 'closed' });
      root.innerHTML = '<p>+44 20 7946 0018</p>';
      (window as unknown as { change(): void }).change = () => root.append('+44 20 7946 0019');
    });
    await paintedIn(crm, '+44 20 7946 0018');
    await crm.evaluate(() => (window as unknown as { change(): void }).change());
    await paintedIn(crm, '+44 20 7946 0019');
    await crm.close();
  });
});

describe('frames', () => {
  it('of every kind are read once there could be a number in them, and left alone before', async () => {
    await setSite(true);
    const crm = await openCrm('#/deals');
    await crm.evaluate(() => {
      const [blank, written] = [document.createElement('iframe'), document.createElement('iframe')];
      written.srcdoc = '<p>+44 20 7946 0018</p>';
      document.body.append(blank, written);
    });
    const frameAt = async (n: number) =>
      (await (await crm.locator('iframe').nth(n).elementHandle())?.contentFrame()) as Frame;
    const [blank, written] = [await frameAt(0), await frameAt(1)];
    await paintedIn(written, '+44 20 7946 0018');
    expect(await blank.evaluate(() => CSS.highlights.size)).toBe(0);
    await blank.evaluate(() => {
      document.body.innerHTML = '<p>+44 20 7946 0019</p>';
    });
    await paintedIn(blank, '+44 20 7946 0019');
    await setSite(false);
    for (const frame of [blank, written]) await frame.waitForFunction(() => CSS.highlights.size === 0);
    await crm.close();
  });
});

describe('the page', () => {
  it('has no code of ours while Offhook is off', async () => {
    await setSite(false);
    const crm = await openCrm('#/contacts');
    expect(await crm.evaluate(() => CSS.highlights.size)).toBe(0);
    await crm.close();
  });

  it('loses its marks at once when Offhook is turned off, without a reload', async () => {
    await setSite(true);
    const crm = await openCrm('#/contacts');
    await marked(crm);
    await setSite(false);
    await crm.waitForFunction(() => CSS.highlights.size === 0);
    await setSite(true);
    await marked(crm);
    await crm.close();
  });

  it('serialises to the same bytes with Offhook on and off', async () => {
    for (const hash of ['#/contacts', '#/contacts/p1001', '#/deals', '#/notes']) {
      await setSite(false);
      const off = await openCrm(hash);
      const before = await html(off);
      await off.close();
      await setSite(true);
      const on = await openCrm(hash);
      if (hash !== '#/deals') await marked(on);
      expect(await html(on)).toBe(before);
      await on.close();
    }
  });

  it('survives 200 re-renders of a React list: nothing thrown, no stale mark', async () => {
    await setSite(true);
    const crm = await openCrm('#/contacts');
    await marked(crm);
    const errors: string[] = [];
    crm.on('pageerror', (error) => errors.push(error.message));
    await crm.evaluate(() =>
      (window as unknown as { crmRerender(times: number): Promise<void> }).crmRerender(200),
    );
    await crm.waitForFunction(() => {
      const ranges = [...(CSS.highlights.get('offhook-number') ?? [])] as Range[];
      return (
        ranges.length > 0 &&
        ranges.every((range) => range.startContainer.isConnected && /\d{3}/.test(range.toString()))
      );
    });
    const text = await crm.locator('main').textContent();
    const squeezed = (text ?? '').replace(/\s+/g, ' ');
    for (const mark of await marks(crm)) expect(squeezed).toContain(mark.replace(/\s+/g, ' '));
    expect(errors).toEqual([]);
    await crm.close();
  });

  it('cannot raise a call by a scripted click or any dispatched event', async () => {
    await setSite(true);
    const crm = await openCrm('#/contacts');
    await marked(crm);
    const before = await rig.desk.state(rig.popup);
    await crm.evaluate(forgeEvents);
    await crm.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    const after = await rig.desk.state(rig.popup);
    expect(after?.raised).toBeNull();
    expect(after?.rev).toBe(before?.rev);
    expect(rig.demo.exchange.received().filter(({ method }) => method === 'INVITE')).toEqual([]);
    await crm.close();
  });

  it('raises by a real click, in the side panel, and dials nothing', async () => {
    await setSite(true);
    const crm = await openCrm('#/contacts');
    await marked(crm);
    const text = '020 7946 0018';
    await raise(rig.desk, crm, text);
    const { raised } = await rig.desk.until(rig.popup, 'a raised number', (state) => state.raised !== null);
    expect(raised?.text).toBe(text);
    expect(rig.demo.exchange.received().filter(({ method }) => method === 'INVITE')).toEqual([]);
    await crm.close();
  });
});
