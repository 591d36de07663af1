/** Rules between a text that a person edits and the value that is kept. Pure. */
import type { RegionHours, Route } from '../../settings/settings.ts';

export const listText = (list: readonly string[]): string => list.join(', ');

/** "+1 900, +979": each begins with its country code. null: one of them does not. */
export function prefixesOf(text: string): readonly string[] | null {
  const prefixes = text
    .split(/[,;\n]+/)
    .map((prefix) => prefix.replace(/[\s().-]/g, ''))
    .filter(Boolean);
  return prefixes.every((prefix) => /^\+[1-9]\d{0,14}$/.test(prefix)) ? prefixes : null;
}

export const regionHoursText = (list: readonly RegionHours[]): string =>
  list.map(({ region, hours }) => `${region}: ${hours}`).join('\n');

/** "DE: Mon-Fri 09:00-18:00" a line. The hours themselves are judged where they are kept. */
export function regionHoursOf(text: string): readonly RegionHours[] | null {
  const lines = linesOf(text).map((line) => /^([A-Z]{2}(?:-[A-Z\d]{1,3})?)\s*:\s*(.*)$/.exec(line));
  return allOf(lines.map((match) => match && { region: match[1] ?? '', hours: match[2] ?? '' }));
}

export const routesText = (routes: readonly Route[]): string =>
  routes
    .map(({ prefix, site, account }) => `${[prefix, site].filter(Boolean).join(' ')} = ${account}`)
    .join('\n');

/** "+44 https://crm.example = Sales" a line: a prefix, a site or both, and the account that carries these calls. */
export function routesOf(text: string): readonly Route[] | null {
  return allOf(linesOf(text).map(routeOf));
}

function routeOf(line: string): Route | null {
  const at = line.lastIndexOf('=');
  const account = line.slice(at + 1).trim();
  const words = line.slice(0, Math.max(at, 0)).trim().split(/\s+/).filter(Boolean);
  const prefix = words.find((word) => /^\+[1-9]\d{0,14}$/.test(word));
  const site = words.find((word) => /^https?:\/\/[^/]+$/.test(word));
  const isUnderstood = words.length > 0 && words.every((word) => word === prefix || word === site);
  if (at < 0 || account === '' || !isUnderstood) return null;
  return { ...(prefix && { prefix }), ...(site && { site }), account };
}

export function wholeNumberOf(text: string, least: number, most: number): number | null {
  if (!/^\d{1,6}$/.test(text.trim())) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function allOf<Value>(values: readonly (Value | null)[]): readonly Value[] | null {
  const found = values.filter((value): value is NonNullable<typeof value> => value !== null);
  return found.length === values.length ? found : null;
}

/** A line an entry, each once; null: one is too long. */
export function entriesOf(text: string, longest: number): readonly string[] | null {
  const entries = [...new Set(linesOf(text))];
  return entries.every((entry) => entry.length <= longest) ? entries : null;
}
