/** Listens at the customer's end, block by block in the audio thread, so that a busy page misses nothing: how long is nothing heard? */
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    listener?: { readonly gapsMs: number[]; quietForMs: number; heardBlocks: number };
  }
}

/** Below this a block of 2.7 ms is silence: a codec's noise is under it, the quietest tone of these tests far above. */
const SILENCE = 0.004;
/** Shorter ones are in any tone that begins anew. */
const SHORTEST_GAP_MS = 10;

/** Runs in the worklet: tells the length of each silence when it ends, and how the last block was. */
const WORKLET = (silence: number, shortestMs: number) => `
registerProcessor('listener', class extends AudioWorkletProcessor {
  quiet = 0;
  blocks = 0;
  process([[channel]]) {
    const loudest = channel ? channel.reduce((most, value) => Math.max(most, Math.abs(value)), 0) : 0;
    const quietMs = (this.quiet * 128 * 1000) / sampleRate;
    if (loudest < ${silence}) this.quiet += 1;
    else {
      if (quietMs >= ${shortestMs}) this.port.postMessage({ gapMs: quietMs });
      this.quiet = 0;
    }
    this.blocks += 1;
    if (this.blocks % 16 === 0) this.port.postMessage({ quietForMs: quietMs, heard: this.quiet === 0 });
    return true;
  }
});`;

/** From the next call on. */
export async function listenAt(customer: Page): Promise<void> {
  await customer.evaluate(
    async (source) => {
      const listener = { gapsMs: [] as number[], quietForMs: 0, heardBlocks: 0 };
      window.listener = listener;
      let newest: AudioNode | null = null;
      const module = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      const create = AudioContext.prototype.createMediaStreamSource;
      AudioContext.prototype.createMediaStreamSource = function (stream) {
        const node = create.call(this, stream);
        newest = node;
        listener.quietForMs = 0;
        void this.audioWorklet.addModule(module).then(() => {
          const worklet = new AudioWorkletNode(this, 'listener');
          worklet.port.onmessage = ({ data }) => {
            // The silence of a call that is over is nobody's gap.
            if (newest !== node) return;
            if (data.gapMs !== undefined) listener.gapsMs.push(data.gapMs);
            else listener.quietForMs = data.quietForMs;
            if (data.heard) listener.heardBlocks += 1;
          };
          node.connect(worklet);
        });
        return node;
      };
    },
    WORKLET(SILENCE, SHORTEST_GAP_MS),
  );
}

/** The silences so far, milliseconds; those that are over, and the one that goes on. They are forgotten then. */
export function takeGaps(customer: Page): Promise<number[]> {
  return customer.evaluate(() => {
    const { gapsMs = [], quietForMs = 0 } = window.listener ?? {};
    return [...gapsMs.splice(0), ...(quietForMs >= 10 ? [quietForMs] : [])];
  });
}

/** Resolves when a tone is heard again and goes on. */
export async function heard(customer: Page): Promise<void> {
  const before = await customer.evaluate(() => window.listener?.heardBlocks ?? 0);
  await customer.waitForFunction((count) => (window.listener?.heardBlocks ?? 0) > count + 4, before);
}
