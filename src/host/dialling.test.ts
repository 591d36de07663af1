import { afterEach, describe, expect, test, vi } from 'vitest';
import { NO_CAPABILITIES } from '../call/state.ts';
import { ABLE, callId, FakeJournal, refuse, rehearse, remote, settled } from './rehearsal.ts';

const ACCEPTED = { ok: true, value: null };

afterEach(() => {
  vi.useRealTimers();
});

function never(): { promise: Promise<MediaStream>; resolve: (stream: MediaStream) => void } {
  return Promise.withResolvers<MediaStream>();
}

describe('a dial', () => {
  test('is accepted at once and reaches the phone', async () => {
    const host = rehearse();
    const phone = await host.ready();
    expect(await host.dial('a')).toEqual(ACCEPTED);
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
    expect((await host.state()).calls).toMatchObject([{ id: 'a', status: 'dialing', direction: 'outgoing' }]);
  });

  test('has a journal record before the phone is told', async () => {
    const host = rehearse();
    const phone = await host.ready();
    let onDisk: readonly unknown[] = [];
    phone.onTold = (what) => {
      if (what === 'dial a') onDisk = [...host.journal.writes];
    };
    await host.dial('a');
    await settled();
    expect(onDisk).toMatchObject([{ id: 'a', outcome: 'open', number: '+14155550101' }]);
  });

  test('waits for the journal to say that the record is on disk', async () => {
    const disk = Promise.withResolvers<void>();
    const journal = new FakeJournal();
    journal.write = () => disk.promise;
    const host = rehearse({ openJournal: async () => journal });
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    expect(phone.told).toEqual(['connect']);
    disk.resolve();
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
  });

  test('with a known id dials nothing', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    expect(await host.dial('a')).toEqual(ACCEPTED);
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
  });

  test('with the id of a call that is over and dismissed dials nothing', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    await host.command({ type: 'dismissCall', callId: callId('a') });
    expect(await host.dial('a')).toEqual(ACCEPTED);
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
    expect((await host.state()).calls).toEqual([]);
  });

  test('twice at the same moment is one call each id, and one microphone for both', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await Promise.all([host.dial('a'), host.dial('a'), host.dial('b', '+14155550102'), host.dial('b')]);
    await settled();
    expect(phone.told.filter((what) => what.startsWith('dial'))).toEqual(['dial a', 'dial b']);
    expect(host.devices.asked).toBe(1);
  });

  test('beside a live call puts that one on hold first', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('a') });
    await host.dial('b', '+14155550102');
    await settled();
    expect(phone.told.slice(-2)).toEqual(['hold a', 'dial b']);
  });

  test('whose phone throws is a call that ended', async () => {
    const host = rehearse();
    const phone = await host.ready();
    phone.onTold = () => {
      throw new Error('the SDK fell over');
    };
    await host.dial('a');
    await settled();
    expect((await host.state()).calls).toMatchObject([{ status: 'ended', failure: { code: 'unknown' } }]);
  });
});

describe('a dial is refused without touching microphone, journal or network', () => {
  test.each([
    ['without a phone', 'line-not-ready', async (host) => host.dial('a')],
    [
      'to nobody',
      'number-invalid',
      async (host) => {
        await host.ready();
        const nobody = { e164: null, display: 'agent' };
        return host.command({ type: 'dial', callId: callId('a'), remote: nobody });
      },
    ],
    [
      'against a rule',
      'number-forbidden',
      async (host) => {
        await host.ready();
        return host.dial('a', '+441632960001');
      },
    ],
    [
      'beyond what the phone can carry',
      'too-many-calls',
      async (host) => {
        const phone = await host.ready();
        phone.says({ type: 'callOffered', callId: callId('x'), remote: remote('+14155550111') });
        phone.says({ type: 'callOffered', callId: callId('y'), remote: remote('+14155550112') });
        return host.dial('a');
      },
    ],
  ] satisfies [string, string, (host: ReturnType<typeof rehearse>) => Promise<unknown>][])(
    '%s: %s',
    async (_, code, act) => {
      const host = rehearse({ denyPrefixes: ['+44163296'] });
      expect(await act(host)).toMatchObject({ ok: false, failure: { code } });
      await settled();
      expect(host.devices.asked).toBe(0);
      expect(host.journal.writes.filter(({ id }) => id === 'a')).toEqual([]);
      expect(host.phones.flatMap(({ told }) => told).filter((what) => what.startsWith('dial'))).toEqual([]);
    },
  );

  test('a refused id may be dialled when the reason is gone', async () => {
    const host = rehearse();
    await host.dial('a');
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    expect(phone.told).toContain('dial a');
  });
});

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
    const opening = never();
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
    const opening = never();
    host.devices.answer = () => opening.promise;
    await host.dial('a');
    await host.ask({ type: 'closePhone' });
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

describe('a journal in trouble', () => {
  test('that fails does not block dialling', async () => {
    const journal = new FakeJournal();
    journal.write = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const host = rehearse({ openJournal: async () => journal });
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
    expect(host.complaints.join()).toContain('journal a call');
  });

  test('that cannot be opened does not block dialling', async () => {
    const host = rehearse({ openJournal: () => Promise.reject(new Error('corrupt')) });
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
    expect(await host.ask({ type: 'getRecentCalls', limit: 5 })).toMatchObject({ ok: false });
  });

  test('that never answers does not block starting or dialling', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const host = rehearse({ openJournal: () => new Promise(() => {}) });
    await vi.advanceTimersByTimeAsync(1_000);
    const phone = await host.ready();
    expect(host.asked).toEqual(['hostStarted']);
    await host.dial('a');
    await vi.advanceTimersByTimeAsync(250);
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
  });
});

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
    const opening = never();
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
