/** What the card asks and hears: the country that was guessed, who dials where two would, a form's field, letters. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk, waitForPainted } from './desk.ts';
import { cardGone, cardShown, clickNumber, placeOf, raised } from './hand.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const SWEDEN = { country: 'SE', source: 'site' } as const;

/** The card and the letters are closed to pages, and so to tests: opened for these. */
async function open(html: string, painted: number): Promise<Page> {
  const page = await desk.openBare(html);
  await page.evaluate(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
      return attach.call(this, { ...options, mode: 'open' });
    };
  });
  await desk.start(page, SWEDEN);
  await waitForPainted(page, painted);
  return page;
}

async function hoverNumber(page: Page, n = 0): Promise<void> {
  const { x, y } = await placeOf(page, n);
  await page.mouse.move(x, y);
  await cardShown(page);
}

const said = (page: Page) => page.evaluate(() => window.offhookTest.said);
const cardText = (page: Page) => page.locator('[data-offhook-card] .card').textContent();

async function violations(page: Page, of: string): Promise<string[]> {
  const result = await new AxeBuilder({ page }).include(of).analyze();
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

describe('a guessed country', () => {
  test('is changed by one key and a choice, holds at once, and is remembered for the record', async () => {
    const page = await open('<p>08-465 004 01</p>', 1);
    await hoverNumber(page);
    expect(await cardText(page)).toContain('+46 8 465 004 01');
    expect(await violations(page, '[data-offhook-card]')).toEqual([]);
    await page.keyboard.press('l');
    await page.keyboard.type('Finl');
    expect(await said(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await said(page)).toEqual([{ type: 'correctCountry', record: '/', country: 'FI' }]);
    expect(await cardText(page)).toContain('Remembered for this record');
    await clickNumber(page);
    expect((await raised(page)).at(-1)).toMatchObject({ country: 'FI', why: 'record' });
  });

  test('is typed without calling: the C of Czechia is a letter there', async () => {
    const page = await open('<p>08-465 004 01</p>', 1);
    await hoverNumber(page);
    await page.keyboard.press('l');
    await page.keyboard.type('Cz');
    expect(await page.locator('[data-offhook-card] select').inputValue()).toBe('CZ');
    expect([await raised(page), await said(page)]).toEqual([[], []]);
  });

  test('is not asked about where the number says it itself', async () => {
    const page = await open('<p>+46 8 465 004 01</p>', 1);
    await hoverNumber(page);
    expect(await page.locator('[data-offhook-card] select').count()).toBe(0);
  });

  test('is not guessed where the record says it', async () => {
    const page = await open(
      '<table><tr><td itemprop="addressCountry">Finland</td><td>08-465 004 01</td></table>',
      1,
    );
    await clickNumber(page);
    expect((await raised(page))[0]).toMatchObject({ country: 'FI', why: 'record' });
  });
});

describe('a number that another dialler is on', () => {
  const RIVAL = '<span class="acme-click-to-call" id="rival">+46 8 465 004 01</span>';
  const open2 = async () => {
    const page = await open(
      `<p>${RIVAL}</p><p style="margin-top: 300px">${RIVAL.replace('01<', '02<')}</p>`,
      2,
    );
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('.acme-click-to-call')) {
        one.addEventListener('click', () => document.body.append('*'));
      }
    });
    return page;
  };
  const dialledByOther = (page: Page) => page.evaluate(() => document.body.textContent.includes('*'));

  test('is dialled by nobody until a person has said by whom', async () => {
    const page = await open2();
    await clickNumber(page);
    await cardShown(page);
    expect(await cardText(page)).toContain('Who calls on this site?');
    expect(await violations(page, '[data-offhook-card]')).toEqual([]);
    await page.keyboard.press('c');
    expect([await raised(page), await dialledByOther(page)]).toEqual([[], false]);
  });

  test('is Offhook’s once that was chosen, and the other one hears nothing', async () => {
    const page = await open2();
    await clickNumber(page);
    await page.locator('[data-offhook-card] button', { hasText: 'Offhook' }).click();
    await page.locator('.acme-click-to-call').nth(1).click();
    expect((await raised(page)).map(({ remote }) => remote.e164)).toEqual(['+46846500401', '+46846500402']);
    expect(await dialledByOther(page)).toBe(false);
    expect(await said(page)).toEqual([{ type: 'chooseDialler', dialler: 'offhook' }]);
  });

  test('is the other one’s once that was chosen', async () => {
    const page = await open2();
    await clickNumber(page);
    await page.locator('[data-offhook-card] button', { hasText: 'The other one' }).click();
    await page.locator('.acme-click-to-call').nth(1).click();
    expect([await raised(page), await dialledByOther(page)]).toEqual([[], true]);
  });
});

describe('a number in a form’s field', () => {
  test('is offered on hovering, raised by the card, and never by a click in the field', async () => {
    const page = await desk.open('<input type="tel" value="08-465 004 01">', { country: SWEDEN });
    await page.locator('input').hover();
    await cardShown(page);
    expect(await page.evaluate(() => window.offhookTest.painted())).toBe(0);
    await page.locator('input').click();
    expect(await raised(page)).toEqual([]);
    await page.mouse.move(700, 480);
    await cardGone(page);
    await page.locator('input').blur();
    await page.locator('input').hover();
    await cardShown(page);
    await page.keyboard.press('c');
    expect((await raised(page))[0]?.remote.e164).toBe('+46846500401');
  });
});

describe('letters over the numbers', () => {
  test('show the card of the number whose letter is typed, and raise nothing by themselves', async () => {
    const page = await open('<p>+46 8 465 004 01</p><p>+46 8 465 004 02</p>', 2);
    await page.keyboard.press('Alt+Shift+KeyF');
    const keys = page.locator('[data-offhook-hints] kbd');
    expect(await keys.allInnerTexts()).toEqual(['F', 'J']);
    expect(await violations(page, '[data-offhook-hints]')).toEqual([]);
    await page.keyboard.press('j');
    await cardShown(page);
    expect(await cardText(page)).toContain('004 02');
    expect(await page.locator('[data-offhook-hints]').count()).toBe(0);
    expect(await raised(page)).toEqual([]);
  });

  test('go on Escape, on a scroll and on a letter of no number; typing in a field stays typing', async () => {
    const page = await open('<p>+46 8 465 004 01</p><input id=i>', 1);
    const hints = page.locator('[data-offhook-hints]');
    for (const leave of ['Escape', 'z']) {
      await page.keyboard.press('Alt+Shift+KeyF');
      expect(await hints.count()).toBe(1);
      await page.keyboard.press(leave);
      expect(await hints.count()).toBe(0);
    }
    await page.locator('#i').fill('');
    await page.locator('#i').pressSequentially('fj');
    expect(await page.locator('#i').inputValue()).toBe('fj');
    expect(await page.locator('[data-offhook-card]').count()).toBe(0);
  });

  test('a scripted key shows none', async () => {
    const page = await open('<p>+46 8 465 004 01</p>', 1);
    await page.evaluate(() =>
      window.dispatchEvent(
        new KeyboardEvent('keydown', { code: 'KeyF', key: 'F', altKey: true, shiftKey: true }),
      ),
    );
    expect(await page.locator('[data-offhook-hints]').count()).toBe(0);
  });
});

describe('next and previous', () => {
  test('go from number to number, scroll to what is off the screen, and stay at the ends', async () => {
    const numbers = ['01', '02', '03'].map((end) => `<p style="margin: 0 0 420px">+46 8 465 004 ${end}</p>`);
    const page = await open(numbers.join(''), 3);
    const shows = (end: string) =>
      page.waitForFunction(
        (wanted) =>
          document.querySelector('[data-offhook-card]')?.shadowRoot?.textContent?.includes(wanted) ?? false,
        `004 ${end}`,
      );
    for (const [key, end] of [
      ['N', '01'],
      ['N', '02'],
      ['N', '03'],
      ['N', '03'],
      ['P', '02'],
    ] as const) {
      await page.keyboard.press(`Alt+Shift+Key${key}`);
      await shows(end);
    }
    expect(await raised(page)).toEqual([]);
  });
});
