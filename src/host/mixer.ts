// Calls whose sound meets here, by Web Audio: each far end hears the agent and every other one, or in a bridge only the
// others. Nobody hears themselves. Loaded with the first mix; which call is sent what is inputs.ts.
import type { CallId, Mix } from '../call/state.ts';

/** A call of the mix, with what its far side says; null: nothing yet. */
export type Party = { readonly callId: CallId; readonly voice: MediaStream | null };

export type Gathering = {
  readonly as: Mix;
  readonly parties: readonly Party[];
  /** The agent's; not heard in a bridge. */
  readonly microphone: MediaStream | null;
  readonly muted: boolean;
};

export interface Mixer {
  /** What each call is sent from now on. A call that was mixed before has the same stream as then. */
  mix(gathering: Gathering): ReadonlyMap<CallId, MediaStream>;
  /** Gives the audio context back; the streams that were handed out are silent. */
  close(): void;
}

type Voice = { readonly stream: MediaStream; readonly node: AudioNode; readonly volume: GainNode };

/** `openAudio`: a context that needs no loudspeaker. A remote stream sounds in it only while an element plays it too. */
export function createMixer(openAudio: () => AudioContext): Mixer {
  const context = openAudio();
  const outputs = new Map<CallId, MediaStreamAudioDestinationNode>();
  const voices = new Map<CallId | 'agent', Voice>();

  const silence = (who: CallId | 'agent') => {
    const voice = voices.get(who);
    voice?.node.disconnect();
    voice?.volume.disconnect();
    voices.delete(who);
  };
  const voiceOf = (who: CallId | 'agent', stream: MediaStream): Voice => {
    const known = voices.get(who);
    if (known?.stream === stream) return known;
    silence(who);
    const node = context.createMediaStreamSource(stream);
    const volume = context.createGain();
    node.connect(volume);
    const voice = { stream, node, volume };
    voices.set(who, voice);
    return voice;
  };
  const outputOf = (callId: CallId) => {
    const output = outputs.get(callId) ?? context.createMediaStreamDestination();
    outputs.set(callId, output);
    return output;
  };
  const leave = (staying: readonly CallId[]) => {
    for (const callId of outputs.keys()) if (!staying.includes(callId)) outputs.delete(callId);
    for (const who of voices.keys()) if (who !== 'agent' && !staying.includes(who)) silence(who);
  };

  const agentOf = ({ as, microphone, muted }: Gathering): Voice | null => {
    if (as === 'bridge' || !microphone) {
      silence('agent');
      return null;
    }
    const agent = voiceOf('agent', microphone);
    agent.volume.gain.value = muted ? 0 : 1;
    return agent;
  };
  const send = (voice: Voice, to: readonly CallId[]) => {
    voice.volume.disconnect();
    for (const callId of to) voice.volume.connect(outputOf(callId));
  };

  return {
    mix(gathering) {
      const { parties } = gathering;
      const all = parties.map(({ callId }) => callId);
      leave(all);
      const agent = agentOf(gathering);
      if (agent) send(agent, all);
      for (const { callId, voice } of parties)
        if (voice)
          send(
            voiceOf(callId, voice),
            all.filter((other) => other !== callId),
          );
      return new Map(all.map((callId) => [callId, outputOf(callId).stream]));
    },
    close: () => void context.close(),
  };
}
