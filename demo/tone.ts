/** Writes a pure tone as a wav file, for the fake microphone: 16-bit PCM, mono, 48 kHz. */
import { writeFile } from 'node:fs/promises';

const SAMPLE_RATE = 48_000;
const HEADER_BYTES = 44;

/** `seconds` is cut to whole periods of the tone, so that a loop of the file does not click. */
export async function writeTone(
  path: string,
  frequencyHz: number,
  seconds = 4,
  amplitude = 0.5,
): Promise<void> {
  const periods = Math.floor(seconds * frequencyHz);
  const count = Math.round((periods / frequencyHz) * SAMPLE_RATE);
  const data = Buffer.alloc(HEADER_BYTES + count * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + count * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16); // size of the format chunk
  data.writeUInt16LE(1, 20); // PCM
  data.writeUInt16LE(1, 22); // one channel
  data.writeUInt32LE(SAMPLE_RATE, 24);
  data.writeUInt32LE(SAMPLE_RATE * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(count * 2, 40);
  for (let index = 0; index < count; index++) {
    const value = Math.sin((2 * Math.PI * frequencyHz * index) / SAMPLE_RATE) * amplitude;
    data.writeInt16LE(Math.round(value * 32_767), HEADER_BYTES + index * 2);
  }
  await writeFile(path, data);
}
