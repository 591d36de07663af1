/**
 * Custom elements whose definition came after us: when it does they get their shadow root, and no observer is told. They
 * are looked at again a few times, further and further apart.
 */
import type { ShadowRootOf } from './shadowRoots.ts';

/** A page that loads its components late has them within seconds. */
const FIRST_LOOK_MS = 250;
const LOOKS = 7;
/** More of them waiting than this is a page whose components never come. */
const MOST = 2_000;

export type LateRoots = { expect(element: Element): void };

export function createLateRoots(
  shadowRootOf: ShadowRootOf,
  onHost: (host: Element) => void,
  signal: AbortSignal,
): LateRoots {
  const expected = new Set<Element>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (round: number) => {
    for (const element of expected) {
      const isThere = shadowRootOf(element) !== null;
      if (isThere || !element.isConnected || round === LOOKS) expected.delete(element);
      if (isThere) onHost(element);
    }
    timer = undefined;
    if (expected.size > 0) lookAgain(round + 1);
  };
  const lookAgain = (round: number) => {
    timer = setTimeout(() => look(round), FIRST_LOOK_MS * 2 ** (round - 1));
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return {
    expect(element) {
      if (expected.size < MOST) expected.add(element);
      if (timer === undefined && !signal.aborted) lookAgain(1);
    },
  };
}
