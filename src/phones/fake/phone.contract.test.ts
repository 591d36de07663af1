/** The shipped fake shows what every phone must show, on a clock that the test moves. */
import { describe, expect, it } from 'vitest';
import type { PhoneEvent } from '../../call/event.ts';
import type { ContractLine, ContractRig } from '../contractRig.ts';
import { phoneContract } from '../phone.contract.ts';
import { openFakePhone } from './fakePhone.ts';
import { createManualClock } from './manualClock.ts';

const STEP_MS = 50;
const PATIENCE_MS = 120_000;

const microphone = { getTracks: () => [] } as unknown as MediaStream;

const rig: ContractRig = {
  async open({ wrongPassword } = {}): Promise<ContractLine> {
    const clock = createManualClock();
    const reported: PhoneEvent[] = [];
    const phone = openFakePhone(
      { kind: 'fake', identity: '+442079460018' },
      { report: (event) => reported.push(event), playRemote: () => {} },
      { clock, answersAfterMs: null, ...(wrongPassword ? { lineFailure: 'wrong-credentials' } : {}) },
    );
    return {
      phone,
      microphone,
      reported,
      async until(description, fits) {
        for (let waited = 0; waited <= PATIENCE_MS; waited += STEP_MS) {
          const found = reported.find(fits);
          if (found) return found;
          clock.advance(STEP_MS);
          // What waits for a promise, not for the clock, has its turn too.
          await Promise.resolve();
        }
        throw new Error(`never reported: ${description}`);
      },
      async settle() {
        clock.advance(5_000);
      },
      far: {
        answer: () => phone.far.answer(),
        hangUp: () => phone.far.hangUp(),
        call: () => void phone.far.call({ e164: null, display: 'customer' }),
      },
    };
  },
};

describe('the fake phone keeps the contract', () => {
  it.each(phoneContract)('$name', async ({ run }) => {
    await expect(run(rig)).resolves.toBeUndefined();
  });
});
