import { describe, expect, test } from 'vitest';
import type { HostSettings } from '../messages/protocol.ts';
import { callId, rehearse, remote, settled } from './rehearsal.ts';
import { JOINING } from './rehearsedCalls.ts';

const CALLER = remote('+442079460018');

async function rung(settings: Partial<HostSettings>, prepare = (_: ReturnType<typeof rehearse>) => {}) {
  const host = rehearse({}, JOINING);
  prepare(host);
  const phone = await host.ready();
  await host.configure(settings);
  await settled();
  host.sounds.length = 0;
  host.announced.length = 0;
  const ring = (name = 'in') => phone.says({ type: 'callOffered', callId: callId(name), remote: CALLER });
  ring();
  await settled();
  return { host, phone, ring };
}

describe('do not disturb', () => {
  test('is told to everybody as it is set', async () => {
    const { host } = await rung({ doNotDisturb: true });
    expect((await host.state()).doNotDisturb).toBe(true);
    await host.configure({ doNotDisturb: false });
    expect((await host.state()).doNotDisturb).toBe(false);
  });

  test('declines who calls at once: nothing rings, and no screen ever shows an offer', async () => {
    const { host, phone } = await rung({ doNotDisturb: true });
    expect(phone.told).toEqual(['connect', 'hangUp in busy']);
    expect(host.sounds.filter(Boolean)).toEqual([]);
    const shown = host.announced.flatMap(({ calls }) => calls.map(({ status }) => status));
    expect(new Set(shown)).toEqual(new Set(['ended']));
  });

  test('has the call in the journal as missed, and counts it', async () => {
    const { host, phone } = await rung({ doNotDisturb: true });
    phone.says({ type: 'callEnded', callId: callId('in'), by: 'local' });
    await settled();
    expect(host.journal.writes.at(-1)).toMatchObject({ id: 'in', outcome: 'missed' });
    expect((await host.state()).missed).toBe(1);
  });

  test('leaves the call that is up, and the one that rings already', async () => {
    const { host, phone, ring } = await rung({});
    await host.configure({ doNotDisturb: true });
    ring('second');
    await settled();
    expect(phone.told).toEqual(['connect', 'hangUp second busy']);
    expect((await host.state()).calls).toMatchObject([{ id: 'in', status: 'offered' }, { status: 'ended' }]);
  });

  test('is for who calls: the agent may still dial', async () => {
    const { host, phone } = await rung({ doNotDisturb: true });
    await host.dial('a');
    await settled();
    expect(phone.told).toContain('dial a');
  });
});

describe('auto-answer', () => {
  test('answers after as many seconds as are set, and not before', async () => {
    const { host, phone } = await rung({ autoAnswerSeconds: 3 });
    host.clock.advance(2_999);
    await settled();
    expect(phone.told).toEqual(['connect']);
    host.clock.advance(1);
    await settled();
    expect(phone.told).toEqual(['connect', 'answer in']);
  });

  test('is off where nothing is set', async () => {
    const { host, phone } = await rung({});
    host.clock.advance(60_000);
    await settled();
    expect(phone.told).toEqual(['connect']);
  });

  test.each<[string, (host: ReturnType<typeof rehearse>, ring: (name?: string) => void) => unknown]>([
    ['another call rings', (_, ring) => ring('second')],
    ['the agent dialled meanwhile', (host) => host.dial('a', '+14155550102')],
    ['the agent does not want to be disturbed any more', (host) => host.configure({ doNotDisturb: true })],
    ['it was switched off meanwhile', (host) => host.configure({ autoAnswerSeconds: 0 })],
    [
      'the caller gave up',
      (host) => host.phone.says({ type: 'callEnded', callId: callId('in'), by: 'remote' }),
    ],
  ])('does not answer when %s', async (_, happens) => {
    const { host, phone, ring } = await rung({ autoAnswerSeconds: 3 });
    await happens(host, ring);
    host.clock.advance(3_000);
    await settled();
    expect(phone.told.filter((what) => what.startsWith('answer'))).toEqual([]);
  });

  test('does not answer beside a call that is up when it comes in', async () => {
    const { host, phone, ring } = await rung({ autoAnswerSeconds: 3 });
    await host.command({ type: 'answer', callId: callId('in') });
    phone.says({ type: 'callAnswered', callId: callId('in') });
    ring('second');
    host.clock.advance(3_000);
    await settled();
    expect(phone.told).toEqual(['connect', 'answer in']);
  });

  test('does not answer where the browser would have to ask for the microphone', async () => {
    const { host, phone } = await rung({ autoAnswerSeconds: 3 }, ({ devices }) => {
      devices.permission = 'prompt';
    });
    host.clock.advance(3_000);
    await settled();
    expect(phone.told).toEqual(['connect']);
  });
});
