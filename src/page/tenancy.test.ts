import { expect, test } from 'vitest';
import { moveIn } from './tenancy.ts';

test('who comes later ends who was here, and stays', () => {
  const life = new AbortController();
  const first = moveIn(life.signal);
  const second = moveIn(life.signal);
  expect([first.aborted, second.aborted]).toEqual([true, false]);
});

test('who is told to leave goes, and so does whose context ended', () => {
  const told = moveIn(new AbortController().signal);
  globalThis.offhookLeave?.();
  expect(told.aborted).toBe(true);
  const life = new AbortController();
  const ended = moveIn(life.signal);
  life.abort();
  expect(ended.aborted).toBe(true);
});
