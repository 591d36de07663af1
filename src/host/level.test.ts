import { expect, test } from 'vitest';
import { createLevelMeter } from './level.ts';

/** What of Web Audio a meter uses; `heard` is what every sample is. */
class FakeAudio {
  state: AudioContextState = 'running';
  heard = 0;
  closed = false;
  readonly sources: MediaStream[] = [];
  createAnalyser() {
    return { fftSize: 0, getFloatTimeDomainData: (into: Float32Array) => into.fill(this.heard) };
  }
  createMediaStreamSource(stream: MediaStream) {
    this.sources.push(stream);
    return { connect() {} };
  }
  async close() {
    this.closed = true;
  }
}

const stream = () => ({}) as MediaStream;

function rehearse() {
  const opened: FakeAudio[] = [];
  const meter = createLevelMeter(() => {
    opened.push(new FakeAudio());
    return opened.at(-1) as unknown as AudioContext;
  });
  return { meter, opened };
}

test('what the microphone gives is read as its root mean square', () => {
  const { meter, opened } = rehearse();
  const microphone = stream();
  expect(meter.read(microphone)).toBeUndefined();
  Object.assign(opened[0] as object, { heard: -0.25 });
  expect(meter.read(microphone)).toBeCloseTo(0.25);
  Object.assign(opened[0] as object, { heard: 0 });
  expect(meter.read(microphone)).toBe(0);
});

test('a context that stands still tells nothing: its silence is not the microphone’s', () => {
  const { meter, opened } = rehearse();
  const microphone = stream();
  meter.read(microphone);
  Object.assign(opened[0] as object, { state: 'suspended' });
  expect(meter.read(microphone)).toBeUndefined();
});

test('another microphone is listened to from the next reading on', () => {
  const { meter, opened } = rehearse();
  const [one, other] = [stream(), stream()];
  meter.read(one);
  meter.read(other);
  expect(opened.map(({ sources, closed }) => [sources[0], closed])).toEqual([
    [one, true],
    [other, false],
  ]);
});

test('without a microphone, and after the end, no audio device is held', () => {
  const { meter, opened } = rehearse();
  expect(meter.read(null)).toBeUndefined();
  expect(opened).toEqual([]);
  meter.read(stream());
  meter.close();
  expect(opened[0]?.closed).toBe(true);
});
