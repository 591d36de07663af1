import { describe, expect, test, vi } from 'vitest';
import type { PhoneEvent } from '../call/event.ts';
import { ABLE, CREDENTIALS, callId, FakeJournal, rehearse, remote, settled } from './rehearsal.ts';
import { FakePhone } from './rehearsedPhone.ts';

const ACCEPTED = { ok: true, value: null };

describe('starting', () => {
  test('closes what an earlier life left open, then tells the switchboard', async () => {
    const journal = new FakeJournal();
    const closing = Promise.withResolvers<number>();
    journal.closeInterrupted = async (hostId) => {
      journal.closed.push(hostId);
      return closing.promise;
    };
    const host = rehearse({ openJournal: async () => journal });
    await settled();
    const { hostId } = await host.state();
    expect([journal.closed, host.asked]).toEqual([[hostId], []]);
    closing.resolve(1);
    await host.started;
    expect(host.requests).toEqual([{ type: 'hostStarted', hostId }]);
  });

  test('listens before anything is awaited', async () => {
    const host = rehearse();
    expect(await host.ask({ type: 'getState' })).toMatchObject({ ok: true, value: { rev: 0 } });
  });

  test('each life has its own name', async () => {
    const [one, other] = [rehearse(), rehearse()];
    expect((await one.state()).hostId).not.toBe((await other.state()).hostId);
  });
});

describe('stopping', () => {
  test('ends the calls and lets the phone go', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    host.life.abort();
    await settled();
    expect(phone.told.at(-1)).toBe('dispose');
    expect((await host.state()).calls[0]?.status).toBe('ended');
    expect(host.devices.tracks[0]?.stopped).toBe(true);
  });
});

describe('opening a phone', () => {
  test('shows what it can do and connects it', async () => {
    const host = rehearse();
    await host.started;
    expect(await host.open(CREDENTIALS)).toEqual(ACCEPTED);
    expect(host.phone.told).toEqual(['connect']);
    expect((await host.state()).capabilities).toEqual(ABLE);
  });

  test('again with the same credentials changes nothing while the line is ready', async () => {
    const host = rehearse();
    await host.ready();
    expect(await host.open({ ...CREDENTIALS })).toEqual(ACCEPTED);
    expect(host.phones).toHaveLength(1);
    expect(host.phone.told).toEqual(['connect']);
  });

  test('again with the same credentials cuts a wait between two attempts short', async () => {
    const host = rehearse();
    const phone = await host.ready();
    phone.says({ type: 'lineConnecting', attempt: 3, retryAt: 9_000 });
    await host.open(CREDENTIALS);
    expect(phone.told).toEqual(['connect', 'reconnect']);
  });

  test('again after the line failed starts afresh', async () => {
    const host = rehearse();
    const phone = await host.ready();
    phone.says({ type: 'lineFailed', failure: { code: 'wrong-credentials' } });
    await host.open(CREDENTIALS);
    expect(phone.told).toEqual(['connect', 'dispose']);
    expect(host.phones).toHaveLength(2);
  });

  test('with other credentials ends the calls and disposes of the earlier phone first', async () => {
    const host = rehearse();
    const earlier = await host.ready();
    await host.dial('a');
    await settled();
    await host.open({ kind: 'fake', identity: 'other@demo.offhook.test' });
    expect(earlier.told).toEqual(['connect', 'dial a', 'dispose']);
    expect(host.phones).toHaveLength(2);
    expect((await host.state()).calls[0]?.status).toBe('ended');
  });

  test('two at the same moment are opened one after the other', async () => {
    const host = rehearse();
    await host.started;
    await Promise.all([
      host.open(CREDENTIALS),
      host.open({ kind: 'fake', identity: 'other@demo.offhook.test' }),
    ]);
    expect(host.phones.map(({ told }) => told)).toEqual([['connect', 'dispose'], ['connect']]);
  });

  test('whose code cannot be loaded is a failed line, and the next try may work', async () => {
    let broken = true;
    const host = rehearse({
      openPhone: async (_, context) => {
        if (broken) throw new TypeError('Failed to fetch dynamically imported module');
        const phone = new FakePhone(context, ABLE);
        phone.onTold = () => phone.says({ type: 'lineReady', identity: 'agent' });
        return phone;
      },
    });
    await host.started;
    expect(await host.open(CREDENTIALS)).toMatchObject({ ok: false });
    expect((await host.state()).line).toMatchObject({ status: 'failed' });
    broken = false;
    expect(await host.open(CREDENTIALS)).toEqual(ACCEPTED);
    expect((await host.state()).line.status).toBe('ready');
  });

  test('does not wait for ever for the earlier one to say goodbye', async () => {
    const host = rehearse();
    const earlier = await host.ready();
    earlier.dispose = () => new Promise(() => {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opened = host.open({ kind: 'fake', identity: 'other' });
    await vi.advanceTimersByTimeAsync(3_000);
    vi.useRealTimers();
    expect(await opened).toEqual(ACCEPTED);
    expect(host.phones).toHaveLength(2);
  });
});

describe('closing the phone', () => {
  test('leaves the line offline and without abilities', async () => {
    const host = rehearse();
    const phone = await host.ready();
    expect(await host.close()).toEqual(ACCEPTED);
    expect(phone.told).toEqual(['connect', 'dispose']);
    expect(await host.state()).toMatchObject({ line: { status: 'offline' }, capabilities: { maxCalls: 0 } });
  });

  test('hangs up what is up: the journal says who ended it, not that it was cut', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    phone.says({ type: 'callAnswered', callId: callId('a') });
    await host.close();
    await settled();
    const [call] = (await host.state()).calls;
    expect(call).toMatchObject({ status: 'ended', endedBy: 'local' });
    expect(call?.failure).toBeUndefined();
    expect(host.journal.writes.at(-1)).toMatchObject({ id: 'a', outcome: 'connected' });
  });

  test('makes it deaf and dumb: nothing it says afterwards counts', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.close();
    phone.says({ type: 'lineReady', identity: 'ghost' });
    phone.hears(callId('ghost'), {} as MediaStream);
    expect((await host.state()).line.status).toBe('offline');
    expect(host.played.size).toBe(0);
  });
});

describe('facts', () => {
  test('of one moment are announced as one snapshot', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await settled();
    const before = host.announced.length;
    phone.says({ type: 'callOffered', callId: callId('a'), remote: remote() });
    phone.says({ type: 'callMuted', callId: callId('a'), muted: true });
    await settled();
    expect(host.announced.slice(before)).toHaveLength(1);
    expect(host.announced.at(-1)).toEqual(await host.state());
  });

  test('that change nothing are not announced', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await settled();
    const before = host.announced.length;
    phone.says({ type: 'callAnswered', callId: callId('stranger') });
    phone.says({ type: 'lineReady', identity: CREDENTIALS.identity });
    await settled();
    expect(host.announced).toHaveLength(before);
  });

  test('are journalled after every change of what a record says of a call', async () => {
    const host = rehearse();
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    phone.says({ type: 'callRinging', callId: callId('a'), earlyMedia: false });
    phone.says({ type: 'callAnswered', callId: callId('a') });
    phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    await settled();
    expect(host.journal.writes.map(({ outcome }) => outcome)).toEqual(['open', 'open', 'connected']);
    expect(await host.ask({ type: 'getRecentCalls', limit: 1 })).toMatchObject({
      value: [{ id: 'a', outcome: 'connected' }],
    });
  });

  test('that nobody can understand do not break the phone', async () => {
    const host = rehearse();
    const phone = await host.ready();
    const nonsense = {
      type: 'callOffered',
      callId: 'x',
      get remote() {
        throw new Error('trap');
      },
    };
    expect(() => phone.says(nonsense as unknown as PhoneEvent)).not.toThrow();
    expect(() => phone.says(null as unknown as PhoneEvent)).not.toThrow();
    phone.says({ type: 'callOffered', callId: callId('a'), remote: remote() });
    expect((await host.state()).calls).toMatchObject([{ id: 'a' }]);
  });

  test('that nobody can be told of do not break the phone', async () => {
    const host = rehearse({
      announce() {
        throw new Error('Extension context invalidated.');
      },
    });
    const phone = await host.ready();
    await host.dial('a');
    await settled();
    expect(phone.told).toEqual(['connect', 'dial a']);
    expect(host.complaints.join()).toContain('announce the state');
  });
});
