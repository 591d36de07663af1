import { describe, expect, test } from 'vitest';
import { NO_CAPABILITIES } from '../call/state.ts';
import { refuse } from './fakeDevices.ts';
import { ABLE, callId, rehearse, remote, settled } from './rehearsal.ts';

const ACCEPTED = { ok: true, value: null };

describe('an answer', () => {
  async function offered(abilities = ABLE) {
    const host = rehearse({}, abilities);
    const phone = await host.ready();
    phone.says({ type: 'callOffered', callId: callId('in'), remote: remote('+442079460018') });
    return { host, phone };
  }

  test('opens the microphone and tells the phone once, however often it is asked', async () => {
    const { host, phone } = await offered();
    await Promise.all([
      host.command({ type: 'answer', callId: callId('in') }),
      host.command({ type: 'answer', callId: callId('in') }),
    ]);
    expect(phone.told).toEqual(['connect', 'answer in']);
  });

  test('without a microphone is refused and the call goes on ringing', async () => {
    const { host, phone } = await offered();
    host.devices.answer = refuse('NotFoundError');
    expect(await host.command({ type: 'answer', callId: callId('in') })).toMatchObject({
      ok: false,
      failure: { code: 'microphone-missing' },
    });
    expect(phone.told).toEqual(['connect']);
    expect((await host.state()).calls[0]?.status).toBe('offered');
  });

  test('to a caller who gave up while the microphone opened answers nobody', async () => {
    const { host, phone } = await offered();
    const opening = Promise.withResolvers<MediaStream>();
    host.devices.answer = () => opening.promise;
    const reply = host.command({ type: 'answer', callId: callId('in') });
    phone.says({ type: 'callEnded', callId: callId('in'), by: 'remote' });
    opening.resolve(host.devices.stream());
    expect(await reply).toEqual(ACCEPTED);
    expect(phone.told).toEqual(['connect']);
    expect(host.devices.tracks[0]?.stopped).toBe(true);
  });

  test('puts the live call on hold, where the phone can', async () => {
    const { host, phone } = await offered();
    await host.dial('a');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('a') });
    await host.command({ type: 'answer', callId: callId('in') });
    expect(phone.told.slice(-2)).toEqual(['hold a', 'answer in']);
  });

  test('leaves the live call alone where the phone cannot hold', async () => {
    const { host, phone } = await offered({ ...NO_CAPABILITIES, incoming: true, maxCalls: 2 });
    await host.dial('a');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('a') });
    await host.command({ type: 'answer', callId: callId('in') });
    expect(phone.told).toEqual(['connect', 'dial a', 'answer in']);
  });
});
