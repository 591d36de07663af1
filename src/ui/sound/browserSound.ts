/** The browser's own devices, for a screen that people see: their names, a meter, a tone. Calls are the host's business. */
import { listDevices } from '../microphone.ts';
import type { SoundDoors } from './soundDoors.ts';

export const browserSound: SoundDoors = {
  listDevices,
  onDevicesChanged: (handler, signal) =>
    navigator.mediaDevices.addEventListener('devicechange', handler, { signal }),
  openMeter,
  playTone,
};

const METER_EACH_MS = 100;
/** Speech at arm's length has an RMS of about a tenth of full scale: shown as most of the bar. */
const SPEECH_GAIN = 6;

async function openMeter(
  deviceId: string,
  onLevel: (level: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const audio = deviceId === '' ? true : { deviceId: { exact: deviceId } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio, video: false });
  const context = new AudioContext();
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  if (signal.aborted) return close();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(Math.min(1, rootMeanSquare(samples) * SPEECH_GAIN));
  }, METER_EACH_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    close();
  });
}

export function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

const TONE_SECONDS = 1.2;
const TONE_HZ = 440;
const TONE_GAIN = 0.2;
const RAMP_SECONDS = 0.05; // a tone that starts at once clicks

/** Chromium lets an AudioContext choose its output; TypeScript's library does not know it yet. */
type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

async function playTone(deviceId: string): Promise<void> {
  const context: SinkContext = new AudioContext();
  try {
    if (deviceId !== '') await context.setSinkId?.(deviceId);
    const tone = new OscillatorNode(context, { frequency: TONE_HZ });
    const volume = new GainNode(context, { gain: 0 });
    tone.connect(volume).connect(context.destination);
    const start = context.currentTime;
    volume.gain.linearRampToValueAtTime(TONE_GAIN, start + RAMP_SECONDS);
    volume.gain.setValueAtTime(TONE_GAIN, start + TONE_SECONDS - RAMP_SECONDS);
    volume.gain.linearRampToValueAtTime(0, start + TONE_SECONDS);
    tone.start();
    tone.stop(start + TONE_SECONDS);
    await new Promise((resolve) => tone.addEventListener('ended', resolve));
  } finally {
    await context.close();
  }
}
