/**
 * JsSIP ends a healthy call when any request of it meets a closed socket (measured: within 15 ms, audio still
 * flowing). So nothing is sent into a call while the gate is closed; what must not be lost waits here.
 */

export interface SignallingGate {
  isOpen(): boolean;
  /** Now when open, else as soon as it opens. The last one under a `key` counts. */
  whenOpen(key: string, run: () => void): void;
  forget(key: string): void;
  open(): void;
  close(): void;
}

export function createSignallingGate(): SignallingGate {
  let isOpen = false;
  const waiting = new Map<string, () => void>();
  return {
    isOpen: () => isOpen,
    whenOpen(key, run) {
      if (isOpen) run();
      else waiting.set(key, run);
    },
    forget: (key) => void waiting.delete(key),
    open() {
      isOpen = true;
      const due = [...waiting.values()];
      waiting.clear();
      for (const run of due) run();
    },
    close() {
      isOpen = false;
    },
  };
}
