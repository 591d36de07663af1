import { afterEach, describe, expect, it, vi } from 'vitest';
import { followNetwork } from './network.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A browser whose network is moved by hand. */
function browser(connection?: EventTarget) {
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('navigator', connection ? { connection } : {});
  const told: string[] = [];
  const life = new AbortController();
  followNetwork({
    returned: () => told.push('returned'),
    mayHaveChanged: () => told.push('may have changed'),
    signal: life.signal,
  });
  return { page, told, life };
}

describe('the network', () => {
  it('tells when it is back, and when it may be gone or another one', () => {
    const connection = new EventTarget();
    const { page, told } = browser(connection);
    page.dispatchEvent(new Event('offline'));
    page.dispatchEvent(new Event('online'));
    connection.dispatchEvent(new Event('change'));
    expect(told).toEqual(['may have changed', 'returned', 'may have changed']);
  });

  it('of a browser that knows less of it tells what it can', () => {
    const { page, told } = browser();
    page.dispatchEvent(new Event('online'));
    expect(told).toEqual(['returned']);
  });

  it('is not listened to any more once the phone is gone', () => {
    const connection = new EventTarget();
    const { page, told, life } = browser(connection);
    life.abort();
    page.dispatchEvent(new Event('online'));
    connection.dispatchEvent(new Event('change'));
    expect(told).toEqual([]);
  });
});
