/** The Plivo phone keeps the contract: the real SDK in Chromium, against a Kamailio that answers as phone.plivo.com. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contractFor } from '../../../src/phones/phone.contract.ts';
import { PLIVO_CAPABILITIES } from '../../../src/phones/plivo/plivoPhone.ts';
import type { PlivoLab } from '../plivoLab.ts';
import { newPlivoPage, openPlivoGround, type PlivoGround } from './plivoRig.ts';

let ground: PlivoGround;
let plivo: PlivoLab;

beforeAll(async () => {
  ground = await openPlivoGround();
  plivo = ground.plivo;
});
afterAll(() => ground?.close());
afterEach(() => plivo.lab.baresip.hangUp());

/** The lab does not see baresip's own call before it is answered, so it cannot make the caller give up. */
const BEYOND_BARESIP = 'a caller who gives up ends the offered call';

const cases = contractFor(PLIVO_CAPABILITIES).filter(({ name }) => name !== BEYOND_BARESIP);

describe('the Plivo phone keeps the contract on the real SDK', () => {
  it.each(cases)('$name', async ({ index }) => {
    const page = await newPlivoPage(ground);
    const credentials = await plivo.token();
    const problem = await page.evaluate(
      ([caseIndex, account]) => globalThis.plivoPage.runCase(caseIndex, account),
      [index, credentials] as const,
    );
    await page.close();
    expect(problem).toBeNull();
  });
});
