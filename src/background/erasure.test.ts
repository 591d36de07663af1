import { expect, test, vi } from 'vitest';
import { createErasure, type ErasureDeps } from './erasure.ts';

const SITE = { oneClick: false, blocked: false, managed: false, enabled: true } as const;

/** Two sites of the agent's, one on, and one of the organisation's; each step writes itself down. */
function house(change: Partial<ErasureDeps> = {}) {
  vi.spyOn(console, 'info').mockReturnValue();
  const steps: string[] = [];
  const did = async (step: string) => {
    steps.push(step);
    return { ok: true, value: null } as const;
  };
  const erase = createErasure({
    desk: { signOut: () => did('signed out') },
    door: { ask: ({ type }: { type: string }) => did(type) } as unknown as ErasureDeps['door'],
    settings: { configureHost: async () => void (await did('host configured')) },
    sites: {
      all: async () => [
        { ...SITE, origin: 'https://crm.example' },
        { ...SITE, origin: 'https://off.example', enabled: false },
        { ...SITE, origin: 'https://ours.example', managed: true },
      ],
      set: async ({ origin, enabled }) => {
        steps.push(`${origin} ${enabled ? 'on' : 'off'}`);
        return { ok: true, value: { ...SITE, origin, enabled } };
      },
    },
    clearStorage: async () => void (await did('storage cleared')),
    ...change,
  });
  return { steps, erase };
}

test('signs out first, turns sites off before they are forgotten, and leaves the organisation’s alone', async () => {
  const { steps, erase } = house();
  expect(await erase()).toEqual({ ok: true, value: null });
  expect(steps).toEqual([
    'signed out',
    'https://crm.example off',
    'eraseJournal',
    'storage cleared',
    'host configured',
  ]);
});

test('says what could not be erased, and erases the rest', async () => {
  const failure = { code: 'unknown', detail: 'the journal cannot be erased' } as const;
  const ask = async () => ({ ok: false, failure });
  const { steps, erase } = house({ door: { ask } as unknown as ErasureDeps['door'] });
  expect(await erase()).toEqual({ ok: false, failure });
  expect(steps).toContain('storage cleared');
});

test('a sign-out that the disk refuses leaves nothing else where it was', async () => {
  const failure = { code: 'unknown', detail: 'the disk could not be written' } as const;
  const { steps, erase } = house({ desk: { signOut: async () => ({ ok: false, failure }) } });
  expect(await erase()).toEqual({ ok: false, failure });
  expect(steps).toContain('https://crm.example off');
  expect(steps).toContain('storage cleared');
});
