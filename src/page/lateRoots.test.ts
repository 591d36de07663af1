// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLateRoots } from './lateRoots.ts';

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<crm-phone></crm-phone>';
});
afterEach(() => vi.useRealTimers());

function expectOne() {
  const end = new AbortController();
  const told: Element[] = [];
  const host = document.querySelector('crm-phone') as Element;
  const late = createLateRoots(
    (element) => element.shadowRoot,
    (one) => told.push(one),
    end.signal,
  );
  late.expect(host);
  return { host, told, end };
}

test('an element that gets its root late is told of once', () => {
  const { host, told } = expectOne();
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([]);
  host.attachShadow({ mode: 'open' });
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([host]);
});

test('one that never gets a root is given up, and one that left is forgotten', () => {
  const { host, told } = expectOne();
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
  host.attachShadow({ mode: 'open' });
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});

test('nothing is looked at once the signal has ended it', () => {
  const { end } = expectOne();
  end.abort();
  expect(vi.getTimerCount()).toBe(0);
});
