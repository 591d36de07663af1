/** Calls under the day on which they began, in the order in which they come. Pure. */
import type { CallRecord } from '../../call/record.ts';
import { say } from '../words.ts';

export type HistoryDay = { readonly title: string; readonly records: readonly CallRecord[] };

const DAY_MS = 86_400_000;

/** `now`: epoch milliseconds. Days begin at midnight here. */
export function byDay(records: readonly CallRecord[], now: number, language: string): readonly HistoryDay[] {
  const days = new Map<number, CallRecord[]>();
  for (const record of records) {
    const day = midnightOf(record.startedAt);
    days.set(day, [...(days.get(day) ?? []), record]);
  }
  return [...days].map(([day, found]) => ({ title: titleOf(day, now, language), records: found }));
}

function titleOf(day: number, now: number, language: string): string {
  const today = midnightOf(now);
  if (day === today) return say('history_today');
  // Half a day off: days that clocks were changed on are an hour shorter or longer.
  if (day === midnightOf(today - DAY_MS / 2)) return say('history_yesterday');
  const isThisYear = new Date(day).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(day);
}

function midnightOf(at: number): number {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}
