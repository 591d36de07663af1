/**
 * From libphonenumber's tables to ours: prefix → time zones, with clocks that always show the same counted once, and
 * North American area code → state or province (ISO 3166-2). Run by scripts/zones.ts, never in the product.
 */

/** Zones (joined by "&") → the prefixes, without plus, of the numbers that are there. */
export type ZoneTable = Readonly<Record<string, string>>;
/** "US-CA" → area codes. */
export type StateTable = Readonly<Record<string, string>>;

/** `raw`: digits → zones joined by "&". A prefix that says what a shorter one says already is left out. */
export function compileZones(raw: Readonly<Record<string, string>>): ZoneTable {
  const frequency = new Map<string, number>();
  for (const zone of Object.values(raw).flatMap((zones) => zones.split('&')))
    frequency.set(zone, (frequency.get(zone) ?? 0) + 1);
  const said = new Map(
    Object.entries(raw).map(([prefix, zones]) => [prefix, distinct(zones.split('&'), frequency).join('&')]),
  );
  const table: Record<string, string[]> = {};
  for (const [prefix, zones] of [...said].sort()) {
    if (saidBefore(prefix, said) === zones) continue;
    table[zones] = [...(table[zones] ?? []), prefix];
  }
  return Object.fromEntries(
    Object.entries(table)
      .sort()
      .map(([zones, prefixes]) => [zones, prefixes.join(' ')]),
  );
}

/** What the longest shorter prefix says. */
function saidBefore(prefix: string, said: ReadonlyMap<string, string>): string | undefined {
  for (let length = prefix.length - 1; length > 0; length -= 1) {
    const shorter = said.get(prefix.slice(0, length));
    if (shorter !== undefined) return shorter;
  }
  return undefined;
}

/** Of zones whose clocks agree all year the one that most numbers are in. */
function distinct(zones: readonly string[], frequency: ReadonlyMap<string, number>): string[] {
  const kept = new Map<string, string>();
  const often = (zone: string) => frequency.get(zone) ?? 0;
  for (const zone of [...zones].sort((one, other) => often(other) - often(one) || (one < other ? -1 : 1))) {
    const clock = clockOf(zone);
    if (!kept.has(clock)) kept.set(clock, zone);
  }
  return [...kept.values()].sort();
}

const clocks = new Map<string, string>();

/** The offsets of a year, day by day. */
function clockOf(zone: string): string {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  const days = Array.from({ length: 365 }, (_, day) => Date.UTC(2026, 0, 1 + day, 12));
  const clock = days.map((day) => format.format(day).split('GMT')[1] ?? '').join();
  clocks.set(zone, clock);
  return clock;
}

/** `raw`: digits after country code 1 → "San Francisco, CA" or "California". The state that most of a code's places are in. */
export function compileStates(raw: Readonly<Record<string, string>>): StateTable {
  const votes = new Map<string, Map<string, number>>();
  for (const [digits, place] of Object.entries(raw)) {
    const region = regionOf(place);
    if (!region || digits.length < 3) continue;
    const code = digits.slice(0, 3);
    const counted = votes.get(code) ?? new Map<string, number>();
    // A shorter prefix speaks for ten times as many numbers.
    counted.set(region, (counted.get(region) ?? 0) + 10 ** (7 - digits.length));
    votes.set(code, counted);
  }
  const table: Record<string, string[]> = {};
  for (const [code, counted] of [...votes].sort()) {
    const [[region] = ['']] = [...counted].sort(([, one], [, other]) => other - one);
    table[region] = [...(table[region] ?? []), code];
  }
  return Object.fromEntries(
    Object.entries(table)
      .sort()
      .map(([region, codes]) => [region, codes.join(' ')]),
  );
}

function regionOf(place: string): string | null {
  const abbreviation = /, ([A-Z]{2})$/.exec(place)?.[1] ?? REGION_NAMES[place];
  if (!abbreviation) return null;
  return `${PROVINCES.includes(abbreviation) ? 'CA' : 'US'}-${abbreviation}`;
}

const PROVINCES: readonly string[] = 'AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' ');

/** Whole states, as the tables name them. */
const REGION_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  `Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|Delaware DE|Florida FL|Georgia GA|Hawaii HI|Idaho ID|Illinois IL|Indiana IN|Iowa IA|Kansas KS|Kentucky KY|Louisiana LA|Maine ME|Maryland MD|Massachusetts MA|Michigan MI|Minnesota MN|Mississippi MS|Missouri MO|Montana MT|Nebraska NE|Nevada NV|New Hampshire NH|New Jersey NJ|New Mexico NM|New York NY|North Carolina NC|North Dakota ND|Ohio OH|Oklahoma OK|Oregon OR|Pennsylvania PA|Rhode Island RI|South Carolina SC|South Dakota SD|Tennessee TN|Texas TX|Utah UT|Vermont VT|Virginia VA|Washington WA|Washington D.C. DC|Washington State WA|West Virginia WV|Wisconsin WI|Wyoming WY|Alberta AB|British Columbia BC|Manitoba MB|New Brunswick NB|Newfoundland and Labrador NL|Nova Scotia NS|Ontario ON|Prince Edward Island PE|Quebec QC|Saskatchewan SK`
    .split('|')
    .map((entry) => [entry.slice(0, -3), entry.slice(-2)]),
);
