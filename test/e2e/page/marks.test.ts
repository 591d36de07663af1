/** What is painted, and that the page is never touched. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SLICE_MS } from '../../../src/page/slices.ts';
import { type Desk, openDesk, waitForPainted } from './desk.ts';

/** How far the storm's clock moves each time it is read. */
const CLOCK_STEP_MS = 0.2;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const painted = (page: Awaited<ReturnType<Desk['open']>>) =>
  page.evaluate(() => window.offhookTest.paintedTexts().sort());

describe('the page is never touched', () => {
  test('its serialised DOM is the same before marking, after it, with the card gone and after the end', async () => {
    const page = await desk.openBare(
      `<h1>Anna</h1><p id=n>Call +44 20 7946 0018 today</p><p>+14155550132</p>`,
    );
    const dom = () => page.evaluate(() => document.documentElement.outerHTML);
    const before = await dom();
    await desk.start(page);
    await waitForPainted(page, 2);
    expect(await dom()).toBe(before);
    await page.mouse.move(90, 90);
    await page.locator('#n').hover({ position: { x: 60, y: 8 } });
    await page.waitForSelector('[data-offhook-card]', { state: 'attached' });
    await page.mouse.move(700, 450);
    await page.waitForSelector('[data-offhook-card]', { state: 'detached' });
    expect(await dom()).toBe(before);
    await page.evaluate(() => window.offhookTest.stop());
    expect(await dom()).toBe(before);
    expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  });
});

describe('what is read as one line', () => {
  test('a number split over inline elements is one number', async () => {
    const page = await desk.open(`<p>Tel <b>+44</b> 20\n      <span>7946</span> <i>0018</i></p>`, {
      painted: 1,
    });
    expect(await painted(page)).toEqual(['+44 20\n      7946 0018']);
  });

  test('cells of one row are never glued, whatever their tags', async () => {
    const page = await desk.open(
      `<div style="display:flex"><span>+44 20 7946</span><span>0018</span></div>
       <p><span style="display:inline-block">+44 20 7946</span><span style="display:inline-block">0018</span></p>
       <p>+44 20 7946 0019</p>`,
      { painted: 1 },
    );
    expect(await painted(page)).toEqual(['+44 20 7946 0019']);
  });

  test('open shadow roots are read, also those that come later and what changes in them', async () => {
    const page = await desk.open(`<div id=host></div><p>+44 20 7946 0018</p>`, { painted: 1 });
    await page.evaluate(() => {
      const host = document.createElement('section');
      host.attachShadow({ mode: 'open' }).innerHTML = '<div id=inner>+44 20 7946 0019</div>';
      document.body.append(host);
    });
    await waitForPainted(page, 2);
    await page.evaluate(() => {
      const inner = document.querySelector('section')?.shadowRoot?.querySelector('#inner');
      inner?.append(' and +1 415 555 0132');
    });
    await waitForPainted(page, 3);
  });

  test('scripts, fields, editors, code and what opted out are left alone', async () => {
    const number = '+44 20 7946 0018';
    const page = await desk.open(
      `<script>/* ${number} */</script><style>/* ${number} */</style><textarea>${number}</textarea>
       <input value="${number}"><div contenteditable>${number}</div><code>${number}</code>
       <div class="offhook-ignore"><p>${number}</p></div><noscript>${number}</noscript><p>+44 20 7946 0019</p>`,
      { painted: 1 },
    );
    expect(await painted(page)).toEqual(['+44 20 7946 0019']);
  });

  test('a page that asks for no number detection is left alone', async () => {
    const page = await desk.open(
      `<html><head><meta name="format-detection" content="telephone=no"></head><body>+44 20 7946 0018</body></html>`,
    );
    await page.evaluate(() => new Promise<unknown>((resume) => requestIdleCallback(resume)));
    expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  });

  test('same-origin frames are read where the script runs in them', async () => {
    const page = await desk.open(
      `<p>+44 20 7946 0018</p><iframe srcdoc="<p>+44 20 7946 0019 and +1 415 555 0132</p>"></iframe>`,
      { painted: 1 },
    );
    const frame = page.frames()[1];
    await frame?.waitForFunction(() => window.offhookTest.painted() === 2);
  });
});

describe('the page changes', () => {
  test('a text that is replaced in place leaves no stale paint, and its new number is found', async () => {
    const page = await desk.open(`<p id=a>+44 20 7946 0018</p>`, { painted: 1 });
    const afterwards = await page.evaluate(async () => {
      const text = document.querySelector('#a')?.firstChild as Text;
      text.nodeValue = 'call +44 20 7946 0019';
      await Promise.resolve();
      return window.offhookTest.painted();
    });
    expect(afterwards).toBe(0);
    await waitForPainted(page, 1);
    expect(await painted(page)).toEqual(['+44 20 7946 0019']);
  });

  test('numbers whose nodes are removed are forgotten', async () => {
    const page = await desk.open(`<div id=a><p>+44 20 7946 0018</p></div><p>+44 20 7946 0019</p>`, {
      painted: 2,
    });
    await page.evaluate(() => document.querySelector('#a')?.remove());
    await waitForPainted(page, 1);
  });

  test('half a number taken away leaves none', async () => {
    const page = await desk.open(`<p>+44 20 <b>7946 0018</b></p><p>+44 20 7946 0019</p>`, { painted: 2 });
    await page.evaluate(() => document.querySelector('b')?.remove());
    await waitForPainted(page, 1);
  });

  test('the missing half put beside a half makes a number', async () => {
    const page = await desk.open(`<p id=a>+44 20 </p><p>+44 20 7946 0019</p>`, { painted: 1 });
    await page.evaluate(() => {
      const half = document.createElement('b');
      half.textContent = '7946 0018';
      document.querySelector('#a')?.append(half);
    });
    await waitForPainted(page, 2);
    expect(await painted(page)).toContain('+44 20 7946 0018');
    // All is read by then: what is painted stays.
    await page.evaluate(() => new Promise<unknown>((resume) => requestIdleCallback(resume)));
    expect(await page.evaluate(() => window.offhookTest.painted())).toBe(2);
  });

  test('the paint comes back when the page clears the registry', async () => {
    const page = await desk.open(`<p>+44 20 7946 0018</p>`, { painted: 1 });
    await page.evaluate(() => CSS.highlights.clear());
    await page.mouse.move(300, 300);
    await page.mouse.move(310, 310);
    await waitForPainted(page, 1);
  });

  test('an extension that was updated takes its paint and listeners away without an error', async () => {
    const page = await desk.open(`<p id=a>+44 20 7946 0018</p>`, { painted: 1 });
    const errors: string[] = [];
    page.on('console', (message) => errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.evaluate(() => {
      window.offhookTest.alive = false;
    });
    await page.mouse.move(40, 25);
    await page.waitForFunction(() => CSS.highlights.size === 0);
    await page.mouse.click(40, 25);
    await page.evaluate(() => document.body.append('+44 20 7946 0019'));
    expect(await page.evaluate(() => window.offhookTest.raised.length)).toBe(0);
    expect(errors).toEqual([]);
  });
});

describe('a storm of changes', () => {
  test('10,000 new nodes with 500 numbers are read in slices that end when their time is up', async () => {
    const page = await desk.open(`<ul id=list></ul>`);
    const { slices, longest } = await page.evaluate(storm, CLOCK_STEP_MS);
    // A slice looks at the clock once a step: how much one may do is bounded, whatever the machine. A few looks more are
    // those of its last step, which asks in which country it reads.
    expect(longest).toBeLessThanOrEqual(SLICE_MS / CLOCK_STEP_MS + 8);
    expect(slices).toBeGreaterThan(100);
    await page.context().close();
  });
});

/**
 * Runs in the page: adds 10,000 rows in 100 batches, under a clock that moves only when it is read. Answers how many
 * slices it took to find all numbers, and how often the longest one read the clock.
 */
async function storm(clockStepMs: number): Promise<{ slices: number; longest: number }> {
  const seen = { slices: 0, longest: 0, reads: 0, now: performance.now() };
  performance.now = () => {
    seen.reads += 1;
    seen.now += clockStepMs;
    return seen.now;
  };
  const idle = window.requestIdleCallback.bind(window);
  window.requestIdleCallback = (work, options) =>
    idle((deadline) => {
      seen.reads = 0;
      work(deadline);
      seen.slices += 1;
      seen.longest = Math.max(seen.longest, seen.reads);
    }, options);
  const list = document.querySelector('#list') as HTMLElement;
  for (let batch = 0; batch < 100; batch++) {
    const rows = document.createDocumentFragment();
    for (let i = 0; i < 100; i++) {
      const row = document.createElement('li');
      const n = batch * 100 + i;
      row.textContent = i % 20 === 0 ? `+44 20 7946 ${String(n % 1000).padStart(4, '0')}` : `Order ${n}`;
      rows.append(row);
    }
    list.append(rows);
    await new Promise((resume) => setTimeout(resume));
  }
  while (window.offhookTest.found() < 500) await new Promise((resume) => requestAnimationFrame(resume));
  return seen;
}
