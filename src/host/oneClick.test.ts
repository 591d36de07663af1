import { describe, expect, test } from 'vitest';
import type { Command } from '../call/command.ts';
import { callId, FakeJournal, rehearse, remote, settled } from './rehearsal.ts';

const GRACE_MS = 2_500;
const numberOf = (name: string, dialsAt: number) => ({
  callId: callId(name),
  remote: remote(),
  text: '(415) 555-0101',
  country: 'US' as const,
  why: 'site' as const,
  site: 'https://crm.example',
  dialsAt,
});

/** A ready line and number `a`, raised to dial itself after the grace. */
async function raised(dialsIn = GRACE_MS, changes: Parameters<typeof rehearse>[0] = {}) {
  const host = rehearse(changes);
  const phone = await host.ready();
  const dialsAt = host.clock.now() + dialsIn;
  await host.command({ type: 'raise', raised: numberOf('a', dialsAt) });
  return { host, phone, dials: () => phone.told.filter((what) => what.startsWith('dial')) };
}

describe('a number that was raised to be dialled at once', () => {
  test('is dialled when its grace is over, not before, and once', async () => {
    const { host, dials } = await raised();
    host.clock.advance(GRACE_MS - 1);
    await settled();
    expect(dials()).toEqual([]);
    host.clock.advance(1);
    await settled();
    host.clock.advance(60_000);
    await settled();
    expect(dials()).toEqual(['dial a']);
    expect((await host.state()).raised).toBeNull();
  });

  test.each<Command>([
    { type: 'dismissRaised' },
    { type: 'dismissRaised', callId: callId('a') },
    { type: 'hangUp', callId: callId('a') },
    { type: 'sendDigits', callId: callId('x'), digits: '1' },
  ])('is not, once somebody did something: $type', async (command) => {
    const { host, dials } = await raised();
    await host.command(command);
    host.clock.advance(60_000);
    await settled();
    expect(dials()).toEqual([]);
    expect((await host.state()).raised?.dialsAt).toBeUndefined();
  });

  test('is dialled by hand during its grace, and not again after it', async () => {
    const { host, dials } = await raised();
    await host.dial('a');
    host.clock.advance(60_000);
    await settled();
    expect(dials()).toEqual(['dial a']);
  });

  test('gives way to the next one that is raised', async () => {
    const { host, dials } = await raised();
    host.clock.advance(1_000);
    await host.command({ type: 'raise', raised: numberOf('b', host.clock.now() + GRACE_MS) });
    host.clock.advance(GRACE_MS);
    await settled();
    expect(dials()).toEqual(['dial b']);
  });

  test('goes on when the line is tried again or the microphone looked at, or another number put away', async () => {
    const { host, dials } = await raised();
    await host.command({ type: 'reconnect' });
    await host.command({ type: 'checkMicrophone' });
    await host.command({ type: 'dismissRaised', callId: callId('other') });
    host.clock.advance(GRACE_MS);
    await settled();
    expect(dials()).toEqual(['dial a']);
  });

  test('waits for a person when it is refused, and is not tried again by itself', async () => {
    const { host, dials } = await raised();
    await host.configure({ denyPrefixes: ['+1415'] });
    host.clock.advance(GRACE_MS);
    await settled();
    const { raised: waiting } = await host.state();
    expect(waiting).toMatchObject({ callId: 'a' });
    expect(waiting).not.toHaveProperty('dialsAt');
    await host.configure({});
    host.clock.advance(60_000);
    await settled();
    expect(dials()).toEqual([]);
  });

  test('is not dialled when it is put away while the rules are asked about it', async () => {
    const counted = Promise.withResolvers<number>();
    const journal = new FakeJournal();
    journal.countDialled = () => counted.promise;
    const { host, dials } = await raised(GRACE_MS, { openJournal: async () => journal });
    await host.configure({ attemptsPerDay: 5 });
    host.clock.advance(GRACE_MS);
    await settled();
    await host.command({ type: 'dismissRaised', callId: callId('a') });
    counted.resolve(0);
    await settled();
    expect(dials()).toEqual([]);
    expect(await host.state()).toMatchObject({ raised: null, calls: [] });
  });

  test('waits for a person while another call is up, rings or is being dialled', async () => {
    const { host, phone, dials } = await raised();
    phone.says({ type: 'callOffered', callId: callId('in'), remote: remote('+14155550102') });
    host.clock.advance(GRACE_MS);
    await settled();
    expect(dials()).toEqual([]);
    expect((await host.state()).raised).toMatchObject({ callId: 'a' });
    expect((await host.state()).raised).not.toHaveProperty('dialsAt');
  });

  test.each([
    ['a time that is no grace any more', 60_000],
    ['a time that is long past', -10_000],
  ])('is not dialled at %s', async (_, dialsIn) => {
    const { host, dials } = await raised(dialsIn);
    host.clock.advance(120_000);
    await settled();
    expect(dials()).toEqual([]);
    expect((await host.state()).raised).not.toHaveProperty('dialsAt');
  });
});

test('a number that is raised for the button dials nothing by itself', async () => {
  const host = rehearse();
  const phone = await host.ready();
  const { dialsAt: _, ...forTheButton } = numberOf('a', 0);
  await host.command({ type: 'raise', raised: forTheButton });
  host.clock.advance(60_000);
  await settled();
  expect(phone.told).toEqual(['connect']);
});
