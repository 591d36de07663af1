/** A call outlives every page that shows it: popup, panel and the CRM's tab come and go, and nothing of it changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentHears } from '../../demo/hearing.ts';
import { callThat, dial, hangUp, openRig, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig?.close());

describe('a live call', () => {
  it('goes on while popup, panel and CRM are opened, reloaded and closed', async () => {
    const { desk, demo, browser } = rig;
    const id = await dial(rig, '+14155550142');
    const live = await callThat(rig, id, 'an answer', ({ status }) => status === 'live');
    for (const path of ['popup.html', 'sidepanel.html', 'options.html']) {
      const page = await desk.open(path);
      await page.reload();
      await page.close();
    }
    const crm = await browser.context.newPage();
    await crm.goto(demo.crmUrl);
    await crm.reload();
    await crm.close();
    const { grade: _, ...now } = await callThat(rig, id, 'the call', () => true);
    expect(now).toEqual(live);
    expect((await agentHears(browser.devTools, [880]))?.['880']).toBeGreaterThan(-3);
    expect(demo.exchange.received().filter(({ method }) => method === 'BYE')).toEqual([]);
  });

  it('goes on while settings change, and hears of them', async () => {
    const { desk, demo } = rig;
    const options = await desk.open('options.html');
    const change = { doNotDisturb: true, noiseSuppression: false, historyDays: 30 };
    await desk.ask(options, { type: 'changeSettings', change });
    const state = await desk.until(rig.popup, 'the setting', ({ doNotDisturb }) => doNotDisturb);
    expect(state.calls.map(({ status }) => status)).toEqual(['live']);
    expect(demo.exchange.received().filter(({ method }) => method === 'BYE')).toEqual([]);
    const [call] = state.calls;
    if (call) await hangUp(rig, call.id);
    await options.close();
  });
});
