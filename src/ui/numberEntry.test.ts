import { beforeAll, describe, expect, it } from 'vitest';
import { afterEdit, entryHint, grouped, pastedNumber, remoteFrom, withoutLast } from './numberEntry.ts';
import { loadNumbersRoom, type NumbersRoom } from './numbersRoom.ts';

let room: NumbersRoom;
beforeAll(async () => {
  room = await loadNumbersRoom();
});
const SWEDEN = { country: 'SE', source: 'account' as const };

describe('a number that is typed', () => {
  it('is grouped while it grows', () => {
    expect(grouped(room, '+46846500427', null)).toBe('+46 8 465 004 27');
    expect(grouped(room, '084650042', 'SE')).toBe('08-465 00 42');
  });

  it('stays as it is while its caret stands inside it, while it shrinks, and where it has letters', () => {
    const field = (value: string, selectionStart: number) => ({ value, selectionStart });
    expect(afterEdit(room, field('+468465004270', 3), '+46846500427', null)).toBe('+468465004270');
    expect(afterEdit(room, field('+4684650042', 11), '+46846500427', null)).toBe('+4684650042');
    expect(grouped(room, '+1 800 FLOWERS', null)).toBe('+1 800 FLOWERS');
  });

  it('says its country, and how to begin where nobody knows it', () => {
    expect(entryHint(room, '+46846500427', null)).toBe('Sweden, from its prefix');
    expect(entryHint(room, '08-465 004 27', SWEDEN)).toBe('Sweden, as set in your account');
    expect(entryHint(room, '08-465', null)).toBe('Start with + and the country code');
    expect(entryHint(room, '', null)).toBe('');
  });

  it('loses one digit with one press, and the space before it', () => {
    expect(withoutLast('+46 8 4')).toBe('+46 8');
    expect(withoutLast('4')).toBe('');
  });
});

describe('a number that is pasted', () => {
  it('is shown as it was understood, extension and all', () => {
    expect(pastedNumber(room, ' tel:+46-8-465-004-27 ', null)).toBe('+46 8 465 004 27');
    expect(pastedNumber(room, '+46 8 465 004 27 ext. 12', null)).toBe('+46 8 465 004 27 ext. 12');
  });

  it('is left to the field where it was not', () => {
    expect(pastedNumber(room, 'see you at noon', null)).toBeNull();
  });
});

describe('who is called', () => {
  it('is a number, or a short one as it was typed', () => {
    expect(remoteFrom(room, '08-465 004 27', SWEDEN)).toMatchObject({ e164: '+46846500427' });
    expect(remoteFrom(room, '47 11', null)).toEqual({ e164: null, display: '4711' });
  });

  it('is nobody without a country, without a number, or with one that cannot be', () => {
    expect(remoteFrom(room, '08-465 004 27', null)).toBe('dial_error_country');
    expect(remoteFrom(room, ' ', null)).toBe('dial_error_empty');
    expect(remoteFrom(room, '+999 123 456', null)).toBe('dial_error_invalid');
  });
});
