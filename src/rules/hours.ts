/** Calling hours: "Mon-Fri 08:00-20:00, Sat 09:00-13:00" in a time zone. Pure; the clock is the caller's. */

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const PART =
  /^(?<from>[a-z]{3})(?:\s*-\s*(?<to>[a-z]{3}))?\s+(?<opens>\d{1,2}:\d{2})\s*-\s*(?<closes>\d{1,2}:\d{2})$/;

/** `days`: 0 is Monday. Minutes of the day; `closes` is the first minute that is too late, 1440 at most. */
type Opening = { readonly days: readonly number[]; readonly opens: number; readonly closes: number };
/** No openings: always open. */
export type Hours = readonly Opening[];

/** Null: not hours. Nothing written: always. A part that ends before it begins goes over no midnight; write two. */
export function parseHours(text: string): Hours | null {
  const parts = text.split(',').map((part) => part.trim().toLowerCase());
  const openings = parts.filter(Boolean).map(parsePart);
  // "," is a slip of the hand, and no permission to call at any time.
  if (openings.length === 0 && text.trim() !== '') return null;
  return openings.every((opening) => opening !== null) ? openings : null;
}

/** `now`: epoch ms. Of a time zone that this browser does not know nobody can say that it is open. */
export function isOpenAt(hours: Hours, timeZone: string, now: number): boolean {
  if (hours.length === 0) return true;
  const local = localTime(timeZone, now);
  if (!local) return false;
  const { day, minute } = local;
  return hours.some(({ days, opens, closes }) => days.includes(day) && minute >= opens && minute < closes);
}

function parsePart(part: string): Opening | null {
  const { from = '', to = from, opens = '', closes = '' } = PART.exec(part)?.groups ?? {};
  const [first, last] = [dayOf(from), dayOf(to)];
  const [begin, end] = [minuteOf(opens), minuteOf(closes)];
  if (first < 0 || last < 0 || begin === null || end === null || begin >= end) return null;
  // "Fri-Mon" goes through the weekend.
  const length = ((last - first + DAYS.length) % DAYS.length) + 1;
  const days = Array.from({ length }, (_, i) => (first + i) % DAYS.length);
  return { days, opens: begin, closes: end };
}

function dayOf(name: string): number {
  return DAYS.indexOf(name as (typeof DAYS)[number]);
}

function minuteOf(clock: string): number | null {
  const [hours = Number.NaN, minutes = Number.NaN] = clock.split(':').map(Number);
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= 1440 ? total : null;
}

function localTime(timeZone: string, now: number): { day: number; minute: number } | null {
  const format = clockOf(timeZone);
  if (!format) return null;
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return {
    day: dayOf((parts.weekday ?? '').slice(0, 3).toLowerCase()),
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  const parts = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, ...parts });
  } catch {
    return null;
  }
}
