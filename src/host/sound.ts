// What is heard follows the state: the tone that is due, whose voice is played. How each is done is in tones.ts and
// speaker.ts; how long the microphone is open is in listening.ts.
import type { CallEvent } from '../call/event.ts';
import type { Call, CallId, PhoneState } from '../call/state.ts';
import type { Speaker } from './speaker.ts';
import type { Store } from './store.ts';
import type { Tone, Tones } from './tones.ts';

export type SoundDeps = {
  readonly speaker: Pick<Speaker, 'keepOnly'>;
  readonly tones: Tones;
};

/** Lets speaker and tones follow the store. */
export function followCalls(store: Store, { speaker, tones }: SoundDeps): void {
  /** Calls whose far side sends its own ring-back, or an announcement, before it answers. */
  const earlyMedia = new Set<CallId>();

  store.watch((state, event) => {
    const up = state.calls.filter(({ status }) => status !== 'ended');
    noteEarlyMedia(earlyMedia, event, up);
    speaker.keepOnly(up.map(({ id }) => id));
    tones.play(toneFor(state, earlyMedia));
  });
}

/** The tone that is due: for a call offered to us, or for our own call while it rings and the network is silent. */
export function toneFor(state: PhoneState, earlyMedia: ReadonlySet<CallId>): Tone | null {
  const has = (test: (call: Call) => boolean) => state.calls.some(test);
  // Who is bridged talks without the agent.
  const isTalked = has(({ status, mixed }) => status === 'live' && mixed !== 'bridge');
  const busy = isTalked || has(({ status }) => status === 'dialing' || status === 'ringing');
  const knocks = has(({ status }) => status === 'offered') && !state.doNotDisturb;
  if (knocks) return busy ? 'callWaiting' : 'ringTone';
  if (isTalked) return null;
  return has(({ status, id }) => status === 'ringing' && !earlyMedia.has(id)) ? 'ringBack' : null;
}

function noteEarlyMedia(earlyMedia: Set<CallId>, event: CallEvent, up: readonly Call[]): void {
  if (event.type === 'callRinging' && event.earlyMedia) earlyMedia.add(event.callId);
  for (const callId of earlyMedia) if (!up.some(({ id }) => id === callId)) earlyMedia.delete(callId);
}
