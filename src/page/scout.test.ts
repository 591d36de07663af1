// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scoutFrame } from './scout.ts';
import type { ShadowRootOf } from './shadowRoots.ts';

const shadowRootOf: ShadowRootOf = (element) => element.shadowRoot;

let end: AbortController;
beforeEach(() => {
  end = new AbortController();
  vi.useFakeTimers();
});
afterEach(() => {
  end.abort();
  vi.useRealTimers();
});

/** A frame with this body under the scout's eyes. `asked` counts how often it has asked for the page room. */
function frame(html: string, answers: boolean[] = [true]) {
  document.body.innerHTML = html;
  const seen = { asked: 0 };
  const bring = async () => {
    seen.asked += 1;
    return answers.shift() ?? true;
  };
  scoutFrame({ bring, shadowRootOf }, end.signal);
  return seen;
}

/** The change is seen in a microtask and looked at a moment later. */
async function change(html: string): Promise<void> {
  document.body.innerHTML = html;
  await vi.advanceTimersByTimeAsync(1_000);
}

test.each([
  ['a text that could hold a number', '<p>Call 020 7946 <b>0018</b></p>'],
  ['a tel: link without one', '<a href="tel:+442079460018">Call</a>'],
  ['a field with one', '<input value="020 7946 0018">'],
  ['a text beside a script', '<div>020 7946 0018<script>1</script></div>'],
])('asks at once for %s', (_, html) => {
  expect(frame(html).asked).toBe(1);
});

test('asks at once for a shadow root', () => {
  document.body.innerHTML = '<div></div>';
  document.querySelector('div')?.attachShadow({ mode: 'open' });
  const { innerHTML } = document.body;
  expect(innerHTML).toBe('<div></div>');
  let asked = 0;
  scoutFrame({ bring: async () => ++asked > 0, shadowRootOf }, end.signal);
  expect(asked).toBe(1);
});

test('does not ask for digits that nobody reads, or for a few of them', () => {
  expect(frame('<p>12 May 2024</p><div><script>/* 4420794600182 */</script></div>').asked).toBe(0);
});

test('asks when a candidate shows up, once', async () => {
  const seen = frame('<p>Menu</p>');
  await change('<p>Home</p>');
  expect(seen.asked).toBe(0);
  await change('<p>020 7946 0018</p>');
  await change('<p>020 7946 0019</p>');
  expect(seen.asked).toBe(1);
});

test('asks again after a refusal, when the frame changes', async () => {
  const seen = frame('<p>020 7946 0018</p>', [false, true]);
  await vi.advanceTimersByTimeAsync(0);
  await change('<p>020 7946 0019</p>');
  expect(seen.asked).toBe(2);
});

test('asks for nothing once it was told to leave', async () => {
  const seen = frame('<p>Menu</p>');
  end.abort();
  await change('<p>020 7946 0018</p>');
  expect(seen.asked).toBe(0);
});
