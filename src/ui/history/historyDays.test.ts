import { expect, it } from 'vitest';
import type { CallRecord } from '../../call/record.ts';
import type { CallId } from '../../call/state.ts';
import { byDay } from './historyDays.ts';

const at = (...moment: [number, number, number, number]) => new Date(...moment).getTime();
const NOW = at(2026, 10, 21, 14);
const record = (startedAt: number): CallRecord => ({
  id: String(startedAt) as CallId,
  hostId: 'h',
  direction: 'outgoing',
  number: '+46846500427',
  startedAt,
  outcome: 'busy',
});
const titles = (...moments: readonly number[]) =>
  byDay(moments.map(record), NOW, 'en').map(({ title }) => title);

it('puts calls under their day: today, yesterday, a date, and a year that is not this one', () => {
  const moments = [NOW, at(2026, 10, 20, 23), at(2026, 10, 18, 9), at(2025, 11, 31, 9)];
  expect(titles(...moments)).toEqual([
    'Today',
    'Yesterday',
    'Wednesday, November 18',
    'Wednesday, December 31, 2025',
  ]);
});

it('keeps the order in which they come', () => {
  const [day] = byDay([NOW, NOW - 1, NOW - 2].map(record), NOW, 'en');
  expect(day?.records.map(({ startedAt }) => startedAt)).toEqual([NOW, NOW - 1, NOW - 2]);
});
