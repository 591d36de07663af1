/** Schemas of settings on their way between our own contexts, made from the one declaration (src/settings/settings.ts). */
import * as v from 'valibot';
import {
  LONGEST_LIST,
  PHONE_SETTINGS,
  type PhoneSetting,
  SETTINGS,
  type Settings,
} from '../settings/settings.ts';

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

const changeable = entriesOf(LONGEST_LIST);

/** Those that change. */
export const settingsChange = v.partial(v.strictObject(changeable)) as unknown as v.GenericSchema<
  unknown,
  Partial<Settings>
>;

/** Those of them that an agent changes from the phone. */
export const phoneSettingsChange = v.partial(
  v.strictObject(Object.fromEntries(PHONE_SETTINGS.map((key) => [key, changeable[key]]))),
) as unknown as v.GenericSchema<unknown, Partial<Pick<Settings, PhoneSetting>>>;
