/** Writes a pure tone as a wav file, for whoever speaks: 16-bit PCM, mono. */
import { writeFileSync } from 'node:fs';

const HEADER_BYTES = 44;

type ToneOptions = { readonly seconds?: number; readonly sampleRate?: number };

/** A sine at half of full scale; the length is cut to whole periods, so that a loop of the file does not click. */
export function writeTone(
  path: string,
  frequencyHz: number,
  { seconds = 4, sampleRate = 48_000 }: ToneOptions = {},
): void {
  const periods = Math.floor(seconds * frequencyHz);
  const count = Math.round((periods / frequencyHz) * sampleRate);
  const data = Buffer.alloc(HEADER_BYTES + count * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + count * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16); // size of the format chunk
  data.writeUInt16LE(1, 20); // PCM
  data.writeUInt16LE(1, 22); // one channel
  data.writeUInt32LE(sampleRate, 24);
  data.writeUInt32LE(sampleRate * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(count * 2, 40);
  for (let index = 0; index < count; index++) {
    const value = Math.sin((2 * Math.PI * frequencyHz * index) / sampleRate) * 0.5;
    data.writeInt16LE(Math.round(value * 32_767), HEADER_BYTES + index * 2);
  }
  writeFileSync(path, data);
}
