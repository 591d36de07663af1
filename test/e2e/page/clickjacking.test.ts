/** A page sets a trap for a click: nobody is called, whatever the site was chosen for. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HAND_TRAPS } from './handTraps.ts';
import { frames, type OneClickDesk, openOneClickDesk, type Point } from './oneClickDesk.ts';
import { NUMBER, PAGE_TRAPS, PLAIN, restAndClick, type Trap } from './traps.ts';

let desk: OneClickDesk;
beforeAll(async () => {
  desk = await openOneClickDesk();
});
afterAll(() => desk?.close());

/** In the page, a shadow root or what is hidden: where the number's text stands. */
async function placeOfText(page: Page): Promise<Point> {
  return page.evaluate((text) => {
    const within = (root: Node): Range | null => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node instanceof Element && node.shadowRoot) return within(node.shadowRoot);
        if (node.nodeValue !== text) continue;
        const range = new Range();
        range.selectNodeContents(node);
        return range;
      }
      return null;
    };
    const box = within(document.body)?.getBoundingClientRect();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  }, NUMBER);
}

async function outcome(): Promise<'called' | 'raised' | 'nothing'> {
  const { raised, calls } = await desk.state();
  if (raised?.dialsAt !== undefined || calls.length > 0) return 'called';
  return raised ? 'raised' : 'nothing';
}

/** What comes of the trap, once whatever comes has come. */
async function fallInto(trap: Trap) {
  const { css = '', body = PLAIN, script = '', act = restAndClick, most } = trap;
  const { marks = most === 'nothing' ? 0 : 1 } = trap;
  const html = `<head><style>${css}</style></head><body>${body}<script>${script}</script></body>`;
  const page = await desk.open(html, { marks });
  await act(page, await placeOfText(page));
  if (most === 'raised')
    await desk.rig.desk
      .until(desk.rig.popup, 'a raised number', ({ raised }) => raised !== null)
      .catch(() => null);
  else await frames(page, 300);
  const came = await outcome();
  await desk.dismiss();
  await page.close();
  return came;
}

const TRAPS = [...PAGE_TRAPS, ...HAND_TRAPS];

// Where one click dials nobody, no click is judged: the switchboard's tests hold that, and one trap in four is enough here.
describe.each([
  ['where one click dials', true, TRAPS],
  ['where it does not', false, TRAPS.filter((_, index) => index % 4 === 0)],
] as const)('%s', (_, oneClick, traps) => {
  beforeAll(() => desk.setSite(oneClick));

  test.each(traps.map((trap) => [trap.name, trap] as const))('%s: no call', async (_name, trap) => {
    expect(await fallInto(trap)).toBe(trap.most);
  });

  test('and without a trap the same hand does what the site was chosen for', async () => {
    const before = desk.called();
    const control = { name: 'none', most: 'raised' } as const;
    expect(await fallInto(control)).toBe(oneClick ? 'called' : 'raised');
    expect(desk.called()).toBe(before);
  });
});

test('nobody was called at all', async () => {
  // Longer than any moment in which a number waits to dial by itself.
  await frames(desk.rig.popup, 2_000);
  expect(desk.called()).toBe(0);
});
