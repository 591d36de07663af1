/** How far the page room sees, and in which order: shadow roots, split numbers, the screen first, only what is near. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk, waitForPainted } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const found = (page: Page, count: number) =>
  page.waitForFunction((wanted) => window.offhookTest.found() === wanted, count);
const painted = (page: Page) => page.evaluate(() => window.offhookTest.paintedTexts());

/** Rows that each hold a number of their own, counted from 0; a thousand of them differ. */
const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => `<p>+44 20 7946 0${String(n).padStart(3, '0')}</p>`).join('');

describe('shadow roots', () => {
  test('closed ones are read where the platform opens them to us, and what changes in them', async () => {
    const page = await desk.openBare(`<div id=host></div><p>+44 20 7946 0018</p>`);
    await page.evaluate(() => {
      const host = document.querySelector('#host') as Element;
      const root = host.attachShadow({ mode: 'closed' });
      root.innerHTML = '<p>+44 20 7946 0019</p>';
      window.closedRoots = new Map([[host, root]]);
    });
    await desk.start(page);
    await waitForPainted(page, 2);
    await page.evaluate(() => {
      const [root] = [...(window.closedRoots?.values() ?? [])];
      root?.append('+1 415 555 0132');
    });
    await waitForPainted(page, 3);
  });

  test('one within another is read, and one that a late definition brings', async () => {
    const page = await desk.open(`<crm-phone></crm-phone><p>+44 20 7946 0018</p>`, { painted: 1 });
    await page.evaluate(() => {
      customElements.define(
        'crm-phone',
        class extends HTMLElement {
          constructor() {
            super();
            const inner = document.createElement('section');
            this.attachShadow({ mode: 'open' }).append(inner);
            inner.attachShadow({ mode: 'open' }).innerHTML = '<p>+44 20 7946 0019</p>';
          }
        },
      );
    });
    await waitForPainted(page, 2);
  });
});

describe('a number split over inline elements', () => {
  const TAGS =
    'a abbr b bdi bdo big cite data dfn em font i ins label mark nobr q s small span strike strong sub sup time tt u var'.split(
      ' ',
    );

  test('is found whatever the elements are and however deep, each as one number', async () => {
    const pieces = TAGS.map((tag) => `<p>+44 <${tag}>20</${tag}> 7946 <${tag}>0<i>0</i>18</${tag}></p>`);
    const others = [
      '<p><b>+44 20 7946</b> 0018</p>',
      '<p>+<b>44</b><!-- react --> 20 <!-- -->7946 0018</p>',
      '<p><span><span><span>+44</span> 20</span> 79</span>46 0018</p>',
    ];
    const all = [...pieces, ...others];
    const page = await desk.open(all.join('\n'), { painted: all.length });
    const texts = (await painted(page)).map((text) => text.replace(/\s+/g, ' '));
    expect(new Set(texts)).toEqual(new Set(['+44 20 7946 0018']));
  });
});

describe('a page of a thousand numbers', () => {
  test('what is on the screen is painted first, wherever the page was scrolled to', async () => {
    const page = await desk.openBare(`<main>${rows(1_000)}</main>`);
    await page.evaluate(() => {
      document.querySelectorAll('p')[600]?.scrollIntoView();
      const add = Highlight.prototype.add;
      Highlight.prototype.add = function (this: Highlight, range: AbstractRange) {
        (window as unknown as { order: string[] }).order ??= [];
        (window as unknown as { order: string[] }).order.push(range.startContainer.textContent ?? '');
        return add.call(this, range);
      };
    });
    await desk.start(page);
    await found(page, 1_000);
    const first = await page.evaluate(() => (window as unknown as { order: string[] }).order.slice(0, 5));
    const onScreen = await page.evaluate(() =>
      [...document.querySelectorAll('p')]
        .filter((p) => p.getBoundingClientRect().bottom >= 0 && p.getBoundingClientRect().top <= innerHeight)
        .map((p) => p.textContent),
    );
    expect(first).toHaveLength(5);
    for (const text of first) expect(onScreen).toContain(text);
  });

  test('all are known, and only those near the screen are painted, also after scrolling', async () => {
    const page = await desk.open(`<main>${rows(1_000)}</main>`);
    await found(page, 1_000);
    await page.waitForFunction(() => window.offhookTest.painted() <= 100);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const isPainted = (text: string) =>
      page.waitForFunction((wanted) => window.offhookTest.paintedTexts().includes(wanted), text);
    await isPainted('+44 20 7946 0999');
    await page.waitForFunction(() => window.offhookTest.painted() <= 100);
    expect(await painted(page)).not.toContain('+44 20 7946 0500');
    await page.evaluate(() => scrollTo(0, 0));
    await isPainted('+44 20 7946 0000');
  });

  test('the same in a list that scrolls by itself, and in a part that was hidden', async () => {
    const page = await desk.open(
      `<div id=list style="height:300px;overflow:auto">${rows(500)}</div><div id=tab style="display:none"><p>+1 415 555 0132</p></div>`,
    );
    await found(page, 501);
    await page.evaluate(() => document.querySelector('#list')?.scrollTo(0, 1e6));
    await page.waitForFunction(() => window.offhookTest.paintedTexts().includes('+44 20 7946 0499'));
    await page.evaluate(() => document.querySelector('#tab')?.removeAttribute('style'));
    await page.waitForFunction(() => window.offhookTest.paintedTexts().includes('+1 415 555 0132'));
  });
});

describe('marks die with their nodes', () => {
  test('10,000 replaced rows leave no node and no memory behind', async () => {
    const page = await desk.open(`<ul id=list></ul><p>+44 20 7946 0018</p>`, { painted: 1 });
    const devTools = await page.context().newCDPSession(page);
    const alive = async () => {
      await devTools.send('HeapProfiler.collectGarbage');
      const { nodes } = await devTools.send('Memory.getDOMCounters');
      const { usedSize } = await devTools.send('Runtime.getHeapUsage');
      return { nodes, usedSize };
    };
    await page.evaluate(replaceRows, 1_000);
    const before = await alive();
    await page.evaluate(replaceRows, 10_000);
    const after = await alive();
    // The last hundred rows are on the page both times; some slack for the browser's own nodes.
    expect(after.nodes).toBeLessThan(before.nodes + 200);
    expect(after.usedSize).toBeLessThan(before.usedSize + 1_000_000);
  });
});

/** Runs in the page: 100 rows at a time, each batch seen and marked before the next takes its place. */
async function replaceRows(count: number): Promise<void> {
  const list = document.querySelector('#list') as HTMLElement;
  for (let batch = 0; batch < count / 100; batch++) {
    const made = Array.from({ length: 100 }, (_, n) => {
      const row = document.createElement('li');
      row.textContent = `+44 20 7946 0${String((batch * 7 + n) % 1_000).padStart(3, '0')}`;
      return row;
    });
    list.replaceChildren(...made);
    while (window.offhookTest.found() < 101) await new Promise((resume) => requestAnimationFrame(resume));
  }
}
