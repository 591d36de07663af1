/** The worker may die at any line: a call goes on, with its sound, and a popup opened later shows the truth. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentHears } from '../../demo/hearing.ts';
import { callThat, dial, hangUp, openRig, type Rig } from './rig.ts';

const KILLS = 100;

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig?.close());

describe('a live call', () => {
  it(`survives ${KILLS} kills of the worker with state and sound untouched`, async () => {
    const id = await dial(rig, '+14155550142');
    const live = await callThat(rig, id, 'an answer', ({ status }) => status === 'live');
    const { devTools } = rig.browser;
    const lives = new Set<number>();
    for (let kill = 0; kill < KILLS; kill++) {
      lives.add(await devTools.evaluate('/background.js', 'performance.timeOrigin'));
      expect(await devTools.end('/background.js')).toBe(1);
      // How it sounds is measured each second.
      const { grade: _, ...call } = await callThat(rig, id, 'the call', () => true);
      expect(call).toEqual(live);
    }
    expect(lives.size).toBe(KILLS);
    const heard = await agentHears(devTools, [880]);
    expect(heard?.['880']).toBeGreaterThan(-3);
    const popup = await rig.desk.open('popup.html');
    await popup.getByRole('button', { name: 'Hang up' }).waitFor();
    expect(rig.demo.exchange.received().filter(({ method }) => method === 'BYE')).toEqual([]);
    await hangUp(rig, id);
    await callThat(rig, id, 'the end', ({ status }) => status === 'ended');
  });
});
