import { expect, test } from 'vitest';
import { createTones } from './tones.ts';

/** What of Web Audio the tones use; remembers what was scheduled. */
class FakeAudio {
  closed = false;
  currentTime = 10;
  readonly destination = {};
  readonly frequencies: { value: number }[] = [];
  readonly changes: { level: number; at: number }[] = [];

  createGain() {
    const change = (level: number, at: number) => void this.changes.push({ level, at });
    return { connect() {}, gain: { setValueAtTime: change, setTargetAtTime: change } };
  }
  createOscillator() {
    const frequency = { value: 0 };
    this.frequencies.push(frequency);
    return { frequency, connect() {}, start() {} };
  }
  readonly sinks: string[] = [];
  async setSinkId(device: string) {
    this.sinks.push(device);
  }
  async close() {
    this.closed = true;
  }
}

function rehearse() {
  const life = new AbortController();
  const opened: FakeAudio[] = [];
  const tones = createTones(() => {
    const audio = new FakeAudio();
    opened.push(audio);
    return audio as unknown as AudioContext;
  }, life.signal);
  return { life, opened, tones };
}

test('ring-back is 425 Hz, one second in five', () => {
  const { opened, tones } = rehearse();
  tones.play('ringBack');
  expect(opened[0]?.frequencies).toEqual([{ value: 425 }]);
  const [silence, on, off, onAgain] = opened[0]?.changes ?? [];
  expect(silence).toEqual({ level: 0, at: 10 });
  expect([on?.at, off?.at, onAgain?.at]).toEqual([10, 11, 15]);
  expect(on?.level).toBeGreaterThan(0);
  expect(off?.level).toBe(0);
});

test('the same tone goes on undisturbed', () => {
  const { opened, tones } = rehearse();
  tones.play('ringTone');
  tones.play('ringTone');
  expect(opened).toHaveLength(1);
});

test('silence comes at once and gives the audio device back', () => {
  const { opened, tones } = rehearse();
  tones.play('ringBack');
  tones.play(null);
  expect(opened.map(({ closed }) => closed)).toEqual([true]);
});

test('another tone takes the place of the first', () => {
  const { opened, tones } = rehearse();
  tones.play('ringBack');
  tones.play('callWaiting');
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
});

test('silence without a tone opens nothing', () => {
  const { opened, tones } = rehearse();
  tones.play(null);
  expect(opened).toEqual([]);
});

test('nothing sounds after the end', () => {
  const { life, opened, tones } = rehearse();
  tones.play('ringTone');
  life.abort();
  tones.play('ringBack');
  expect(opened.map(({ closed }) => closed)).toEqual([true]);
});

test('a call that comes in rings where it was set to; all other tones are heard where the voice is', () => {
  const { opened, tones } = rehearse();
  tones.use({ speaker: 'headset', ringer: 'desk' });
  for (const tone of ['ringTone', 'callWaiting', 'ringBack'] as const) tones.play(tone);
  expect(opened.map(({ sinks }) => sinks)).toEqual([['desk'], ['headset'], ['headset']]);
  tones.use({ speaker: '', ringer: '' });
  tones.play('ringTone');
  expect(opened[3]?.sinks).toEqual([]);
});

test('a tone moves to the device that is set while it sounds', () => {
  const { opened, tones } = rehearse();
  tones.play('ringTone');
  tones.use({ speaker: 'headset', ringer: 'desk' });
  tones.use({ speaker: '', ringer: 'desk' });
  tones.use({ speaker: '', ringer: '' });
  expect(opened.map(({ sinks }) => sinks)).toEqual([['desk', '']]);
});
