/** What a person's pointer does on a number, and that a page cannot do the same. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** From a number to the Call button of a card without a name; the card is closed to tests too. */
const BUTTON_BELOW_PX = 107;
const GB = { country: 'GB', source: 'site' } as const;
const raised = (page: Page) => page.evaluate(() => window.offhookTest.raised);
const cardShown = (page: Page) => page.waitForSelector('offhook-card', { state: 'attached' });
const cardGone = (page: Page) => page.waitForSelector('offhook-card', { state: 'detached' });

/** The middle of the nth painted number. */
async function placeOf(page: Page, n = 0): Promise<{ x: number; y: number }> {
  return page.evaluate((index) => {
    const range = [...(CSS.highlights.get('offhook-number') ?? [])][index] as Range;
    const box = range.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }, n);
}

async function clickNumber(page: Page, n = 0): Promise<void> {
  const { x, y } = await placeOf(page, n);
  await page.mouse.click(x, y);
}

describe('a person clicks', () => {
  test('a number: it is raised once, with all that is known about it, and the page does not see the click', async () => {
    const page = await desk.open(
      `<table><thead><tr><th>Name<th>Company<th>Phone</thead><tbody><tr onclick="document.title='opened'">
       <td><a href="/contacts/1">Anna Ek</a><td><a href="/companies/2">Ek Ltd</a><td>020 7946 0018 ext. 12</table>`,
      { painted: 1, country: GB },
    );
    await clickNumber(page);
    const [first, ...more] = await raised(page);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      remote: {
        e164: '+442079460018',
        display: '+44 20 7946 0018',
        name: 'Anna Ek',
        company: 'Ek Ltd',
        extension: '12',
      },
      text: '020 7946 0018 ext. 12',
      country: 'GB',
      why: 'site',
    });
    expect(first?.callId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await page.title()).toBe('CRM');
  });

  test('beside a number: the page gets its click and nothing is raised', async () => {
    const page = await desk.open(`<p onclick="document.title='opened'">+44 20 7946 0018</p>`, { painted: 1 });
    const { y } = await placeOf(page);
    await page.mouse.click(500, y);
    expect(await raised(page)).toEqual([]);
    expect(await page.title()).toBe('opened');
  });

  test('twice: one call is raised', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.mouse.dblclick(x, y);
    expect(await raised(page)).toHaveLength(1);
  });

  test('with a modifier or the other button: the page gets it', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.mouse.click(x, y, { button: 'right' });
    await page.keyboard.down('Control');
    await page.mouse.click(x, y);
    await page.keyboard.up('Control');
    expect(await raised(page)).toEqual([]);
  });

  test('and drags over a number to select it: nothing is raised', async () => {
    const page = await desk.open(`<p>Call +44 20 7946 0018 now</p>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.mouse.move(x - 30, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y, { steps: 4 });
    await page.mouse.up();
    expect(await raised(page)).toEqual([]);
  });

  test('a number in an open shadow root, and one that cannot be selected', async () => {
    const page = await desk.open(`<section></section><p style="user-select:none">+44 20 7946 0019</p>`, {
      painted: 1,
    });
    await page.evaluate(() => {
      const section = document.querySelector('section') as Element;
      const outer = document.createElement('div');
      outer.attachShadow({ mode: 'open' }).innerHTML = '<p>Tel <b>+44 20</b> 7946 0018</p>';
      section.append(outer);
    });
    await page.waitForFunction(() => window.offhookTest.painted() === 2);
    const places = [await placeOf(page, 0), await placeOf(page, 1)];
    for (const { x, y } of places) await page.mouse.click(x, y);
    const numbers = (await raised(page)).map((one) => one.remote.e164);
    expect(numbers.sort()).toEqual(['+442079460018', '+442079460019']);
  });

  test('a text that changed between resting and clicking: the new number', async () => {
    const page = await desk.open(`<p id=a>+44 20 7946 0018</p>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.evaluate(() => {
      (document.querySelector('#a')?.firstChild as Text).nodeValue = '+44 20 7946 0019';
    });
    await page.mouse.click(x, y);
    expect((await raised(page)).map((one) => one.remote.e164)).toEqual(['+442079460019']);
  });

  test('a text that changes between press and release: nothing', async () => {
    const page = await desk.open(
      `<p id=a onmousedown="this.firstChild.nodeValue='+44 20 7946 0019'">+44 20 7946 0018</p>`,
      { painted: 1 },
    );
    await clickNumber(page);
    expect(await raised(page)).toEqual([]);
  });
});

describe('a script clicks', () => {
  test('by element.click() and by events of every kind: nothing is raised, no card is shown', async () => {
    const page = await desk.open(
      `<p id=a>+44 20 7946 0018</p><a id=b href="tel:+442079460019">Call</a>
       <script>addEventListener('click', (event) => event.preventDefault())</script>`,
      { painted: 1 },
    );
    const { x, y } = await placeOf(page);
    await page.evaluate(
      ([clientX, clientY]) => {
        const init = {
          bubbles: true,
          composed: true,
          clientX,
          clientY,
          detail: 1,
          view: window,
        } as MouseEventInit;
        for (const id of ['a', 'b']) {
          const element = document.getElementById(id) as HTMLElement;
          for (const type of ['pointerdown', 'mousedown', 'mousemove', 'pointerup', 'mouseup', 'click']) {
            for (let i = 0; i < 500; i++) element.dispatchEvent(new MouseEvent(type, init));
          }
          element.click();
        }
        dispatchEvent(new KeyboardEvent('keydown', { key: 'c' }));
      },
      [x, y] as const,
    );
    await page.evaluate(
      () => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume))),
    );
    expect(await raised(page)).toEqual([]);
    expect(await page.locator('offhook-card').count()).toBe(0);
  });
});

describe('links', () => {
  test('a tel: link is raised instead of opened, by its address when its text has no number', async () => {
    const page = await desk.open(
      `<a id=a href="tel:(0)20%207946%200018;ext=7">Call</a> <a id=b href="callto:+442079460019"><svg width=20 height=20><rect width=20 height=20 /></svg></a>`,
      { country: GB },
    );
    await page.evaluate(() =>
      addEventListener('click', (event) => window.open(String(event.defaultPrevented))),
    );
    await page.locator('#a').click();
    await page.locator('#b').click();
    expect((await raised(page)).map((one) => [one.remote.e164, one.remote.extension])).toEqual([
      ['+442079460018', '7'],
      ['+442079460019', undefined],
    ]);
    expect(page.context().pages()).toHaveLength(1);
  });

  test('Enter on a focused tel: link raises it', async () => {
    const page = await desk.open(`<a id=a href="tel:+442079460018">Call</a>`);
    await page.locator('#a').focus();
    await page.keyboard.press('Enter');
    expect(await raised(page)).toHaveLength(1);
  });

  test('a link whose text is another number raises what the eye reads', async () => {
    const page = await desk.open(`<a href="tel:+442079460019">+44 20 7946 0018</a>`, { painted: 1 });
    await clickNumber(page);
    expect((await raised(page)).map((one) => one.remote.e164)).toEqual(['+442079460018']);
  });

  test('a link that is no number is left to the page', async () => {
    const page = await desk.open(`<a id=a href="tel:later">Later</a>
      <script>addEventListener('click', (event) => { document.title = String(event.defaultPrevented); event.preventDefault(); })</script>`);
    await page.locator('#a').click();
    expect(await page.title()).toBe('false');
  });
});

describe('the card', () => {
  test('comes when the pointer rests, stays while it is inside, goes when it leaves', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.mouse.move(x, y + 60, { steps: 8 });
    await page.evaluate(() => new Promise((resume) => setTimeout(resume, 400)));
    expect(await page.locator('offhook-card').count()).toBe(1);
    await page.mouse.move(700, 480);
    await cardGone(page);
  });

  test('its Call button raises, and so does the key C; typing in a field does not', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p><input id=i>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.locator('#i').focus();
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.keyboard.press('c');
    expect(await raised(page)).toEqual([]);
    await page.locator('#i').blur();
    await page.keyboard.press('c');
    await page.keyboard.press('c');
    expect(await raised(page)).toHaveLength(1);
    await page.keyboard.press('Escape');
    await cardGone(page);
    await page.mouse.move(x + 3, y);
    await cardShown(page);
    await page.mouse.move(x, y + BUTTON_BELOW_PX, { steps: 5 });
    await page.mouse.click(x, y + BUTTON_BELOW_PX);
    expect(await raised(page)).toHaveLength(2);
  });

  test('its Call button raises nothing when the number behind it has changed', async () => {
    const page = await desk.open(`<p id=a>+44 20 7946 0018</p>`, { painted: 1 });
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.evaluate(() => {
      (document.querySelector('#a')?.firstChild as Text).nodeValue = '+44 20 7946 0019';
    });
    await page.keyboard.press('c');
    await cardGone(page);
    expect(await raised(page)).toEqual([]);
  });

  test('a number that did not get through can be raised again', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p>`, { painted: 1 });
    await page.evaluate(() => {
      window.offhookTest.refuses = true;
    });
    await clickNumber(page);
    await page.waitForFunction(() => window.offhookTest.raised.length === 1);
    await page.evaluate(() => {
      window.offhookTest.refuses = false;
    });
    await page.keyboard.press('c');
    expect(await raised(page)).toHaveLength(2);
  });

  test('a press in it is hidden from the page’s own handlers and leaves the focus where it was', async () => {
    const page = await desk.open(
      `<p>+44 20 7946 0018</p><input id=i><script>for (const type of ['mousedown', 'click']) document.addEventListener(type, () => { document.title += type })</script>`,
      { painted: 1 },
    );
    const { x, y } = await placeOf(page);
    await page.locator('#i').focus();
    await page.mouse.move(x, y);
    await cardShown(page);
    await page.mouse.move(x, y + BUTTON_BELOW_PX, { steps: 5 });
    await page.mouse.click(x, y + BUTTON_BELOW_PX);
    expect(await raised(page)).toHaveLength(1);
    expect(await page.title()).toBe('CRM');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('i');
  });

  test('a page’s style sheet does not reach it and a page’s script does not get in', async () => {
    const page = await desk.open(
      `<style>* { display: none !important; opacity: 0 !important } html, body, p { display: block !important; opacity: 1 !important }</style><p>+44 20 7946 0018</p>`,
      { painted: 1 },
    );
    const { x, y } = await placeOf(page);
    await page.mouse.move(x, y);
    await cardShown(page);
    const seen = await page.evaluate(() => {
      const host = document.querySelector('offhook-card') as HTMLElement;
      const { display, opacity } = getComputedStyle(host);
      return { display, opacity, shadow: host.shadowRoot };
    });
    expect(seen).toEqual({ display: 'block', opacity: '1', shadow: null });
  });
});
