// How long the host waits for what may never come.

/** Settles with `promise`, or after `limitMs` without it. Never rejects: whoever waits here goes on either way. */
export function atMost(promise: Promise<unknown>, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    promise.then(done, done);
  });
}
