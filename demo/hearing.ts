/** What the agent hears, measured in the host's document: the level of single tones relative to everything heard. */
import type { DevTools } from './devtools.ts';

/** dB relative to the total power per frequency in Hz: 0 dB is a pure tone, −40 dB is as good as absent. */
export type Hearing = Readonly<Record<string, number>>;

/**
 * Evaluated in the host: reads 0.7 s of the remote audio through an AnalyserNode and projects it on each frequency
 * (a Goertzel sum by hand, because the analyser's bins are too wide to tell a tone from its neighbour's skirt).
 */
const MEASURE = async (frequencies: number[]) => {
  const audio = [...document.querySelectorAll('audio')].find((element) => element.srcObject);
  if (!audio) return null;
  const context = new AudioContext({ sampleRate: 48_000 });
  const analyser = new AnalyserNode(context, { fftSize: 32_768 });
  context.createMediaStreamSource(audio.srcObject as MediaStream).connect(analyser);
  await new Promise((resolve) => setTimeout(resolve, 900));
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  await context.close();
  const total = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
  const levels: Record<string, number> = {};
  for (const frequency of frequencies) {
    let re = 0;
    let im = 0;
    samples.forEach((value, index) => {
      const phase = (2 * Math.PI * frequency * index) / 48_000;
      re += value * Math.cos(phase);
      im -= value * Math.sin(phase);
    });
    const power = (2 * (re * re + im * im)) / samples.length ** 2;
    levels[frequency] = Math.round(100 * Math.log10((power + 1e-12) / (total + 1e-12))) / 10;
  }
  return levels;
};

/** `null` when the host plays nothing. */
export function agentHears(devTools: DevTools, frequencies: readonly number[]): Promise<Hearing | null> {
  return devTools.evaluate<Hearing | null>(
    '/offscreen.html',
    `(${MEASURE.toString()})(${JSON.stringify(frequencies)})`,
  );
}
