/** Is it a time of day at which this person may not be called? In the clock of whoever is called, every one it may be. */
import type { Country } from '../numbers/e164.ts';
import { isOpenAt, parseHours } from './hours.ts';

/** `region`: "DE", or "US-CA" for a part of it. */
export type RegionHours = { readonly region: string; readonly hours: string };
export type Place = {
  readonly country: Country | null;
  readonly state: string | null;
  readonly zones: readonly string[];
};

/**
 * True where hours are set and it is, or may be, outside them there: a number whose time zone nobody knows is not called.
 * The most particular hours count: the state's, else the country's, else the general ones.
 */
export function isQuiet(
  general: string,
  byRegion: readonly RegionHours[],
  place: Place,
  now: number,
): boolean {
  const hours = parseHours(hoursAt(general, byRegion, place));
  // What cannot be read is no permission: settings are checked before they are stored.
  if (hours === null) return true;
  if (hours.length === 0) return false;
  return place.zones.length === 0 || !place.zones.every((zone) => isOpenAt(hours, zone, now));
}

function hoursAt(general: string, byRegion: readonly RegionHours[], { country, state }: Place): string {
  const of = (region: string | null) => byRegion.find((one) => one.region === region)?.hours;
  return of(state) ?? of(country) ?? general;
}
