/** The controls of settings: each takes a setting's key and keeps its value. */
import { useEffect, useState } from 'preact/hooks';
import type { ClosedTier, SettingKey, Settings } from '../../settings/settings.ts';
import { say } from '../words.ts';
import type { OptionsModel } from './optionsModel.ts';
import { SettingRow } from './SettingRow.tsx';

/** The settings whose value is of this kind. */
type KeyOf<Value> = {
  [Key in SettingKey]: Settings[Key] extends Value ? Key : never;
}[SettingKey];

type Common<Key extends SettingKey> = {
  readonly model: OptionsModel;
  readonly setting: Key;
  readonly label: string;
  readonly hint?: string;
};

type ChoiceProps<Key extends SettingKey> = Common<Key> & {
  readonly options: readonly (readonly [value: string, word: string])[];
  /** From the option's text to the value that is kept; by default the text itself. */
  readonly read?: (option: string) => Settings[Key];
};

export function Choice<Key extends KeyOf<string | null>>(props: ChoiceProps<Key>) {
  const { model, setting, options, read = (option) => option as Settings[Key] } = props;
  const value = model.view.value?.settings[setting] ?? '';
  return (
    <SettingRow {...props}>
      {(control) => (
        <select
          {...control}
          class="select wide"
          value={String(value)}
          onChange={({ currentTarget }) => void model.change(setting, read(currentTarget.value))}
        >
          {options.map(([option, word]) => (
            <option key={option} value={option}>
              {word}
            </option>
          ))}
        </select>
      )}
    </SettingRow>
  );
}

type ToggleProps<Key extends SettingKey> = Common<Key> & {
  /** In place of keeping what was wished: when more has to happen within the click. */
  readonly turn?: (on: boolean) => void;
};

export function Toggle<Key extends KeyOf<boolean>>(props: ToggleProps<Key>) {
  const { model, setting, turn = (on) => void model.change(setting, on as Settings[Key]) } = props;
  const isOn = model.view.value?.settings[setting] === true;
  return (
    <SettingRow {...props} beside>
      {(control) => (
        <input
          {...control}
          type="checkbox"
          role="switch"
          class="switch"
          aria-checked={isOn}
          checked={isOn}
          onClick={(event) => {
            // The switch shows what is true: it moves when the setting is kept, not when it was clicked.
            event.preventDefault();
            turn(!isOn);
          }}
        />
      )}
    </SettingRow>
  );
}

type ChecksProps = Common<'openTiers'> & {
  readonly options: readonly (readonly [value: ClosedTier, word: string])[];
};

/** A list of which each entry is there or not. */
export function Checks(props: ChecksProps) {
  const { model, setting, options } = props;
  const kept = model.view.value?.settings[setting] ?? [];
  return (
    <SettingRow {...props} group>
      {(control) => (
        <fieldset {...control} class="checkList">
          {options.map(([option, word]) => (
            <label key={option}>
              <input
                type="checkbox"
                value={option}
                checked={kept.includes(option)}
                onChange={({ currentTarget }) => {
                  const others = kept.filter((one) => one !== option);
                  void model.change(setting, currentTarget.checked ? [...others, option] : others);
                }}
              />
              {word}
            </label>
          ))}
        </fieldset>
      )}
    </SettingRow>
  );
}

type TextProps<Key extends SettingKey> = Common<Key> & {
  readonly write: (value: Settings[Key]) => string;
  /** null: this is no value for the setting. */
  readonly read: (text: string) => Settings[Key] | null;
  /** What to write instead. */
  readonly wrong: string;
  readonly lines?: number;
  readonly inputMode?: 'numeric' | 'text';
  /** People's own words, in their own direction; else addresses and numbers. */
  readonly isProse?: boolean;
};

/** Kept when the field is left or Enter is pressed; a text that is no value stays in the field, with what is wrong. */
export function TextSetting<Key extends SettingKey>(props: TextProps<Key>) {
  const { model, setting, write, read, wrong, lines = 1, inputMode = 'text', isProse = false } = props;
  const value = model.view.value?.settings[setting];
  const kept = value === undefined ? '' : write(value);
  const [text, setText] = useState(kept);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => setText(kept), [kept]);
  const keep = () => {
    if (text === kept) return setWrong(false);
    const next = read(text);
    setWrong(next === null);
    if (next !== null) void model.change(setting, next);
  };
  return (
    <SettingRow {...props}>
      {(control) => {
        const shared = {
          ...control,
          'aria-describedby': `${control['aria-describedby']}${isWrong ? ` ${control.id}-wrong` : ''}`,
          class: 'textField',
          dir: isProse ? ('auto' as const) : ('ltr' as const),
          spellcheck: isProse,
          inputMode,
          value: text,
          'aria-invalid': isWrong,
          onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
            setText(currentTarget.value),
          onBlur: keep,
        };
        return (
          <>
            {lines > 1 ? (
              <textarea {...shared} rows={lines} />
            ) : (
              <input {...shared} type="text" onKeyDown={(event) => event.key === 'Enter' && keep()} />
            )}
            {isWrong && (
              <p id={`${control.id}-wrong`} class="hint wrong" role="alert">
                {say('options_wrong', wrong)}
              </p>
            )}
          </>
        );
      }}
    </SettingRow>
  );
}
