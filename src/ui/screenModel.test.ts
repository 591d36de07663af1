import { describe, expect, it } from 'vitest';
import type { Command } from '../call/command.ts';
import type { CallId, Remote } from '../call/state.ts';
import type { E164 } from '../numbers/e164.ts';
import { createFakeWire, type FakeAnswers } from './fakeWire.ts';
import { ANNA, NOTHING_SET, READY, SITE_OFF } from './goodDay.ts';
import type { NumbersRoom } from './numbersRoom.ts';
import { createScreenModel, type ScreenWire } from './screenModel.ts';

const KARIN: Remote = { e164: '+46846500427' as E164, display: '+46 8 465 004 27' };

const numbers: NumbersRoom = {
  parseNumber: (text, hint) => {
    const digits = text.replace(/[^\d+]/g, '');
    if (digits.startsWith('+')) return { e164: digits as E164, country: 'SE', why: 'prefix' };
    return hint && digits.length > 6
      ? { e164: `+46${digits.slice(1)}` as E164, country: hint.country, why: hint.source }
      : null;
  },
  formatNumber: (e164) => e164,
  formatWhileTyping: (text) => text,
};

/** A screen on a good day: signed in, line ready. `answers` overrules single requests. */
async function openScreen(answers: FakeAnswers = {}, more: Partial<ScreenWire> = {}) {
  const wire = createFakeWire({
    getState: { ok: true, value: READY },
    getAccounts: { ok: true, value: [ANNA] },
    getRecentCalls: { ok: true, value: [] },
    ...answers,
  });
  const lifetime = new AbortController().signal;
  const model = createScreenModel(
    { ...wire, openWelcome: () => undefined, ...more },
    lifetime,
    async () => numbers,
  );
  await flush();
  const commands = () =>
    wire.asked.flatMap((request) => (request.type === 'command' ? [request.command] : []));
  return { model, asked: wire.asked, commands, publish: wire.publish };
}

/** Lets every promise that is already settled be heard. */
const flush = () => new Promise((resolve) => setTimeout(resolve, 0));
const dials = (commands: readonly Command[]) => commands.filter(({ type }) => type === 'dial');
const refusal = (code: 'wrong-credentials' | 'number-forbidden') => ({
  ok: false as const,
  failure: { code },
});

describe('a snapshot', () => {
  it('is shown when it is newer', async () => {
    const { model, publish } = await openScreen();
    publish({ ...READY, rev: 2, microphone: 'denied' });
    expect(model.state.value?.microphone).toBe('denied');
  });

  it('that is older than what is shown changes nothing', async () => {
    const { model, publish } = await openScreen();
    publish({ ...READY, rev: 1, microphone: 'denied' });
    expect(model.state.value?.microphone).toBe('granted');
  });

  it('of another host is shown whatever its number', async () => {
    const { model, publish } = await openScreen();
    publish({ ...READY, hostId: 'host-2', rev: 0 });
    expect(model.state.value?.hostId).toBe('host-2');
  });

  it('in which a call has ended makes the history be read again', async () => {
    const { asked, publish } = await openScreen();
    const call = {
      id: 'c' as CallId,
      direction: 'outgoing',
      remote: KARIN,
      muted: false,
      startedAt: 0,
    } as const;
    publish({ ...READY, rev: 2, calls: [{ ...call, status: 'ended' }] });
    expect(asked.filter(({ type }) => type === 'getRecentCalls')).toHaveLength(2);
  });
});

describe('Call', () => {
  it('dials once for a double click', async () => {
    const { model, commands } = await openScreen();
    model.typed.value = '+46846500427';
    await Promise.all([model.dialTyped(), model.dialTyped()]);
    expect(dials(commands())).toHaveLength(1);
  });

  it('dials again, as another call, once the first one is in the state', async () => {
    const { model, commands, publish } = await openScreen();
    await model.dial(KARIN);
    publish({ ...READY, rev: 2 });
    await model.dial(KARIN);
    const ids = dials(commands()).map((command) => 'callId' in command && command.callId);
    expect(new Set(ids).size).toBe(2);
  });

  it('dials a raised number under the id of the click that raised it', async () => {
    const { model, commands } = await openScreen();
    const callId = 'raised' as CallId;
    const remote = { ...KARIN, e164: '+46846500427' as E164 };
    await model.dialRaised({ callId, remote, text: '', country: 'SE', why: 'record', raisedAt: 0 });
    expect(dials(commands())).toEqual([{ type: 'dial', callId, remote }]);
  });

  it('dials nothing while the line is not ready, and says so', async () => {
    const { model, commands, publish } = await openScreen();
    publish({ ...READY, rev: 2, line: { status: 'offline' } });
    await model.dial(KARIN);
    expect(dials(commands())).toEqual([]);
    expect(model.notice.value).toEqual({ code: 'line-not-ready' });
  });

  it('shows why the host refused, and keeps the typed number', async () => {
    const { model } = await openScreen({ command: refusal('number-forbidden') });
    model.typed.value = '+46846500427';
    await model.dialTyped();
    expect(model.notice.value).toEqual({ code: 'number-forbidden' });
    expect(model.typed.value).toBe('+46846500427');
  });

  it('never guesses the country of a typed number', async () => {
    const { model, commands } = await openScreen();
    model.typed.value = '08-465 004 27';
    await model.dialTyped();
    expect(dials(commands())).toEqual([]);
    expect(model.entryError.value).toBe('dial_error_country');
  });

  it('reads a number without prefix in the country of the site', async () => {
    const site = { ...SITE_OFF, enabled: true, country: 'SE' };
    const { model, commands } = await openScreen(
      { getSite: { ok: true, value: site } },
      { currentTabOrigin: async () => site.origin },
    );
    model.typed.value = '08-465 004 27';
    await model.dialTyped();
    expect(dials(commands())).toMatchObject([{ remote: { e164: '+46846500427' } }]);
  });
});

describe('the site', () => {
  const { origin } = SITE_OFF;
  const site = (requestSitePermission: (origin: string) => Promise<boolean>) =>
    openScreen(
      {
        getSite: { ok: true, value: SITE_OFF },
        setSite: { ok: true, value: { ...SITE_OFF, enabled: true } },
      },
      { currentTabOrigin: async () => origin, requestSitePermission },
    );

  it('asks the browser inside the click, before anything is awaited', async () => {
    let inside = false;
    const { model } = await site(async () => {
      inside = true;
      return true;
    });
    void model.site.setEnabled(true);
    expect(inside).toBe(true);
  });

  it('stays off when the browser is told no', async () => {
    const { model, asked } = await site(async () => false);
    await model.site.setEnabled(true);
    expect(asked.some(({ type }) => type === 'setSite')).toBe(false);
    expect(model.site.refused.value).toBe(true);
  });

  it('is on when the browser is told yes', async () => {
    const { model } = await site(async () => true);
    await model.site.setEnabled(true);
    expect(model.site.site.value?.enabled).toBe(true);
  });

  it('is null on a page that no extension may read', async () => {
    const { model } = await openScreen({}, { currentTabOrigin: async () => null });
    expect(model.site.site.value).toBeNull();
  });
});

describe('a call that a rule refused', () => {
  const refused = { command: { ok: false, failure: { code: 'do-not-call', overridable: true } } } as const;

  it('can be made once more, with the same id and a reason in writing', async () => {
    const { model, commands } = await openScreen(refused);
    await model.dial(KARIN);
    expect([model.notice.value, model.refused.value?.failure.code]).toEqual([null, 'do-not-call']);
    await model.dialNevertheless('She asked me to.');
    const [first, second] = dials(commands());
    expect(second).toEqual({ ...first, override: 'She asked me to.' });
  });

  it('is still a consultation when its reason is given', async () => {
    const { model, commands } = await openScreen({
      command: { ok: false, failure: { code: 'do-not-call', overridable: true } },
    });
    await model.dial(KARIN, { consultFor: 'original' as CallId });
    await model.dialNevertheless('She asked me to.');
    const [first, second] = dials(commands());
    expect(first).toMatchObject({ consultFor: 'original' });
    expect(second).toEqual({ ...first, override: 'She asked me to.' });
  });

  it('is only told where nothing changes it', async () => {
    const { model } = await openScreen({ command: refusal('number-forbidden') });
    await model.dial(KARIN);
    expect([model.notice.value?.code, model.refused.value]).toEqual(['number-forbidden', null]);
  });
});

it('a choice of account and number holds for one call', async () => {
  const { model, commands, publish } = await openScreen();
  model.choice.value = { accountId: ANNA.id, callerId: '+442079460018' as E164 };
  await model.dial(KARIN);
  publish({ ...READY, rev: 8 });
  await model.dial(KARIN);
  const [first, second] = dials(commands());
  expect(first).toMatchObject({ accountId: ANNA.id, callerId: '+442079460018' });
  expect(second).not.toHaveProperty('accountId');
});

it('a short number is left to the rules, as it was typed', async () => {
  const { model, commands } = await openScreen();
  model.typed.value = '118 500';
  await model.dialTyped();
  expect(dials(commands())).toMatchObject([{ remote: { e164: null, display: '118500' } }]);
});

it('a setting that is refused is said, and what was set is shown still', async () => {
  const { model } = await openScreen({
    getSettings: { ok: true, value: NOTHING_SET },
    changePhoneSettings: { ok: false, failure: { code: 'forbidden' } },
  });
  expect(await model.changeSettings({ doNotDisturb: true })).toBe(false);
  expect([model.notice.value?.code, model.settings.value]).toEqual(['forbidden', NOTHING_SET]);
});
