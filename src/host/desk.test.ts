import { describe, expect, test } from 'vitest';
import type { Command } from '../call/command.ts';
import { NO_CAPABILITIES } from '../call/state.ts';
import { ABLE, callId, rehearse, remote, settled } from './rehearsal.ts';

const ACCEPTED = { ok: true, value: null };
const A = callId('a');

/** A host with call `a` up. */
async function live(abilities = ABLE) {
  const host = rehearse({}, abilities);
  const phone = await host.ready();
  await host.dial('a');
  await settled();
  phone.says({ type: 'callAnswered', callId: A });
  phone.told.length = 0;
  return { host, phone };
}

describe('a live call', () => {
  test.each([
    [{ type: 'hangUp', callId: A }, 'hangUp a'],
    [{ type: 'hold', callId: A }, 'hold a'],
    [{ type: 'setMuted', callId: A, muted: true }, 'mute a'],
    [{ type: 'setMuted', callId: A, muted: false }, 'unmute a'],
    [{ type: 'sendDigits', callId: A, digits: '1,2#' }, 'digits a 1,2#'],
    [{ type: 'reconnect' }, 'reconnect'],
  ] satisfies [Command, string][])('%j is told to the phone', async (command, told) => {
    const { host, phone } = await live();
    expect(await host.command(command)).toEqual(ACCEPTED);
    expect(phone.told).toEqual([told]);
  });

  test.each([
    { type: 'hold', callId: A },
    { type: 'resume', callId: A },
    { type: 'setMuted', callId: A, muted: true },
    { type: 'sendDigits', callId: A, digits: '1' },
  ] satisfies Command[])('$type is refused by a phone that cannot', async (command) => {
    const { host, phone } = await live({ ...NO_CAPABILITIES, maxCalls: 1 });
    expect(await host.command(command)).toMatchObject({ ok: false, failure: { code: 'not-supported' } });
    expect(phone.told).toEqual([]);
  });

  test('stays until the phone says that it is over', async () => {
    const { host, phone } = await live();
    await host.command({ type: 'hangUp', callId: A });
    expect((await host.state()).calls[0]?.status).toBe('live');
    phone.says({ type: 'callEnded', callId: A, by: 'local' });
    expect((await host.state()).calls[0]).toMatchObject({ status: 'ended', endedBy: 'local' });
  });

  test('ends here when the phone throws on hanging up', async () => {
    const { host, phone } = await live();
    phone.onTold = () => {
      throw new Error('the SDK fell over');
    };
    expect(await host.command({ type: 'hangUp', callId: A })).toEqual(ACCEPTED);
    expect((await host.state()).calls[0]?.status).toBe('ended');
  });

  test('is put on hold when another one is resumed', async () => {
    const { host, phone } = await live();
    phone.says({ type: 'callHeld', callId: A });
    phone.says({ type: 'callOffered', callId: callId('b'), remote: remote('+442079460018') });
    await host.command({ type: 'answer', callId: callId('b') });
    phone.says({ type: 'callAnswered', callId: callId('b') });
    await host.command({ type: 'resume', callId: A });
    expect(phone.told).toEqual(['answer b', 'hold b', 'resume a']);
  });
});

describe('hanging up', () => {
  test('a call that nobody knows is accepted and told to nobody', async () => {
    const host = rehearse();
    const phone = await host.ready();
    expect(await host.command({ type: 'hangUp', callId: callId('stranger') })).toEqual(ACCEPTED);
    expect(phone.told).toEqual(['connect']);
  });

  test('a call that is over is told to nobody', async () => {
    const { host, phone } = await live();
    phone.says({ type: 'callEnded', callId: A, by: 'remote' });
    expect(await host.command({ type: 'hangUp', callId: A })).toEqual(ACCEPTED);
    expect(phone.told).toEqual([]);
  });

  test('an offered call declines it', async () => {
    const host = rehearse();
    const phone = await host.ready();
    phone.says({ type: 'callOffered', callId: A, remote: remote() });
    await host.command({ type: 'hangUp', callId: A });
    expect(phone.told).toEqual(['connect', 'hangUp a']);
  });
});

describe('a raised number', () => {
  const raised = {
    callId: A,
    remote: remote(),
    text: '(415) 555-0101',
    country: 'US',
    why: 'site',
  } as const;

  test('waits in the state, dials nothing, and goes away', async () => {
    const host = rehearse();
    const phone = await host.ready();
    expect(await host.command({ type: 'raise', raised })).toEqual(ACCEPTED);
    expect((await host.state()).raised).toEqual({ ...raised, raisedAt: 1_000 });
    await host.command({ type: 'dismissRaised' });
    expect((await host.state()).raised).toBeNull();
    expect(phone.told).toEqual(['connect']);
  });

  test('is shown as the number that it is, whatever the page would show for it', async () => {
    const host = rehearse();
    await host.ready();
    const deceiving = { ...remote(), display: '+1 415 555 0199' };
    await host.command({ type: 'raise', raised: { ...raised, remote: deceiving } });
    expect((await host.state()).raised?.remote).toEqual(remote());
  });

  test('is no longer raised once it is dialled', async () => {
    const host = rehearse();
    await host.ready();
    await host.command({ type: 'raise', raised });
    await host.dial('a');
    expect((await host.state()).raised).toBeNull();
  });
});

test('a dismissed call leaves the state', async () => {
  const { host, phone } = await live();
  phone.says({ type: 'callEnded', callId: A, by: 'remote' });
  await host.command({ type: 'dismissCall', callId: A });
  expect((await host.state()).calls).toEqual([]);
});

test('without a phone there is nothing to reconnect', async () => {
  const host = rehearse();
  expect(await host.command({ type: 'reconnect' })).toMatchObject({ failure: { code: 'line-not-ready' } });
});

test('a look at the microphone is reported in the state', async () => {
  const host = rehearse();
  host.devices.permission = 'prompt';
  await host.started;
  await settled();
  expect((await host.state()).microphone).toBe('unknown');
  host.devices.permission = 'granted';
  await host.command({ type: 'checkMicrophone' });
  await settled();
  expect((await host.state()).microphone).toBe('granted');
});

test('a phone that throws on a command refuses it and lives on', async () => {
  const { host, phone } = await live();
  phone.onTold = () => {
    throw new Error('the SDK fell over');
  };
  expect(await host.command({ type: 'hold', callId: A })).toMatchObject({ ok: false });
  phone.onTold = () => {};
  expect(await host.command({ type: 'hold', callId: A })).toEqual(ACCEPTED);
});
