/** What a person's pointer does on a number, and that a page cannot do the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { cardShown, clickNumber, placeOf, raised } from './hand.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const GB = { country: 'GB', source: 'site' } as const;

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
    expect(await page.locator('[data-offhook-card]').count()).toBe(0);
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
