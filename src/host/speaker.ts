// What the far side says: one <audio> element a call, in the host's own document. Tones are in tones.ts.
import type { CallId } from '../call/state.ts';
import type { RoomLog } from '../log.ts';

export interface Speaker {
  /** Plays a call's stream; a later stream of the same call takes its place. */
  play(callId: CallId, stream: MediaStream): void;
  /** Of these calls nothing is heard here, though it is played; of all others it is. */
  silence(callIds: readonly CallId[]): void;
  /** Plays everything there, now and later; '' is the system's choice, and so is a device that is not there. */
  use(deviceId: string): void;
  /** Removes the elements of all calls but these. */
  keepOnly(callIds: readonly CallId[]): void;
}

/** `page`: the document that the elements are appended to, with ids `remote-<callId>`. */
export function createSpeaker(page: Document, log: RoomLog, signal: AbortSignal): Speaker {
  let device = '';
  let silent: readonly CallId[] = [];
  const elements = new Map<CallId, HTMLAudioElement>();

  const keepOnly = (callIds: readonly CallId[]) => {
    for (const [callId, element] of elements) {
      if (callIds.includes(callId)) continue;
      element.srcObject = null;
      element.remove();
      elements.delete(callId);
    }
  };

  const create = (callId: CallId) => {
    const element = page.createElement('audio');
    element.id = `remote-${callId}`;
    element.autoplay = true;
    element.muted = silent.includes(callId);
    if (device) void send(element);
    page.body.append(element);
    elements.set(callId, element);
    return element;
  };

  const send = async (element: HTMLAudioElement) => {
    try {
      await element.setSinkId(device);
    } catch (error) {
      log.warn('use the loudspeaker that is set', error);
    }
  };

  signal.addEventListener('abort', () => keepOnly([]), { once: true });
  return {
    play(callId, stream) {
      (elements.get(callId) ?? create(callId)).srcObject = stream;
    },
    silence(callIds) {
      silent = callIds;
      for (const [callId, element] of elements) element.muted = callIds.includes(callId);
    },
    use(deviceId) {
      if (deviceId === device) return;
      device = deviceId;
      for (const element of elements.values()) void send(element);
    },
    keepOnly,
  };
}
