import { describe, expect, it } from 'vitest';
import type { SettingsView } from '../../messages/protocol.ts';
import { createFakeWire, type FakeAnswers } from '../fakeWire.ts';
import { NOTHING_SET, SITE_OFF } from '../goodDay.ts';
import { createOptionsModel, type OptionsWire } from './optionsModel.ts';

const IN_SWEDEN: SettingsView = { ...NOTHING_SET, settings: { ...NOTHING_SET.settings, country: 'SE' } };

/** A page on a good day; `answers` overrules single requests. */
async function open(answers: FakeAnswers = {}, more: Partial<OptionsWire> = {}) {
  const wire = createFakeWire({
    getSettings: { ok: true, value: NOTHING_SET },
    changeSettings: { ok: true, value: IN_SWEDEN },
    importDoNotCall: { ok: true, value: { ...NOTHING_SET, doNotCall: { own: 2, policy: 0 } } },
    getSites: { ok: true, value: [SITE_OFF] },
    ...answers,
  });
  const model = createOptionsModel({
    ask: wire.ask,
    listDevices: async () => [],
    requestSitePermission: async () => true,
    ...more,
  });
  await model.refresh();
  const sent = (type: string) => wire.asked.filter((request) => request.type === type);
  return { model, sent };
}

describe('a setting', () => {
  it('is sent at once, and shown as it came back', async () => {
    const { model, sent } = await open();
    await model.change('country', 'SE');
    expect(sent('changeSettings')).toEqual([{ type: 'changeSettings', change: { country: 'SE' } }]);
    expect([model.view.value, model.saved.value]).toEqual([IN_SWEDEN, 'country']);
  });

  it('that the organisation holds stays as it was, and says so', async () => {
    const { model } = await open({ changeSettings: { ok: false, failure: { code: 'forbidden' } } });
    await model.change('theme', 'dark');
    expect([model.view.value, model.saved.value]).toEqual([NOTHING_SET, null]);
    expect(model.failure.value).toEqual({ code: 'forbidden' });
  });
});

describe('a site', () => {
  it('asks the browser inside the click, before anything is awaited', async () => {
    const patterns: string[] = [];
    const { model } = await open(
      {},
      { requestSitePermission: async (pattern) => patterns.push(pattern) > 0 },
    );
    void model.setSite({ origin: 'https://crm.test:8443', enabled: true });
    expect(patterns).toEqual(['https://crm.test/*']);
  });

  it('stays off when the browser is told no', async () => {
    const { model, sent } = await open({}, { requestSitePermission: async () => false });
    await model.setSite({ origin: SITE_OFF.origin, enabled: true });
    expect([sent('setSite'), model.failure.value?.code]).toEqual([[], 'not-supported']);
  });

  it('that is on is changed without asking the browser again', async () => {
    const on = { ...SITE_OFF, enabled: true };
    const { model, sent } = await open(
      { getSites: { ok: true, value: [on] } },
      { requestSitePermission: () => Promise.reject(new Error('asked')) },
    );
    await model.setSite({ origin: on.origin, enabled: true, oneClick: true });
    expect(sent('setSite')).toMatchObject([{ oneClick: true }]);
  });
});

describe('the list of those not to be called', () => {
  it('takes numbers in the country that is set, once each, and names the lines it cannot read', async () => {
    const { model, sent } = await open({ getSettings: { ok: true, value: IN_SWEDEN } });
    await model.importDoNotCall(
      'name;number\nKarin;08-465 004 27\n+44 20 7946 0018\n0846500427\n99999999999999999',
    );
    expect(sent('importDoNotCall')).toMatchObject([{ numbers: ['+46846500427', '+442079460018'] }]);
    expect(model.imported.value).toEqual({ count: 2, unread: [5] });
    expect(model.view.value?.doNotCall.own).toBe(2);
  });

  it('asks nobody for a list without a number', async () => {
    const { model, sent } = await open();
    await model.importDoNotCall('nobody');
    expect([sent('importDoNotCall'), model.imported.value]).toEqual([[], { count: 0, unread: [] }]);
  });
});
