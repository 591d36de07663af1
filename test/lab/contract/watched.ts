/** Runs in Chromium: a phone of any kind with everything that it reports, and the running of one case of the contract. */
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { ContractRig } from '../../../src/phones/contractRig.ts';
import { phoneContract } from '../../../src/phones/phone.contract.ts';
import type { Phone, PhoneContext } from '../../../src/phones/phone.ts';

const PATIENCE_MS = 20_000;
const REST_MS = 700;

export type Watched = {
  readonly phone: Phone;
  readonly reported: PhoneEvent[];
  readonly heard: MediaStream[];
  until(description: string, fits: (event: PhoneEvent) => boolean): Promise<PhoneEvent>;
};

/** `open` is given what the phone reports to. */
export async function watch(open: (context: PhoneContext) => Phone | Promise<Phone>): Promise<Watched> {
  const reported: PhoneEvent[] = [];
  const heard: MediaStream[] = [];
  const waiting = new Set<() => void>();
  const phone = await open({
    report(event) {
      reported.push(event);
      for (const look of [...waiting]) look();
    },
    playRemote: (_callId, stream) => void heard.push(stream),
  });
  return {
    phone,
    reported,
    heard,
    until: (description, fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`never reported: ${description}; reported: ${JSON.stringify(reported)}`));
        }, PATIENCE_MS);
        const look = () => {
          const found = reported.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export const untilReady = async ({ phone, until }: Watched): Promise<void> => {
  phone.connect();
  await until('lineReady', ({ type }) => type === 'lineReady');
};

export const openMicrophone = (): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({ audio: true });

export const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, REST_MS));

/** Runs one case; `null` or what went wrong. Disposes of every phone in `opened`. */
export async function outcomeOf(
  index: number,
  open: ContractRig['open'],
  opened: readonly Watched[],
): Promise<string | null> {
  try {
    await phoneContract[index]?.run({ open });
    return null;
  } catch (error) {
    return String(error);
  } finally {
    await Promise.all(opened.map(({ phone }) => phone.dispose()));
  }
}

/** A far side that answers by itself and is moved from outside the page. */
export const movedFromOutside = {
  answer: () => {},
  hangUp: () => globalThis.moveFarSide('hangUp'),
  call: () => globalThis.moveFarSide('call'),
};

declare global {
  var moveFarSide: (move: 'hangUp' | 'call') => Promise<void>;
}
