/** The SIP phone keeps the contract on a real gateway too: Kamailio, rtpengine, and baresip as the far side. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contractFor } from '../../../src/phones/phone.contract.ts';
import { SIP_CAPABILITIES } from '../../../src/phones/sip/sipPhone.ts';
import { type Lab, startLab } from '../lab.ts';
import { until } from '../process.ts';
import { type ContractBrowser, openContractBrowser } from './chromium.ts';

let browser: ContractBrowser;
let lab: Lab;

beforeAll(async () => {
  [browser, lab] = await Promise.all([openContractBrowser(), startLab()]);
});
afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});
afterEach(() => lab.baresip.hangUp());

const moves = {
  async hangUp() {
    // baresip tells of a call a little later than the agent hears of it.
    await until('baresip has a call', () => lab.baresip.calls().length > 0);
    await lab.baresip.hangUp();
  },
  call: () => lab.baresip.dial(lab.agentUri),
};

const BEYOND_BARESIP = [
  // The lab does not see baresip's own call before it is answered, so it cannot make the caller give up.
  'a caller who gives up ends the offered call',
  // It looks up the domain that it is sent to, which nobody knows here; it is handed over in test/lab/phone/.
  'a call that is handed over ends here, or goes on with the reason',
];

const cases = contractFor(SIP_CAPABILITIES).filter(({ name }) => !BEYOND_BARESIP.includes(name));

describe('the SIP phone keeps the contract on Kamailio', () => {
  it.each(cases)('$name', async ({ index }) => {
    const page = await browser.newPage();
    await page.exposeFunction('moveFarSide', async (move: keyof typeof moves) => void (await moves[move]()));
    const { wsUrl, domain, user, password } = lab;
    const credentials = { kind: 'sip' as const, servers: [wsUrl], domain, user, password, iceServers: [] };
    const problem = await page.evaluate(
      ([caseIndex, account]) => globalThis.contractPage.runLabCase(caseIndex, account),
      [index, credentials] as const,
    );
    await page.close();
    expect(problem).toBeNull();
  });
});
