// Ways round the rules: another spelling of a number that they refuse, two calls at once, a journal that says nothing.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import examples from 'libphonenumber-js/mobile/examples' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import type { HostSettings } from '../messages/protocol.ts';
import { toE164 } from '../numbers/e164.ts';
import { parseNumber } from '../numbers/parse.ts';
import { CLOSED_TIERS } from '../rules/tierNames.ts';
import { isOwnSpelling } from './places.ts';
import { callId, FakeJournal, rehearse, settled } from './rehearsal.ts';

const OPEN: Partial<HostSettings> = { openTiers: [...CLOSED_TIERS], shortNumbers: 'allow' };
const LONDON = '+442079460018';

async function ready(settings: Partial<HostSettings>, changes: Parameters<typeof rehearse>[0] = {}) {
  const host = rehearse(changes);
  const phone = await host.ready();
  await host.configure({ ...OPEN, ...settings });
  return { host, dialled: () => phone.told.filter((what) => what.startsWith('dial')) };
}

describe('a number in a spelling that is not its own', () => {
  const DENIED = ['+44 9', '+1 900', '+7 809', '+81 990', '+33 89', '+61 190', '+49 900'];

  test.each([
    ['a trunk zero behind the country code', '+4409098790000'],
    ['two of them', '+44009098790000'],
    ['the American trunk prefix', '+119005550100'],
    ['the Russian one', '+788095553535'],
    ['the Japanese one', '+810990123456'],
    ['the French one', '+330899123456'],
    ['the German one', '+4909001234567'],
    ['a country that there is not', '+9991234567'],
  ])('passes no deny-list: %s', async (_, number) => {
    const { host, dialled } = await ready({ denyPrefixes: DENIED });
    expect(await host.dial('a', number)).toMatchObject({ ok: false });
    await settled();
    expect(dialled()).toEqual([]);
  });

  test('is refused, whatever digits stand before a number that is denied', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[0-9]{0,3}$/), async (before) => {
        const number = `+44${before}9098790000`;
        const { host } = await ready({ denyPrefixes: ['+449'] });
        const reply = await host.dial('a', number);
        if (reply.ok) expect(parseNumber(number, null)).toMatchObject({ e164: number });
      }),
      { numRuns: 60 },
    );
  });

  test('is none that anybody has: of each country’s own numbers all are dialled as they are', () => {
    for (const [country, national] of Object.entries(examples)) {
      const read = parseNumber(national, { country, source: 'site' });
      expect(read && isOwnSpelling(read.e164), `${country} ${national}`).not.toBe(false);
    }
    for (const text of ['+39012345678', '+4930231250', '+80012345678', '+8816123456789'])
      expect(isOwnSpelling(toE164(text) as never), text).toBe(true);
  });
});

describe('an Argentine mobile', () => {
  const WITH_9 = '+5491123456789';
  const WITHOUT = '+541123456789';
  const hash = (number: string) => createHash('sha256').update(`salt${number}`).digest('hex').slice(0, 16);

  test.each([
    [WITH_9, WITHOUT],
    [WITHOUT, WITH_9],
  ])('that a list has as %s is not called as %s', async (listed, number) => {
    const { host } = await ready({ doNotCall: [{ salt: 'salt', hashes: [hash(listed)] }] });
    expect(await host.dial('a', number)).toMatchObject({ failure: { code: 'do-not-call' } });
  });

  test('is one number to whoever counts attempts', async () => {
    const { host } = await ready({ attemptsPerDay: 1 });
    expect(await host.dial('a', WITH_9)).toMatchObject({ ok: true });
    host.phone.says({ type: 'callEnded', callId: callId('a'), by: 'remote' });
    expect(await host.dial('b', WITHOUT)).toMatchObject({ failure: { code: 'attempts-used' } });
  });
});

describe('attempts', () => {
  class SlowJournal extends FakeJournal {
    override countDialled = async (number: string): Promise<number> => {
      const counted = this.writes.filter((one) => one.number === number).length;
      await settled();
      return counted;
    };
  }

  test('are not doubled by two calls in the same moment', async () => {
    const { host, dialled } = await ready(
      { attemptsPerDay: 1 },
      { openJournal: async () => new SlowJournal() },
    );
    const replies = await Promise.all(['a', 'b', 'c'].map((id) => host.dial(id, LONDON)));
    await settled();
    expect(replies.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(dialled()).toEqual(['dial a']);
  });

  test('that a stuck journal never counts block nobody', async () => {
    const journal = new FakeJournal();
    journal.countDialled = () => new Promise(() => undefined);
    const { host } = await ready({ attemptsPerDay: 1 }, { openJournal: async () => journal });
    expect(await host.dial('a', LONDON)).toMatchObject({ ok: true });
  });
});
