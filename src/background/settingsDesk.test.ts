// Who may change which setting, and that the host hears of it.
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { HostRequest, HostSettings } from '../messages/protocol.ts';
import { toE164 } from '../numbers/e164.ts';
import { parsePolicy } from '../settings/parsePolicy.ts';
import { DEFAULTS } from '../settings/settings.ts';
import { doNotCallStore } from '../storage/doNotCall.ts';
import { settingsStore } from '../storage/settings.ts';
import { createSettingsDesk } from './settingsDesk.ts';

const anna = toE164('+442079460018') ?? expect.unreachable('no number');

beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  await settingsStore.clear();
  await doNotCallStore.clear();
});

function desk(policy: unknown = {}, more: { readonly hostIsThere?: boolean } = {}) {
  const told: HostSettings[] = [];
  let said = policy;
  const made = createSettingsDesk({
    own: settingsStore,
    managed: { get: async () => parsePolicy(said) },
    doNotCall: doNotCallStore,
    door: {
      askIfThere: async (request: HostRequest) => {
        if (more.hostIsThere === false) return null;
        if (request.type === 'configure') told.push(request.settings);
        return { ok: true, value: null as never };
      },
    },
    facts: async () => ({
      microphoneGranted: true,
      closedSites: ['https://crm.example/*'],
      waitingAccounts: [],
    }),
    accountProblems: async () => [],
  });
  return { ...made, told, say: (other: unknown) => (said = other) };
}

async function viewOf(settings: ReturnType<typeof desk>) {
  const reply = await settings.view();
  return reply.ok ? reply.value : expect.unreachable('no view');
}

test('without a policy an agent may set everything, and there is no policy page', async () => {
  const settings = desk();
  expect(await viewOf(settings)).toEqual({
    settings: DEFAULTS,
    locked: [],
    problems: [],
    policy: null,
    doNotCall: { own: 0, policy: 0 },
  });
  expect(await settings.change({ theme: 'dark', denyPrefixes: ['+1900'] })).toMatchObject({
    ok: true,
    value: { settings: { theme: 'dark', denyPrefixes: ['+1900'] } },
  });
  expect(settings.told).toEqual([{ ...DEFAULTS, theme: 'dark', denyPrefixes: ['+1900'], doNotCall: [] }]);
});

test('what the organisation set cannot be changed, nor anything that comes with it', async () => {
  const settings = desk({ override: 'never', theme: 'pink' });
  for (const locked of [{ override: 'withReason' }, { theme: 'dark' }] as const)
    expect(await settings.change({ historyDays: 7, ...locked })).toMatchObject({
      failure: { code: 'forbidden' },
    });
  expect((await viewOf(settings)).settings).toMatchObject({ historyDays: 365, override: 'never' });
  expect(settings.told).toEqual([]);
});

test('a policy that goes away gives an agent’s own choice back', async () => {
  const settings = desk();
  await settings.change({ historyDays: 7 });
  settings.say({ historyDays: 90 });
  expect((await viewOf(settings)).settings.historyDays).toBe(90);
  settings.say({});
  expect(await viewOf(settings)).toMatchObject({ settings: { historyDays: 7 }, locked: [] });
});

test('the policy page says who set what, what is wrong and what is left to do', async () => {
  const settings = desk({ theme: 'pink', override: 'never', agent: { pin: 'canary' } });
  await settings.change({ historyDays: 7 });
  const { policy, problems } = await viewOf(settings);
  const by = (key: string) => policy?.set.find((one) => one.key === key);
  expect(by('override')).toEqual({ key: 'override', by: 'policy', value: 'never' });
  expect(by('historyDays')).toEqual({ key: 'historyDays', by: 'own', value: '7' });
  expect(by('callHours')).toEqual({ key: 'callHours', by: 'default', value: '' });
  expect(by('agent')).toEqual({ key: 'agent', by: 'policy', value: 'pin' });
  expect(problems.map(({ key }) => key)).toEqual(['theme']);
  expect(policy?.todo).toEqual([
    { what: 'site-permission', pattern: 'https://crm.example/*', fix: expect.stringContaining('--site') },
  ]);
  expect(JSON.stringify(policy)).not.toContain('canary');
});

test('settings of one’s own that cannot be read are told', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await fakeBrowser.storage.local.set({ settings: 'garbage' });
  expect((await viewOf(desk())).problems[0]?.fix).toMatch(/could not be read/);
});

test('a lost do-not-call list is told: nobody on it is held back any more', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await fakeBrowser.storage.local.set({ doNotCall: 'garbage' });
  expect((await viewOf(desk())).problems.map(({ key }) => key)).toEqual(['doNotCall']);
});

test('the host is told both lists of those who are not to be called', async () => {
  const settings = desk({ doNotCall: { salt: 'theirs', hashes: ['0123456789abcdef'] } });
  expect(await settings.importDoNotCall([anna])).toMatchObject({
    value: { doNotCall: { own: 1, policy: 1 } },
  });
  expect(settings.told.at(-1)?.doNotCall.map(({ hashes }) => hashes.length)).toEqual([1, 1]);
  await settings.clearDoNotCall();
  expect(settings.told.at(-1)?.doNotCall).toEqual([{ salt: 'theirs', hashes: ['0123456789abcdef'] }]);
});

test('a full disk is a refusal, and the host hears nothing', async () => {
  const settings = desk();
  vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('quota'));
  expect(await settings.change({ theme: 'dark' })).toMatchObject({ ok: false });
  expect(settings.told).toEqual([]);
});

test('without a host there is nobody to tell, and that is no failure', async () => {
  const settings = desk({}, { hostIsThere: false });
  await settings.configureHost();
  expect(await settings.change({ theme: 'dark' })).toMatchObject({ ok: true });
});

test('the general country says who set it', async () => {
  const settings = desk();
  expect(await settings.country()).toBeNull();
  await settings.change({ country: 'SE' });
  expect(await settings.country()).toEqual({ country: 'SE', source: 'account' });
  settings.say({ country: 'GB' });
  expect(await settings.country()).toEqual({ country: 'GB', source: 'policy' });
});
