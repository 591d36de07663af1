// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSight } from './sight.ts';

type Answer = { target: Element; isIntersecting: boolean; isVisible?: boolean };

let answer: (answer: Answer) => void;
let observed: Set<Element>;
let options: unknown;

beforeEach(() => {
  observed = new Set();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(hear: (answers: Answer[]) => void, init: unknown) {
        answer = (one) => hear([one]);
        options = init;
      }
      observe = (element: Element) => void observed.add(element);
      unobserve = (element: Element) => void observed.delete(element);
      disconnect = () => observed.clear();
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  let now = 1_000;
  const lifetime = new AbortController();
  const sight = createSight(() => now, lifetime.signal);
  const number = document.createElement('td');
  sight.watch(number);
  const say = (isVisible: boolean | undefined, isIntersecting = true) =>
    answer({ target: number, isIntersecting, ...(isVisible !== undefined && { isVisible }) });
  const later = (ms: number) => {
    now += ms;
  };
  return { sight, number, say, later, seen: () => sight.isSeen(number, now), lifetime };
}

describe('a number', () => {
  test('is seen after half a second in full sight', () => {
    const { say, later, seen } = open();
    say(true);
    later(499);
    expect(seen()).toBe(false);
    later(1);
    expect(seen()).toBe(true);
    expect(options).toMatchObject({ trackVisibility: true });
  });

  test('that was covered meanwhile begins anew', () => {
    const { say, later, seen } = open();
    say(true);
    later(400);
    say(false);
    later(10);
    say(true);
    later(400);
    expect(seen()).toBe(false);
    later(100);
    expect(seen()).toBe(true);
  });

  test('is not seen while it is covered, out of view, or where the browser does not say', () => {
    for (const [isVisible, isIntersecting] of [
      [false, true],
      [true, false],
      [undefined, true],
    ] as const) {
      const { say, later, seen } = open();
      say(isVisible, isIntersecting);
      later(5_000);
      expect(seen()).toBe(false);
    }
  });

  test('that came under the pointer a moment ago is not seen, whatever was seen before it', () => {
    const { sight, say, later, number } = open();
    say(true);
    later(5_000);
    const other = document.createElement('td');
    sight.watch(other);
    expect([sight.isSeen(number, 9_000), sight.isSeen(other, 9_000)]).toEqual([false, false]);
    expect([...observed]).toEqual([other]);
  });
});

test('nothing is watched after the end', () => {
  const { lifetime, sight } = open();
  lifetime.abort();
  sight.watch(document.createElement('td'));
  expect(observed.size).toBe(0);
});
