import { describe, expect, test } from 'vitest';
import { refuse } from './fakeDevices.ts';
import { callId, rehearse, settled } from './rehearsal.ts';

const ACCEPTED = { ok: true, value: null };

describe('the microphone of a dial', () => {
  test('denied: the call ends with that reason and nothing is dialled', async () => {
    const host = rehearse();
    const phone = await host.ready();
    host.devices.answer = refuse('NotAllowedError');
    expect(await host.dial('a')).toEqual(ACCEPTED);
    await settled();
    expect(phone.told).toEqual(['connect']);
    expect((await host.state()).calls).toMatchObject([
      { status: 'ended', failure: { code: 'microphone-denied' } },
    ]);
    expect(host.journal.writes.at(-1)?.outcome).toBe('microphone-denied');
  });

  test('a denied microphone leaves the live call alone', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('a') });
    host.devices.tracks[0]?.dispatchEvent(new Event('ended'));
    host.devices.answer = refuse('NotAllowedError');
    await host.dial('b', '+14155550102');
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
    expect((await host.state()).calls[0]?.status).toBe('live');
  });

  test('refused before it is known: the next attempt is judged by a fresh look', async () => {
    const host = rehearse();
    host.devices.permission = 'denied';
    const phone = await host.ready();
    await settled();
    expect(await host.dial('a')).toMatchObject({ failure: { code: 'microphone-denied' } });
    host.devices.permission = 'granted';
    await host.dial('a');
    await settled();
    await host.dial('a');
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
  });

  test('hanging up while it opens never dials, and it is closed again', async () => {
    const host = rehearse();
    const phone = await host.ready();
    const opening = Promise.withResolvers<MediaStream>();
    host.devices.answer = () => opening.promise;
    await host.dial('a');
    await settled();
    expect(await host.command({ type: 'hangUp', callId: callId('a') })).toEqual(ACCEPTED);
    opening.resolve(host.devices.stream());
    await settled();
    expect(phone.told).toEqual(['connect']);
    expect((await host.state()).calls).toMatchObject([{ status: 'ended', endedBy: 'local' }]);
    expect(host.journal.writes.at(-1)?.outcome).toBe('canceled');
    expect(host.devices.tracks.map(({ stopped }) => stopped)).toEqual([true]);
  });

  test('closing the phone while it opens never dials', async () => {
    const host = rehearse();
    const phone = await host.ready();
    const opening = Promise.withResolvers<MediaStream>();
    host.devices.answer = () => opening.promise;
    await host.dial('a');
    await host.close();
    opening.resolve(host.devices.stream());
    await settled();
    expect(phone.told).toEqual(['connect', 'dispose']);
  });

  test('is shared by the calls and closed after the last one', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.dial('a');
    await host.dial('b', '+14155550102');
    await settled();
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    await settled();
    expect(host.devices.tracks.map(({ stopped }) => stopped)).toEqual([false]);
    phone.says({ type: 'callEnded', callId: callId('b'), by: 'remote' });
    await settled();
    expect(host.devices.tracks.map(({ stopped }) => stopped)).toEqual([true]);
  });
});
