// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newCallId } from '../call/callId.ts';
import type { Reply } from '../messages/protocol.ts';
import { type E164, toE164 } from '../numbers/e164.ts';
import { createGrace } from './grace.ts';
import type { Target } from './target.ts';

const target = { e164: toE164('+442079460018') as E164 } as Target;
const other = { e164: toE164('+442079460019') as E164 } as Target;
const NOON = 1_700_000_000_000;

let lifetime: AbortController;
beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  lifetime = new AbortController();
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
});

function open() {
  const [cancel, onWaiting, onOver] = [vi.fn(), vi.fn(), vi.fn()];
  const grace = createGrace({ cancel, onWaiting, onOver }, lifetime.signal);
  return { grace, cancel, onWaiting, onOver };
}

const reply = (value: number | null): Promise<Reply<number | null>> => Promise.resolve({ ok: true, value });
/** A key as a person presses it, which a script cannot make. */
function press(key: string, isTrusted = true): void {
  const event = new KeyboardEvent('keydown', { key });
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  window.dispatchEvent(event);
}
const settled = () => vi.advanceTimersByTimeAsync(0);

test('Esc takes the number back, once', async () => {
  const { grace, cancel, onWaiting, onOver } = open();
  const callId = newCallId();
  grace.begin(target, callId, reply(NOON + 1_500));
  await settled();
  expect(onWaiting).toHaveBeenCalledExactlyOnceWith(target);
  press('Escape');
  press('Escape');
  await settled();
  expect(cancel).toHaveBeenCalledExactlyOnceWith(callId);
  expect(onOver).toHaveBeenCalledOnce();
});

test('Esc before the switchboard has answered is not lost, and not ahead of the number', async () => {
  const { grace, cancel } = open();
  let answer: (reply: Reply<number>) => void = () => undefined;
  grace.begin(target, newCallId(), new Promise((resolve) => (answer = resolve)));
  press('Escape');
  await settled();
  expect(cancel).not.toHaveBeenCalled();
  answer({ ok: true, value: NOON + 1_500 });
  await settled();
  expect(cancel).toHaveBeenCalledOnce();
});

test('once it is dialled, Esc is the page’s again', async () => {
  const { grace, cancel, onOver } = open();
  grace.begin(target, newCallId(), reply(NOON + 1_500));
  await vi.advanceTimersByTimeAsync(1_500);
  expect(onOver).toHaveBeenCalledOnce();
  press('Escape');
  await settled();
  expect(cancel).not.toHaveBeenCalled();
});

test('a number that is only raised waits for nobody here, nor does one that was refused', async () => {
  const { grace, cancel, onWaiting } = open();
  for (const asked of [reply(null), Promise.resolve({ ok: false, failure: { code: 'unknown' } } as const)]) {
    grace.begin(target, newCallId(), asked);
    await settled();
    expect(grace.isWaitingFor(target)).toBe(false);
    press('Escape');
  }
  await settled();
  expect([cancel.mock.calls, onWaiting.mock.calls]).toEqual([[], []]);
});

test('it is this number that waits, and no other key or script takes it back', async () => {
  const { grace, cancel } = open();
  grace.begin(target, newCallId(), reply(NOON + 1_500));
  await settled();
  expect([grace.isWaitingFor(target), grace.isWaitingFor(other)]).toEqual([true, false]);
  press('Enter');
  press('Escape', false);
  await settled();
  expect(cancel).not.toHaveBeenCalled();
});
