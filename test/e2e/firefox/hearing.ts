/** What the agent hears in Firefox, measured on the host's own <audio>: reached from a page of the extension, because they share a process. */
import type { Page } from 'puppeteer-core';

/** The loudest frequency in Hz (± half a bin, 6 Hz) and the peak of the samples, 0 to 1. */
export type Heard = { readonly hz: number; readonly peak: number };

declare const browser: { extension: { getBackgroundPage(): Window } };

const measure = async () => {
  const host = browser.extension.getBackgroundPage().document.querySelector('iframe')?.contentWindow;
  const audio = [...(host?.document.querySelectorAll('audio') ?? [])].find((element) => element.srcObject);
  if (!audio) return null;
  const context = new AudioContext({ sampleRate: 48_000 });
  const analyser = new AnalyserNode(context, { fftSize: 4_096, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(audio.srcObject as MediaStream).connect(analyser);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const levels = new Float32Array(analyser.frequencyBinCount);
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatFrequencyData(levels);
  analyser.getFloatTimeDomainData(samples);
  await context.close();
  const loudest = levels.indexOf(Math.max(...levels));
  return { hz: (loudest * 48_000) / analyser.fftSize, peak: Math.max(...samples.map(Math.abs)) };
};

/** Null when the host plays nothing. `page`: any page of the extension. */
export function agentHears(page: Page): Promise<Heard | null> {
  return page.evaluate(measure);
}
