/** One click that is a call: where a site was chosen for it and a person saw what they clicked; and how it is taken back. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { markOf } from '../../../demo/desk.ts';
import { placeOf } from './hand.ts';
import { frames, type OneClickDesk, openOneClickDesk, rest } from './oneClickDesk.ts';

let desk: OneClickDesk;
beforeAll(async () => {
  desk = await openOneClickDesk();
  await desk.setSite(true);
});
afterEach(async () => {
  for (const { id } of (await desk.state()).calls)
    await desk.rig.desk.ask(desk.rig.popup, { type: 'command', command: { type: 'hangUp', callId: id } });
  await desk.dismiss();
});
afterAll(() => desk?.close());

/** The switchboard lets one number in two seconds dial by itself. */
const nextCall = () => frames(desk.rig.popup, 2_100);
const waits = (what = 'a number that dials by itself') =>
  desk.rig.desk.until(desk.rig.popup, what, ({ raised }) => raised?.dialsAt !== undefined);
const live = () =>
  desk.rig.desk.until(desk.rig.popup, 'a live call', ({ calls }) =>
    calls.some(({ status }) => status === 'live'),
  );

const IN = {
  'a paragraph': '<p>+44 20 7946 0018</p>',
  'a padded cell of a table': `<style>td { padding: 14px 20px; border: 1px solid }</style>
    <table><tr><td>Anna Ek<td>020 7946 0018<td>Ek Ltd<tr><td>Bo Ek<td>Mobile<td>Ek Ltd</table>`,
  'the last line of the screen': '<p style="position: fixed; bottom: 0; margin: 0">+44 20 7946 0018</p>',
  'a tel: link': '<p>Phone: <a href="tel:+442079460018">020 7946 0018</a></p>',
};

async function clickAfterRest(page: Page, restMs?: number): Promise<void> {
  const at = await placeOf(page);
  await rest(page, at, restMs);
  await page.mouse.click(at.x, at.y);
}

describe('a hand that rests on a number and clicks', () => {
  test.each(Object.entries(IN))('calls once, after the grace, from %s', async (_, html) => {
    const page = await desk.open(html);
    const before = desk.called();
    await clickAfterRest(page);
    await waits();
    expect(desk.called()).toBe(before);
    await live();
    expect(desk.called()).toBe(before + 1);
    await page.close();
  });

  test('and thinks better of it: Esc in the page, and nobody is called', async () => {
    const page = await desk.open(IN['a paragraph']);
    const before = desk.called();
    await clickAfterRest(page);
    await waits();
    await page.keyboard.press('Escape');
    await desk.rig.desk.until(desk.rig.popup, 'no number', ({ raised }) => raised === null);
    await nextCall();
    expect(desk.called()).toBe(before);
    await page.close();
  });

  test('and clicks again out of impatience: still one call', async () => {
    const page = await desk.open(IN['a paragraph']);
    const before = desk.called();
    await clickAfterRest(page);
    await waits();
    const { x, y } = await placeOf(page);
    await frames(page, 600);
    await page.mouse.click(x, y);
    await live();
    await nextCall();
    expect(desk.called()).toBe(before + 1);
    await page.close();
  });

  test('and on another number within two seconds: that one is only raised, and takes the place of the first', async () => {
    const page = await desk.open('<p>+44 20 7946 0018</p><p style="margin-top: 300px">+44 20 7946 0019</p>', {
      marks: 2,
    });
    const before = desk.called();
    await clickAfterRest(page);
    await waits();
    const at = await markOf(page, '+44 20 7946 0019');
    await rest(page, at);
    await page.mouse.click(at.x, at.y);
    const { raised } = await desk.rig.desk.until(
      desk.rig.popup,
      'the other number',
      (state) => state.raised?.remote.e164 === '+442079460019',
    );
    expect(raised?.dialsAt).toBeUndefined();
    await nextCall();
    expect(desk.called()).toBe(before);
    await page.close();
  });
});

describe('a click', () => {
  test('in passing only raises, as does any click where one click does not dial', async () => {
    const before = desk.called();
    for (const oneClick of [true, false]) {
      await desk.setSite(oneClick);
      const page = await desk.open(IN['a paragraph']);
      await clickAfterRest(page, oneClick ? 100 : undefined);
      const { raised } = await desk.rig.desk.until(
        desk.rig.popup,
        'a raised number',
        (state) => !!state.raised,
      );
      expect(raised?.dialsAt).toBeUndefined();
      await desk.dismiss();
      await page.close();
    }
    await desk.setSite(true);
    expect(desk.called()).toBe(before);
  });
});
