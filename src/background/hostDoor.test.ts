// One host, however many ask for it at once, and never a wait without an end.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostRequest } from '../messages/protocol.ts';
import { createHostDoor, type HostDoorDeps } from './hostDoor.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is no failure

beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
});

/** A browser with at most one host's document; a test changes what it does. */
function browserWith(change: Partial<HostDoorDeps> = {}) {
  const seen = { opened: 0, there: false, asked: [] as string[] };
  const deps = {
    exists: async () => seen.there,
    open: async () => {
      seen.opened += 1;
      seen.there = true;
    },
    close: async () => {
      seen.there = false;
    },
    ask: async (request: HostRequest) => {
      seen.asked.push(request.type);
      return { ok: true, value: null };
    },
    greetingMs: 0,
    ...change,
  } as HostDoorDeps;
  return { seen, door: createHostDoor(deps) };
}

const reconnect = { type: 'command', command: { type: 'reconnect' } } as const;

describe('the host', () => {
  test('is opened once for all who ask at the same time', async () => {
    const { seen, door } = browserWith();
    const answers = await Promise.all(Array.from({ length: 50 }, () => door.ask(reconnect)));
    expect(seen.opened).toBe(1);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(seen.asked).toHaveLength(50);
  });

  test('is not opened when it is there', async () => {
    const { seen, door } = browserWith({ exists: async () => true });
    expect(await door.ensure()).toBe(true);
    expect(seen.opened).toBe(0);
  });

  test('is there when the browser refuses a second one', async () => {
    const { door } = browserWith({
      open: () => Promise.reject(new Error('Only a single offscreen document may be created.')),
    });
    expect(await door.ensure()).toBe(true);
  });

  test('is opened again after it died', async () => {
    const { seen, door } = browserWith();
    await door.ensure();
    seen.there = false;
    await door.ensure();
    expect(seen.opened).toBe(2);
  });

  test('that cannot be opened is a refusal, and the next one tries again', async () => {
    let works = false;
    const { seen, door } = browserWith({
      open: async () => {
        if (!works) throw new Error('no renderer');
      },
    });
    expect(await door.ask(reconnect)).toMatchObject({ ok: false, failure: { code: 'line-not-ready' } });
    expect(seen.asked).toEqual([]);
    works = true;
    expect(await door.ask(reconnect)).toMatchObject({ ok: true });
  });

  test('that the browser does not know about is a refusal', async () => {
    const { door } = browserWith({ exists: () => Promise.reject(new Error('shutting down')) });
    expect(await door.ask(reconnect)).toMatchObject({ ok: false, failure: { code: 'line-not-ready' } });
  });

  test('is replaced by a new one, which is greeted as the first was', async () => {
    const { seen, door } = browserWith();
    await door.ensure();
    expect(await door.replace()).toBe(true);
    expect([seen.opened, seen.there]).toEqual([2, true]);
  });

  test('that closed by itself is replaced all the same', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const { seen, door } = browserWith({ close: () => Promise.reject(new Error('No current document')) });
    expect(await door.replace()).toBe(true);
    expect(seen.opened).toBe(1);
  });

  test('that is missing is not opened for a look', async () => {
    const { seen, door } = browserWith();
    expect(await door.askIfThere({ type: 'getState' })).toBeNull();
    expect(seen.opened).toBe(0);
  });
});

describe('a new host', () => {
  test('is asked nothing before it was given its account', async () => {
    const { seen, door } = browserWith({ greetingMs: 60_000 });
    const asking = door.ask(reconnect);
    await vi.waitFor(() => expect(seen.opened).toBe(1), { timeout: 20_000, interval: 5 });
    expect(seen.asked).toEqual([]);
    door.greeted();
    await asking;
    expect(seen.asked).toEqual(['command']);
  });

  test('may have said hello before its document counted as loaded', async () => {
    const { door } = browserWith({ greetingMs: 60_000, open: async () => door.greeted() });
    expect(await door.ensure()).toBe(true);
  });

  test('that never says hello blocks nobody', async () => {
    const { door } = browserWith({ greetingMs: 1 });
    expect(await door.ask(reconnect)).toMatchObject({ ok: true });
  });
});
