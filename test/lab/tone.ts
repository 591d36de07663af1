/** What the other side heard: wav files read, cut, and measured for pure tones. Writing them is demo/tone.ts. */
import { readFileSync } from 'node:fs';

export type Sound = { readonly sampleRate: number; readonly samples: ArrayLike<number> };

/** Reads a 16-bit mono wav, also one still being written, whose header does not know its length yet. */
export function readWav(path: string): Sound {
  const file = readFileSync(path);
  const data = file.indexOf('data', 12, 'latin1');
  if (data < 0) return { sampleRate: 8000, samples: [] };
  const start = data + 8;
  const samples = new Float64Array((file.length - start) >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = file.readInt16LE(start + i * 2) / 32_768;
  return { sampleRate: file.readUInt32LE(24), samples };
}

/** The part of a sound from one second to another; to its end without the last. */
export function cut({ sampleRate, samples }: Sound, fromSeconds: number, toSeconds = Infinity): Sound {
  const part = Array.from(samples).slice(fromSeconds * sampleRate, toSeconds * sampleRate);
  return { sampleRate, samples: part };
}

/** How much of a sound's power is one tone, in dB of the total: 0 dB is that tone and nothing else, silence is −120 dB. */
export function toneLevel({ sampleRate, samples }: Sound, hertz: number): number {
  // One bin of a discrete Fourier transform, at exactly this frequency (Goertzel's recurrence).
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / sampleRate);
  let [previous, beforeThat, total] = [0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0;
    const value = sample + coefficient * previous - beforeThat;
    beforeThat = previous;
    previous = value;
    total += sample * sample;
  }
  const bin = previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat;
  const share = total < 1e-9 ? 0 : (2 * bin) / (samples.length * total);
  return 10 * Math.log10(share + 1e-12);
}
