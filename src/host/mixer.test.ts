import { beforeEach, describe, expect, test } from 'vitest';
import type { CallId } from '../call/state.ts';
import { FakeAudioGraph } from './fakeAudioGraph.ts';
import { createMixer, type Gathering, type Mixer } from './mixer.ts';

const [A, B, C] = ['a', 'b', 'c'] as [CallId, CallId, CallId];
const named = (name: string) => ({ name }) as unknown as MediaStream;
const [ANNA, BEN, CARA, AGENT] = ['anna', 'ben', 'cara', 'agent'].map(named) as [
  MediaStream,
  MediaStream,
  MediaStream,
  MediaStream,
];
const THREE: Gathering = {
  as: 'conference',
  parties: [
    { callId: A, voice: ANNA },
    { callId: B, voice: BEN },
  ],
  microphone: AGENT,
  muted: false,
};

let graph: FakeAudioGraph;
let mixer: Mixer;

beforeEach(() => {
  graph = new FakeAudioGraph();
  mixer = createMixer(() => graph as unknown as AudioContext);
});

/** Who is heard in what each call is sent. */
function heard(gathering: Gathering): Record<string, string[]> {
  const sent = mixer.mix(gathering);
  const names = (streams: MediaStream[]) => streams.map((one) => (one as unknown as { name: string }).name);
  return Object.fromEntries(
    [...sent].map(([callId, stream]) => [callId, names(graph.heardIn(stream)).sort()]),
  );
}

describe('a conference', () => {
  test('lets each far end hear the agent and the other one, and nobody themselves', () => {
    expect(heard(THREE)).toEqual({ a: ['agent', 'ben'], b: ['agent', 'anna'] });
  });

  test('of four is the same for three far ends', () => {
    expect(heard({ ...THREE, parties: [...THREE.parties, { callId: C, voice: CARA }] })).toEqual({
      a: ['agent', 'ben', 'cara'],
      b: ['agent', 'anna', 'cara'],
      c: ['agent', 'anna', 'ben'],
    });
  });

  test('with the agent muted lets the others hear each other', () => {
    expect(heard({ ...THREE, muted: true })).toEqual({ a: ['ben'], b: ['anna'] });
    expect(heard(THREE)).toEqual({ a: ['agent', 'ben'], b: ['agent', 'anna'] });
  });

  test('goes on with another microphone, in the same streams', () => {
    const before = mixer.mix(THREE);
    const headset = named('headset');
    expect(heard({ ...THREE, microphone: headset })).toEqual({
      a: ['ben', 'headset'],
      b: ['anna', 'headset'],
    });
    expect(mixer.mix(THREE)).toEqual(before);
  });

  test('that somebody leaves is heard by them no more, nor they in it', () => {
    const sent = mixer.mix({ ...THREE, parties: [...THREE.parties, { callId: C, voice: CARA }] });
    expect(heard(THREE)).toEqual({ a: ['agent', 'ben'], b: ['agent', 'anna'] });
    expect(graph.heardIn(sent.get(C))).toEqual([]);
  });

  test('of which one far end has not been heard yet waits for it', () => {
    const parties = [{ callId: A, voice: null }, ...THREE.parties.slice(1)];
    expect(heard({ ...THREE, parties })).toEqual({ a: ['agent', 'ben'], b: ['agent'] });
    expect(heard(THREE)).toEqual({ a: ['agent', 'ben'], b: ['agent', 'anna'] });
  });
});

test('a bridge is without the agent, muted or not', () => {
  mixer.mix(THREE);
  for (const muted of [true, false])
    expect(heard({ ...THREE, as: 'bridge', muted })).toEqual({ a: ['ben'], b: ['anna'] });
});

test('a mixer that is closed holds no audio context', () => {
  mixer.close();
  expect(graph.closed).toBe(true);
});
