/** What the clock shows where the phone would ring, as the browser's language writes it. */

/** The earliest and the latest of the times of day that it may be there; null where no zone is known. `now`: epoch ms. */
export function localTimes(zones: readonly string[], now: number): readonly [string, string] | null {
  // Sweden writes dates so that they sort as text.
  const dateIn = (timeZone: string) => new Date(now).toLocaleString('sv', { timeZone });
  const ordered = zones.toSorted((one, other) => (dateIn(one) < dateIn(other) ? -1 : 1));
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return null;
  const timeIn = (timeZone: string) =>
    new Date(now).toLocaleTimeString(navigator.language, { hour: '2-digit', minute: '2-digit', timeZone });
  return [timeIn(first), timeIn(last)];
}
