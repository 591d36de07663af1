import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPace } from './pace.ts';

let lifetime: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  lifetime = new AbortController();
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
});

function open() {
  const [onLook, onBusy] = [vi.fn(), vi.fn()];
  return { onLook, onBusy, ...createPace({ onLook, onBusy }, lifetime.signal) };
}
const FRAME_MS = 16;

test('a change after a calm is looked at without delay', () => {
  const { changed, onLook, onBusy } = open();
  changed();
  expect(onLook).toHaveBeenCalledTimes(1);
  vi.runAllTimers();
  changed();
  expect(onLook).toHaveBeenCalledTimes(2);
  expect(onBusy).not.toHaveBeenCalled();
});

test('a second change soon after is looked at once, and the page is not busy yet', () => {
  const { changed, onLook, onBusy } = open();
  changed();
  changed();
  expect(onLook).toHaveBeenCalledTimes(1);
  vi.runAllTimers();
  expect(onLook).toHaveBeenCalledTimes(2);
  expect(onBusy).not.toHaveBeenCalled();
});

test('a page that changes in every frame is looked at a few times a second, and once more at its end', () => {
  const { changed, onLook, onBusy } = open();
  for (let frame = 0; frame < 60; frame++) {
    changed();
    vi.advanceTimersByTime(FRAME_MS);
  }
  expect(onLook.mock.calls.length).toBeLessThanOrEqual(4);
  expect(onBusy.mock.calls).toEqual([[true]]);
  const looks = onLook.mock.calls.length;
  vi.runAllTimers();
  expect(onLook).toHaveBeenCalledTimes(looks + 1);
  expect(onBusy.mock.calls).toEqual([[true], [false]]);
});

test('nothing is told of after the end', () => {
  const { changed, onLook, onBusy } = open();
  for (let change = 0; change < 3; change++) changed();
  lifetime.abort();
  vi.runAllTimers();
  changed();
  expect(onLook).toHaveBeenCalledTimes(1);
  expect(onBusy.mock.calls).toEqual([[true]]);
});
