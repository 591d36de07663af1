// Asking never throws: an answer, or a refusal that says that there was none.
import { afterEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { initialState } from '../call/state.ts';
import { announce, askHost, askSwitchboard } from './send.ts';

const real = fakeBrowser.runtime.sendMessage;
afterEach(() => {
  fakeBrowser.runtime.sendMessage = real;
});

/** The browser with somebody (or nobody) at the other end. */
function far(answer: (message: unknown) => unknown): unknown[] {
  const sent: unknown[] = [];
  fakeBrowser.runtime.sendMessage = ((message: unknown) => {
    sent.push(message);
    return answer(message);
  }) as typeof real;
  return sent;
}

describe('asking', () => {
  test('carries the address and brings the reply back', async () => {
    const sent = far(() => Promise.resolve({ ok: true, value: null }));
    expect(await askSwitchboard({ type: 'getState' })).toEqual({ ok: true, value: null });
    await askHost({ type: 'getOpenAccounts' });
    expect(sent).toEqual([
      { to: 'switchboard', request: { type: 'getState' } },
      { to: 'host', request: { type: 'getOpenAccounts' } },
    ]);
  });

  test('brings a refusal back as it is', async () => {
    const refusal = { ok: false, failure: { code: 'line-not-ready' } };
    far(() => Promise.resolve(refusal));
    expect(await askSwitchboard({ type: 'signOut' })).toEqual(refusal);
  });

  test.each<[string, () => unknown]>([
    ['nobody listens', () => Promise.reject(new Error('Could not establish connection.'))],
    [
      'the extension was updated under a page',
      () => {
        throw new Error('Extension context invalidated.');
      },
    ],
    ['nobody answers', () => Promise.resolve(undefined)],
    ['the answer is nonsense', () => Promise.resolve({ ok: 'yes' })],
    ['the answer is null', () => Promise.resolve(null)],
  ])('is refused when %s', async (_, answer) => {
    far(answer);
    expect(await askHost({ type: 'getState' })).toMatchObject({ ok: false, failure: { code: 'unknown' } });
  });
});

describe('announcing', () => {
  test('goes to all', () => {
    const sent = far(() => Promise.resolve());
    const announcement = { type: 'snapshot' as const, state: initialState('host-1') };
    announce(announcement);
    expect(sent).toEqual([{ to: 'all', announcement }]);
  });

  test('does not mind that nobody listens', () => {
    far(() => {
      throw new Error('nobody');
    });
    expect(() => announce({ type: 'snapshot', state: initialState('host-1') })).not.toThrow();
  });
});
