/**
 * How long our own work takes in a page: stands between the page room and the browser's schedulers and adds up what runs.
 * Idle time between our tasks is nobody's cost and is not counted.
 */

export type Stopwatch = {
  /** All of our work so far, and the longest piece of it. */
  readonly total: () => number;
  readonly longest: () => number;
  /** From the start of the stopwatch to the first number that is painted; null before. */
  readonly firstMarks: () => number | null;
  /** Of the mutation observer alone: what a change of the page costs at once. */
  readonly inMutations: () => readonly number[];
  /** Counts synchronous work as one of the pieces. */
  measure(work: () => void): void;
  /** Resolves when nothing of ours waits to run. */
  atRest(): Promise<void>;
};

/** The browser's own, for what is not to be measured. */
export const unmeasured = globalThis.setTimeout.bind(globalThis);

type Scheduler = { postTask(work: () => void, options?: unknown): Promise<unknown> };

export function startStopwatch(): Stopwatch {
  const pieces: number[] = [];
  const mutations: number[] = [];
  const from = performance.now();
  let firstMarks: number | null = null;
  let waiting = 0;

  const set = HighlightRegistry.prototype.set;
  HighlightRegistry.prototype.set = function (this: HighlightRegistry, name, highlight) {
    firstMarks ??= performance.now() - from;
    return set.call(this, name, highlight);
  };

  const timed = (work: () => void, list: number[] = pieces) => {
    const from = performance.now();
    work();
    list.push(performance.now() - from);
  };
  const once = (work: () => void) => {
    waiting += 1;
    return () => {
      waiting -= 1;
      timed(work);
    };
  };
  const dropped = () => {
    waiting -= 1;
  };
  const { scheduler } = window as unknown as { scheduler: Scheduler };
  const postTask = scheduler.postTask.bind(scheduler);
  scheduler.postTask = (work, options) => postTask(once(work), options);
  const idle = window.requestIdleCallback.bind(window);
  window.requestIdleCallback = (work, options) => {
    waiting += 1;
    return idle((deadline) => {
      waiting -= 1;
      timed(() => work(deadline));
    }, options);
  };
  wrapTimers(once, dropped);
  wrapObserver('IntersectionObserver', (work) => timed(work));
  wrapObserver('MutationObserver', (work) => timed(work, mutations));
  return {
    total: () => sum(pieces) + sum(mutations),
    longest: () => Math.max(0, ...pieces, ...mutations),
    firstMarks: () => firstMarks,
    inMutations: () => mutations,
    measure: timed,
    async atRest() {
      for (let quiet = 0; quiet < 3; ) {
        await new Promise((resume) => unmeasured(resume, 20));
        quiet = waiting === 0 ? quiet + 1 : 0;
      }
    },
  };
}

/** What waits for a timer is not at rest. */
function wrapTimers(once: (work: () => void) => () => void, dropped: () => void): void {
  const open = new Set<number>();
  const clear = window.clearTimeout.bind(window);
  const set = (work: () => void, delayMs?: number): number => {
    const run = once(work);
    const id = Number(
      unmeasured(() => {
        open.delete(id);
        run();
      }, delayMs),
    );
    open.add(id);
    return id;
  };
  const unset = (id?: number) => {
    if (id !== undefined && open.delete(id)) dropped();
    clear(id);
  };
  Object.assign(window, { setTimeout: set, clearTimeout: unset });
}

function wrapObserver(
  name: 'IntersectionObserver' | 'MutationObserver',
  timed: (work: () => void) => void,
): void {
  const Native = window[name] as new (tell: (...told: unknown[]) => void, options?: unknown) => object;
  const Timed = class extends Native {
    constructor(tell: (...told: unknown[]) => void, options?: unknown) {
      super((...told) => timed(() => tell(...told)), options);
    }
  };
  Object.assign(window, { [name]: Timed });
}

function sum(list: readonly number[]): number {
  return list.reduce((total, one) => total + one, 0);
}
