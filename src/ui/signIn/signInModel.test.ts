import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { readEntry } from '../../accounts/entry.ts';
import type { PhoneState } from '../../call/state.ts';
import { createFakeWire, type FakeAnswers } from '../fakeWire.ts';
import { ANNA, AT_PLIVO, READY, withLine } from '../goodDay.ts';
import { EMPTY_SIP, readServerForm, readSiperbForm, readSipForm } from './signInForm.ts';
import { createSignInModel } from './signInModel.ts';

const ACCOUNT = {
  ...EMPTY_SIP,
  servers: 'wss://sip.example.test',
  user: 'anna',
  password: 'pw',
  domain: 'example.test',
};

/** The form on a good day: everything is accepted. `answers` overrules single requests. */
function openForm(answers: FakeAnswers = {}) {
  const wire = createFakeWire({ signIn: { ok: true, value: ANNA.id }, ...answers });
  const state = signal<PhoneState | null>(READY);
  const model = createSignInModel({ ...wire, openWelcome: () => undefined }, state, async () => undefined);
  const publish = (next: PhoneState) => {
    state.value = next;
    model.lineChanged(next);
  };
  return { model, asked: wire.asked, publish };
}

const refusal = (code: 'wrong-credentials') => ({ ok: false, failure: { code } }) as const;

describe('signing in to a SIP server', () => {
  it('asks nobody while a field is wrong', async () => {
    const { model, asked } = openForm();
    await model.submitSip(readSipForm({ ...ACCOUNT, password: '' }), false);
    expect(model.errors.value).toEqual({ password: 'sign_in_error_password' });
    expect(asked.some(({ type }) => type === 'signIn')).toBe(false);
  });

  it('keeps the form until the line is ready', async () => {
    const { model, publish } = openForm();
    await model.submitSip(readSipForm(ACCOUNT), true);
    expect(model.open.value).toBe(true);
    publish({ ...READY, rev: 8 });
    expect(model.open.value).toBe(false);
  });

  it('says that the server refused, when the switchboard or when the line says so', async () => {
    const refused = openForm({ signIn: refusal('wrong-credentials') });
    await refused.model.submitSip(readSipForm(ACCOUNT), true);
    expect(refused.model.failure.value).toEqual({ code: 'wrong-credentials' });

    const later = openForm();
    await later.model.submitSip(readSipForm(ACCOUNT), true);
    later.publish({ ...withLine({ status: 'failed', failure: { code: 'wrong-credentials' } }), rev: 8 });
    expect(later.model.failure.value).toEqual({ code: 'wrong-credentials' });
    expect(later.model.busy.value).toBe(false);
  });

  it('stops waiting for a server that does not answer', async () => {
    const { model, publish } = openForm();
    await model.submitSip(readSipForm(ACCOUNT), true);
    publish({ ...withLine({ status: 'connecting', attempt: 2, retryAt: 5 }), rev: 8 });
    expect(model.failure.value).toEqual({ code: 'server-unreachable' });
  });
});

describe('signing in to Plivo', () => {
  const SERVER = 'https://calls.example.test';

  it('asks the server first how agents are let in, and forgets it with the server', async () => {
    const { model, asked } = openForm({
      getSignInOffer: { ok: true, value: { accessKey: true } },
    });
    await model.askServer(readServerForm({ server: 'calls.example.test/' }));
    expect(asked.at(-1)).toEqual({ type: 'getSignInOffer', server: SERVER });
    expect(model.offer.value).toEqual({ accessKey: true });
    model.startOver();
    expect(model.offer.value).toBeNull();
  });

  it('takes no answer of a server that is no longer in the form', async () => {
    const { model } = openForm({ getSignInOffer: { ok: true, value: { accessKey: true } } });
    const asking = model.askServer(readServerForm({ server: 'earlier.example.test' }));
    model.startOver();
    await asking;
    expect([model.offer.value, model.busy.value]).toEqual([null, false]);
    await model.askServer(readServerForm({ server: SERVER }));
    expect(model.offer.value).toEqual({ accessKey: true });
  });

  it('asks nobody while the address is wrong, and says why a server gave no offer', async () => {
    const { model, asked } = openForm({ getSignInOffer: refusal('wrong-credentials') });
    await model.askServer(readServerForm({ server: 'http://calls.example.test' }));
    expect(model.errors.value).toEqual({ server: 'sign_in_error_plivo_insecure' });
    expect(asked.some(({ type }) => type === 'getSignInOffer')).toBe(false);
    await model.askServer(readServerForm({ server: SERVER }));
    expect([model.busy.value, model.failure.value?.code]).toEqual([false, 'wrong-credentials']);
  });

  it('sends the key, or nothing but the server for the organisation’s window', async () => {
    const { model, asked, publish } = openForm();
    await model.submitServer(readServerForm({ server: SERVER, accessKey: ' ofh_key-of-anna ' }), true);
    const account = { kind: 'plivo', server: SERVER };
    const sent = () => asked.filter(({ type }) => type === 'signIn').at(-1);
    expect(sent()).toEqual({
      type: 'signIn',
      account: { ...account, accessKey: 'ofh_key-of-anna' },
      remember: true,
    });
    publish({ ...READY, rev: 8 });
    expect(model.open.value).toBe(false);
    await model.submitServer(readServerForm({ server: SERVER }), false);
    expect(sent()).toEqual({ type: 'signIn', account, remember: false });
  });
});

describe('signing in to Siperb', () => {
  const devices = [
    { deviceToken: 'one', name: 'Desk' },
    { deviceToken: 'two', name: 'Browser' },
  ];

  it('asks which device it is where there are several', async () => {
    const { model, asked } = openForm({
      signIn: { ok: false, failure: { code: 'device-not-chosen' } },
      getSiperbDevices: { ok: true, value: devices },
    });
    await model.submitSiperb(readSiperbForm({ token: 'pat-of-anna', api: '' }), false);
    expect(asked.at(-1)).toEqual({ type: 'getSiperbDevices', token: 'pat-of-anna' });
    expect([model.devices.value, model.failure.value, model.busy.value]).toEqual([devices, null, false]);
    await model.submitSiperb(readSiperbForm({ token: 'pat-of-anna', api: '', deviceToken: 'two' }), false);
    const sent = asked.filter(({ type }) => type === 'signIn').at(-1);
    expect(sent).toMatchObject({ account: { kind: 'siperb', deviceToken: 'two' } });
  });
});

describe('what was pasted', () => {
  it.each([
    ['https://calls.example.test', 'plivo'],
    ['wss://sip.example.test/ws', 'sip'],
    ['anna@example.test', 'sip'],
    ['a-token-of-more-than-twenty-characters', 'siperb'],
  ])('%s opens the form of its kind', (text, kind) => {
    const { model } = openForm();
    expect([model.recognise(readEntry(text)), model.kind.value, model.entry.value?.kind]).toEqual([
      true,
      kind,
      kind,
    ]);
  });

  it('does not outlive its form: it may be a secret', async () => {
    const { model, publish } = openForm();
    const paste = () => model.recognise(readEntry('a-token-of-more-than-twenty-characters'));
    for (const leave of [model.back, model.hide, model.add]) {
      paste();
      leave();
      expect([model.entry.value, model.kind.value]).toEqual([null, null]);
    }
    paste();
    await model.submitSiperb(
      readSiperbForm({ token: 'a-token-of-more-than-twenty-characters', api: '' }),
      false,
    );
    publish({ ...READY, rev: 8 });
    expect(model.entry.value).toBeNull();
  });

  it('is left alone when it does not say what it is', () => {
    const { model } = openForm();
    expect([model.recognise(readEntry('hello there')), model.kind.value]).toEqual([false, null]);
  });
});

it('signs in again to the account that was chosen, and waits for its line alone', async () => {
  const { model, asked, publish } = openForm();
  model.show(ANNA);
  await model.submitSip(readSipForm(ACCOUNT), false);
  expect(asked.find(({ type }) => type === 'signIn')).toMatchObject({ accountId: ANNA.id });
  publish({ ...withLine({ status: 'ready', identity: 'x' }, AT_PLIVO), rev: 8 });
  expect(model.open.value).toBe(true);
  publish({ ...READY, rev: 9 });
  expect(model.open.value).toBe(false);
});

it('goes back by steps: from the form to the choice, to the accounts, to the phone', () => {
  const { model } = openForm();
  model.show();
  model.add();
  model.kind.value = 'sip';
  const where = () => [model.open.value, model.form.value, model.kind.value];
  const seen = [1, 2, 3].map(() => {
    model.back();
    return where();
  });
  expect(seen).toEqual([
    [true, true, null],
    [true, false, null],
    [false, false, null],
  ]);
});
