/** What `records` has to know, as a file of the rendered folder: it is started on that like the daemons beside it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import type { Parsed } from '../config/problem.ts';
import type { GatewaySettings } from '../config/settings.ts';

const recordsSettingsSchema = v.object({
  /** Where Kamailio writes its rows. */
  run: v.string(),
  /** Where records are kept; null: not there. */
  cdrFile: v.nullable(v.string()),
  databaseUrl: v.nullable(v.string()),
});
export type RecordsSettings = Readonly<v.InferOutput<typeof recordsSettingsSchema>>;

export const RECORDS_FILE = 'records.conf';

export const keepsRecords = ({ cdrFile, databaseUrl }: GatewaySettings): boolean =>
  cdrFile !== null || databaseUrl !== null;

export function recordsSettings(
  { cdrFile, databaseUrl }: GatewaySettings,
  { run }: { readonly run: string },
): RecordsSettings {
  return { run, cdrFile: cdrFile && resolve(cdrFile), databaseUrl };
}

/** By its path in the folder; nothing where no records are kept. */
export function recordsFile(
  settings: GatewaySettings,
  folders: { readonly run: string },
): Readonly<Record<string, string>> {
  if (!keepsRecords(settings)) return {};
  return { [RECORDS_FILE]: `${JSON.stringify(recordsSettings(settings, folders), null, 2)}\n` };
}

export function readRecordsFile(path: string): Parsed<RecordsSettings> {
  try {
    return { ok: true, value: v.parse(recordsSettingsSchema, JSON.parse(readFileSync(path, 'utf8'))) };
  } catch (error) {
    const fix = `cannot be read (${error instanceof Error ? error.message : error}): run \`npm run gateway -- render\``;
    return { ok: false, problems: [{ file: path, line: null, about: 'records', value: null, fix }] };
  }
}
