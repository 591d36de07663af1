import { afterEach, describe, expect, test, vi } from 'vitest';
import { ABLE, callId, FakeJournal, rehearse, remote, settled } from './rehearsal.ts';

const ACCEPTED = { ok: true, value: null };

afterEach(() => {
  vi.useRealTimers();
});

describe('a dial', () => {
  test('is accepted at once and reaches the phone', async () => {
    const host = rehearse();
    const phone = await host.ready();
    expect(await host.dial('a')).toEqual(ACCEPTED);
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
    expect((await host.state()).calls).toMatchObject([{ id: 'a', status: 'dialing', direction: 'outgoing' }]);
  });

  test('has a journal record before the phone may send', async () => {
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

  test('at the same moment as another one, where there is room for one, is refused', async () => {
    const host = rehearse({}, { ...ABLE, maxCalls: 1 });
    await host.ready();
    const replies = await Promise.all([host.dial('a'), host.dial('b', '+14155550102')]);
    expect(replies).toMatchObject([{ ok: true }, { failure: { code: 'too-many-calls' } }]);
  });

  test('whose line is lost while the rules are asked is refused', async () => {
    const counting = Promise.withResolvers<number>();
    const journal = new FakeJournal();
    journal.countDialled = () => counting.promise;
    const host = rehearse({ openJournal: async () => journal });
    const phone = await host.ready();
    await host.configure({ attemptsPerDay: 5 });
    const dialled = host.dial('a');
    phone.says({ type: 'lineConnecting', attempt: 1 });
    counting.resolve(0);
    expect(await dialled).toMatchObject({ ok: false, failure: { code: 'line-not-ready' } });
    expect((await host.state()).calls).toEqual([]);
  });

  test('whose phone throws is a call that ended', async () => {
    const host = rehearse();
    const phone = await host.ready();
    phone.dial = () => {
      throw new Error('the SDK fell over');
    };
    await host.dial('a');
    await settled();
    expect((await host.state()).calls).toMatchObject([{ status: 'ended', failure: { code: 'unknown' } }]);
  });

  test('that is hung up while its record is written sends nothing', async () => {
    const disk = Promise.withResolvers<void>();
    const journal = new FakeJournal();
    journal.write = () => disk.promise;
    const host = rehearse({ openJournal: async () => journal });
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'local' });
    disk.resolve();
    await settled();
    expect(phone.told).toEqual(['connect']);
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
      const host = rehearse();
      await host.configure({ denyPrefixes: ['+44163296'] });
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
