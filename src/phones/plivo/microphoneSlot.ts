/**
 * The microphone of a call, handed to the SDK. It looks for one in `window.localStream` and opens its own only when it
 * finds nothing there, for incoming calls while they still ring. So something is always there: the copy of the host's
 * stream during a call, an empty stream otherwise. Which device is used, and when it is open, stays the host's decision.
 */
import { createMicrophoneCopy, type MicrophoneCopy, type MicrophoneCopyParts } from '../microphoneCopy.ts';
import type { MicrophoneSlot } from './sdk.ts';

export function createMicrophoneSlot(
  senders: MicrophoneCopyParts['senders'],
  global: object = globalThis,
): MicrophoneSlot {
  const nothing = new MediaStream();
  let copy: MicrophoneCopy | null = null;
  let stream: MediaStream | null = null;
  let isEnabled = true;

  Object.defineProperty(global, 'localStream', {
    configurable: true,
    get: () => stream ?? nothing,
    set: () => {}, // the SDK sets null after a call, and would open a microphone at the next one
  });

  const clear = () => {
    copy?.stop();
    copy = null;
    stream = null;
  };
  return {
    put(microphone) {
      clear();
      copy = createMicrophoneCopy({ isOpen: () => isEnabled, senders });
      stream = copy.take(microphone);
    },
    replace: async (microphone) => copy?.replace(microphone),
    setEnabled(enabled) {
      isEnabled = enabled;
      copy?.refresh();
    },
    clear,
  };
}
