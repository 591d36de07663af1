/** Pure tones: written as wav files for those who speak, and measured in what the other side heard. */
import { readFileSync, writeFileSync } from 'node:fs';

const HEADER_BYTES = 44;

export type Sound = { readonly sampleRate: number; readonly samples: ArrayLike<number> };

/** Writes a 16-bit mono wav of a sine at half of full scale; whole seconds of whole hertz loop without a click. */
export function writeTone(path: string, hertz: number, seconds: number, sampleRate: number): void {
  const count = seconds * sampleRate;
  const file = Buffer.alloc(HEADER_BYTES + count * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + count * 2, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16); // the format chunk's length
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // channels
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(count * 2, 40);
  for (let i = 0; i < count; i++) {
    const value = 0.5 * Math.sin((2 * Math.PI * hertz * i) / sampleRate);
    file.writeInt16LE(Math.round(value * 32_767), HEADER_BYTES + i * 2);
  }
  writeFileSync(path, file);
}

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
