// What the host tells the rules of a call. What follows from it is rules/dialRules.test.ts.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { HostSettings } from '../messages/protocol.ts';
import type { E164 } from '../numbers/e164.ts';
import { CREDENTIALS, callId, FakeJournal, HOME, rehearse, settled } from './rehearsal.ts';

const LONDON = '+442079460018';
/** The rehearsal's clock stands at the beginning of 1970, which is a night in London. */
const SHUT: Partial<HostSettings> = { callHours: 'Mon-Fri 09:00-17:00' };

async function asked(settings: Partial<HostSettings>, to = LONDON, override?: string) {
  const host = rehearse();
  await host.ready();
  await host.configure(settings);
  const reply = await host.dial('a', to, override === undefined ? {} : { override });
  await settled();
  return { host, reply };
}
const refusal = (code: string) => ({ ok: false, failure: { code } });

describe('a call is refused', () => {
  test('to a prefix that is denied, and to one that is not allowed', async () => {
    expect((await asked({ denyPrefixes: ['+44'] })).reply).toEqual(refusal('number-forbidden'));
    expect((await asked({ allowPrefixes: ['+1'] })).reply).toEqual(refusal('number-forbidden'));
  });

  test('to a number that costs, until that is opened', async () => {
    const premium = '+449098790000';
    expect((await asked({}, premium)).reply).toEqual(refusal('tier-closed'));
    expect((await asked({ openTiers: ['premium'] }, premium)).reply).toMatchObject({ ok: true });
  });

  test('to a number whose hash is on any list, and to no other', async () => {
    const salt = 'pepper';
    const hash = createHash('sha256').update(`${salt}${LONDON}`).digest('hex').slice(0, 16);
    const doNotCall = [
      { salt: 'other', hashes: [] },
      { salt, hashes: [hash] },
    ];
    const { reply } = await asked({ doNotCall });
    expect(reply).toEqual({ ok: false, failure: { code: 'do-not-call', overridable: true } });
    expect((await asked({ doNotCall }, '+442079460019')).reply).toMatchObject({ ok: true });
  });

  test('while it is night where the phone rings', async () => {
    expect((await asked(SHUT)).reply).toMatchObject({ failure: { code: 'outside-hours' } });
    const day = { ...SHUT, callHoursByRegion: [{ region: 'GB', hours: '' }] };
    expect((await asked(day)).reply).toMatchObject({ ok: true });
  });

  test('to another country than the agent’s, until somebody says yes', async () => {
    const abroad = { confirmInternational: true, country: 'US' };
    expect((await asked(abroad)).reply).toMatchObject({ failure: { code: 'needs-confirmation' } });
    expect((await asked({ ...abroad, country: 'GB' })).reply).toMatchObject({ ok: true });
  });

  test('to a number of one of the agent’s own lines', async () => {
    const host = rehearse();
    await host.ready();
    await host.ready({ ...CREDENTIALS, identity: 'two' }, HOME);
    host.phone.says({ type: 'lineReady', identity: `sip:${LONDON}@sip.example` });
    expect(await host.dial('a', LONDON)).toEqual(refusal('own-number'));
  });
});

test('a reason in writing sets a rule aside, and is on disk with the call', async () => {
  const { host, reply } = await asked(SHUT, LONDON, 'asked to be called back');
  expect(reply).toMatchObject({ ok: true });
  expect(host.journal.writes[0]).toMatchObject({ number: LONDON, override: 'asked to be called back' });
});

describe('attempts', () => {
  test('are those of this number today', async () => {
    const { host } = await asked({ attemptsPerDay: 1 });
    host.phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    expect(await host.dial('b', LONDON)).toMatchObject({ failure: { code: 'attempts-used' } });
    expect(await host.dial('c', '+442079460019')).toMatchObject({ ok: true });
  });

  test('that cannot be counted block nobody', async () => {
    const journal = new FakeJournal();
    journal.countDialled = () => Promise.reject(new Error('corrupt'));
    const host = rehearse({ openJournal: async () => journal });
    await host.ready();
    await host.configure({ attemptsPerDay: 1 });
    expect(await host.dial('a', LONDON)).toMatchObject({ ok: true });
  });
});

describe('a text that is no number', () => {
  const dialText = async (display: string, settings: Partial<HostSettings> = {}) => {
    const host = rehearse();
    await host.ready();
    await host.configure(settings);
    const remote = { e164: null as E164 | null, display };
    return host.command({ type: 'dial', callId: callId('a'), remote });
  };

  test('is a short number, which has to be allowed', async () => {
    expect(await dialText('1234')).toEqual(refusal('short-number'));
    expect(await dialText('1234', { shortNumbers: 'allow' })).toMatchObject({ ok: true });
  });

  test('is an emergency number, which nothing allows', async () => {
    expect(await dialText('112', { shortNumbers: 'allow' })).toEqual(refusal('emergency-number'));
  });

  test('is nothing that can be dialled', async () => {
    expect(await dialText('agent', { shortNumbers: 'allow' })).toEqual(refusal('number-invalid'));
  });
});

test('what cannot be judged is not dialled', async () => {
  const host = rehearse();
  const phone = await host.ready();
  await host.configure({ doNotCall: null as never });
  expect(await host.dial('a', LONDON)).toMatchObject({ failure: { code: 'number-forbidden' } });
  expect(phone.told).toEqual(['connect']);
  expect(host.complaints.join()).toContain('judge a call');
});

test('nobody is called before it is known what is set', async () => {
  const host = rehearse();
  await host.started;
  await host.open();
  host.phone.says({ type: 'lineReady', identity: 'agent' });
  expect(await host.dial('a', LONDON)).toMatchObject({ failure: { code: 'line-not-ready' } });
  await host.configure();
  expect(await host.dial('a', LONDON)).toMatchObject({ ok: true });
});
