/** The Plivo phone keeps the contract on a stand-in for its SDK; on the real one it does so in test/lab/contract/. */
import { describe, expect, it } from 'vitest';
import type { ContractRig } from '../contractRig.ts';
import { contractFor, phoneContract } from '../phone.contract.ts';
import { PLIVO_CAPABILITIES } from './plivoPhone.ts';
import { MICROPHONE, rehearse } from './rehearsal.ts';

const PATIENCE_MS = 30_000;

const rig: ContractRig = {
  async open({ wrongPassword } = {}) {
    const { phone, sdk, reported, advance } = await rehearse(wrongPassword ? { token: 'refused' } : {});
    return {
      phone,
      microphone: MICROPHONE,
      reported,
      async until(description, fits) {
        for (let waited = 0; waited <= PATIENCE_MS; waited += 50) {
          const found = reported.find(fits);
          if (found) return found;
          await advance(50);
        }
        throw new Error(`never reported: ${description}`);
      },
      settle: () => advance(5_000),
      far: {
        answer: () => sdk.far.answer(),
        hangUp: () => {
          sdk.far.hangUp();
          sdk.far.giveUp();
        },
        call: () => sdk.far.call(),
      },
    };
  },
};

describe('the Plivo phone keeps the contract', () => {
  it.each(contractFor(PLIVO_CAPABILITIES))('$name', async ({ index }) => {
    await expect(phoneContract[index]?.run(rig)).resolves.toBeUndefined();
  });
});
