/** Schemas of settings on their way between our own contexts, made from the one declaration (src/settings/settings.ts). */
import * as v from 'valibot';
import { LONGEST_LIST, SETTINGS, type Settings } from '../settings/settings.ts';

type AnySchema = v.GenericSchema<unknown, unknown>;

type Entries = { [Key in keyof Settings]: v.GenericSchema<unknown, Settings[Key]> };

function entriesOf(longestList: number): Entries {
  const entries = Object.entries(SETTINGS).map(([key, declared]): [string, AnySchema] => [
    key,
    'entry' in declared
      ? v.pipe(v.array(declared.entry as AnySchema), v.maxLength(longestList))
      : (declared.schema as AnySchema),
  ]);
  return Object.fromEntries(entries) as unknown as Entries;
}

/** Every setting as it holds: of a list that is in doubt, the organisation's and the agent's own together. */
export const settingsEntries = entriesOf(2 * LONGEST_LIST);

/** Those that change. */
export const settingsChange = v.partial(
  v.strictObject(entriesOf(LONGEST_LIST)),
) as unknown as v.GenericSchema<unknown, Partial<Settings>>;
