// What happens on a page's click, in order; and when a click is a call.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newCallId } from '../call/callId.ts';
import type { HostRequest } from '../messages/protocol.ts';
import type { Sender } from '../messages/receive.ts';
import { type E164, toE164 } from '../numbers/e164.ts';
import { createRaising, type RaisingDeps } from './raising.ts';

const raised = {
  callId: newCallId(),
  remote: { e164: toE164('+442079460018') as E164, display: '020 7946 0018' },
  text: '020 7946 0018',
  country: 'GB',
  why: 'site',
} as const;
const CRM = 'https://crm.example';
const page: Sender = { role: 'page', tabId: 7, frameId: 0, origin: CRM, topOrigin: CRM };
const NOON = 1_700_000_000_000;

beforeEach(() => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockReturnValue();
});

/** A house in which the CRM is on; `oneClick`: its clicks dial. */
function house(change: { oneClick?: boolean; openPanel?: RaisingDeps['openPanel'] } = {}) {
  const steps: unknown[] = [];
  let now = NOON;
  const door = {
    ask: async (request: HostRequest) => {
      steps.push(request.type === 'command' ? request.command : request.type);
      return { ok: true, value: null };
    },
  } as unknown as RaisingDeps['door'];
  const { raise, cancel } = createRaising({
    door,
    sites: {
      view: async (origin) => ({
        origin,
        enabled: origin === CRM,
        oneClick: change.oneClick ?? false,
        managed: false,
        blocked: false,
      }),
    },
    openPanel: change.openPanel ?? (async (tabId) => void steps.push(`panel beside ${tabId}`)),
    now: () => now,
  });
  return { steps, raise, cancel, later: (ms: number) => (now += ms) };
}

const OFF = { ok: false, failure: { code: 'not-supported', detail: 'this site is off' } };

describe('a click in a page', () => {
  test('opens the panel before anything is awaited, then raises the number with the site it is from', async () => {
    const { steps, raise } = house();
    const reply = raise(raised, false, page);
    expect(steps).toEqual(['panel beside 7']);
    expect(await reply).toEqual({ ok: true, value: null });
    expect(steps.at(-1)).toEqual({ type: 'raise', raised: { ...raised, site: CRM } });
  });

  test('raises nothing from a site that is off', async () => {
    const { steps, raise } = house();
    expect(await raise(raised, false, { ...page, origin: 'https://evil.example' })).toEqual(OFF);
    expect(await raise(raised, false, { role: 'page' })).toEqual(OFF);
    expect(steps).toEqual(['panel beside 7']);
  });

  test('raises nothing from a frame in a page that is off: the site may be shown there under a lure', async () => {
    const { raise } = house();
    const { topOrigin: _, ...unknown } = page;
    for (const framed of [{ ...page, topOrigin: 'https://evil.example' }, unknown])
      expect(await raise(raised, false, { ...framed, frameId: 3 })).toEqual(OFF);
    expect(await raise(raised, false, { ...page, frameId: 3 })).toMatchObject({ ok: true });
  });

  test('raises also where the panel cannot be opened', async () => {
    const { steps, raise } = house({ openPanel: () => Promise.reject(new Error('no gesture')) });
    expect(await raise(raised, false, page)).toMatchObject({ ok: true });
    expect(steps).toMatchObject([{ type: 'raise' }]);
  });
});

describe('one click', () => {
  const dialled = (steps: readonly unknown[]) =>
    steps.filter((step) => (step as { raised?: { dialsAt?: number } }).raised?.dialsAt !== undefined);

  test('dials after a moment where the site was chosen for it and the click was seen', async () => {
    const { steps, raise } = house({ oneClick: true });
    expect(await raise(raised, true, page)).toEqual({ ok: true, value: NOON + 1_500 });
    expect(dialled(steps)).toMatchObject([{ raised: { dialsAt: NOON + 1_500 } }]);
  });

  test.each<[string, { oneClick?: boolean }, boolean, Sender]>([
    ['on any other site', {}, true, page],
    ['where something may have covered the number', { oneClick: true }, false, page],
    ['in a frame', { oneClick: true }, true, { ...page, frameId: 3 }],
  ])('only raises %s', async (_, change, atOnce, sender) => {
    const { steps, raise } = house(change);
    await raise(raised, atOnce, sender);
    expect(steps).toHaveLength(2);
    expect(dialled(steps)).toEqual([]);
  });

  test('dials one number in two seconds, and raises the others', async () => {
    const { steps, raise, later } = house({ oneClick: true });
    await raise(raised, true, page);
    later(1_999);
    await raise(raised, true, page);
    expect(dialled(steps)).toHaveLength(1);
    later(1);
    await raise(raised, true, page);
    expect(dialled(steps)).toHaveLength(2);
  });

  test('is taken back by Esc in the page, by nobody else’s page', async () => {
    const { steps, cancel } = house({ oneClick: true });
    expect(await cancel(raised.callId, { ...page, origin: 'https://evil.example' })).toEqual(OFF);
    await cancel(raised.callId, page);
    expect(steps).toEqual([{ type: 'dismissRaised', callId: raised.callId }]);
  });
});
