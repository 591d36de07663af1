// What the far side says: one <audio> element a call, in the host's own document. Tones are in tones.ts.
import type { CallId } from '../call/state.ts';

export interface Speaker {
  /** Plays a call's stream; a later stream of the same call takes its place. */
  play(callId: CallId, stream: MediaStream): void;
  /** Removes the elements of all calls but these. */
  keepOnly(callIds: readonly CallId[]): void;
}

/** `page`: the document that the elements are appended to, with ids `remote-<callId>`. */
export function createSpeaker(page: Document, signal: AbortSignal): Speaker {
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
    page.body.append(element);
    elements.set(callId, element);
    return element;
  };

  signal.addEventListener('abort', () => keepOnly([]), { once: true });
  return {
    play(callId, stream) {
      (elements.get(callId) ?? create(callId)).srcObject = stream;
    },
    keepOnly,
  };
}
