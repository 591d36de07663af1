/** Schemas of settings on their way between our own contexts, made from the one declaration (src/settings/settings.ts). */
import * as v from 'valibot';
import { LONGEST_LIST, SETTINGS, type Settings } from '../settings/settings.ts';

type AnySchema = v.GenericSchema<unknown, unknown>;

const entries: Record<string, AnySchema> = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, declared]): [string, AnySchema] => [
    key,
    'entry' in declared
      ? v.pipe(v.array(declared.entry as AnySchema), v.maxLength(LONGEST_LIST))
      : (declared.schema as AnySchema),
  ]),
);

/** Every setting. */
export const settingsEntries = entries as {
  [Key in keyof Settings]: v.GenericSchema<unknown, Settings[Key]>;
};

/** Those that change. */
export const settingsChange = v.partial(v.strictObject(settingsEntries)) as unknown as v.GenericSchema<
  unknown,
  Partial<Settings>
>;
