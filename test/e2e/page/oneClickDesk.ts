/** The real extension on a site where one click dials, or where it does not; pages of the test's own making stand there. */
import type { Page } from 'playwright-core';
import type { PhoneState } from '../../../src/call/state.ts';
import { openRig, type Rig } from '../rig.ts';

export type Point = { readonly x: number; readonly y: number };

export type OneClickDesk = {
  readonly rig: Rig;
  setSite(oneClick: boolean): Promise<unknown>;
  /** A page of the site with this in it, once its number is marked. `marks`: how many, where not every number can be. */
  open(html: string, options?: { readonly marks?: number }): Promise<Page>;
  state(): Promise<PhoneState>;
  /** How many calls have arrived at the exchange. */
  called(): number;
  /** As a person at the panel does with what waits there. */
  dismiss(): Promise<void>;
  close(): Promise<void>;
};

/** As long as a hand rests before it clicks. */
const REST_MS = 700;

export async function openOneClickDesk(): Promise<OneClickDesk> {
  const rig = await openRig();
  const { origin } = new URL(rig.demo.crmUrl);
  const state = async () => (await rig.desk.state(rig.popup)) as PhoneState;
  return {
    rig,
    state,
    setSite: (oneClick) =>
      rig.desk.ask(rig.popup, { type: 'setSite', origin, enabled: true, country: 'GB', oneClick }),
    async open(html, { marks = 1 } = {}) {
      const page = await rig.browser.context.newPage();
      const body = `<!doctype html><html lang="en"><head><title>CRM</title></head>${html}</html>`;
      await page.route(`${origin}/**`, (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body }),
      );
      await page.route(`${origin}/framed`, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<p>+44 20 7946 0018</p>' }),
      );
      await page.goto(`${origin}/record`);
      await page.waitForFunction(
        (least) => (CSS.highlights.get('offhook-number')?.size ?? 0) >= least,
        marks,
      );
      await page.bringToFront();
      return page;
    },
    // The exchange asks for the password: a call is two INVITEs of one Call-ID.
    called: () => {
      const invites = rig.demo.exchange.received().filter(({ method }) => method === 'INVITE');
      return new Set(invites.map(({ headers }) => headers['call-id'])).size;
    },
    dismiss: () => rig.desk.ask(rig.popup, { type: 'command', command: { type: 'dismissRaised' } }),
    close: () => rig.close(),
  };
}

/** The pointer comes to a place and rests there, counted in frames of the page itself. */
export async function rest(page: Page, { x, y }: Point, restMs = REST_MS): Promise<void> {
  await page.mouse.move(x - 9, y - 3);
  await page.mouse.move(x, y, { steps: 3 });
  await frames(page, restMs);
}

export async function frames(page: Page, forMs: number): Promise<void> {
  await page.evaluate(async (ms) => {
    const until = performance.now() + ms;
    while (performance.now() < until) await new Promise((resume) => requestAnimationFrame(resume));
  }, forMs);
}
