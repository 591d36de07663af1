/** One setting: its name, what it does, its control, and who holds it. A control the organisation holds cannot be used. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { SettingKey } from '../../settings/settings.ts';
import { say } from '../words.ts';
import type { OptionsModel } from './optionsModel.ts';

export type ControlProps = {
  readonly id: string;
  /** Of the setting's name, for what is no single control. */
  readonly 'aria-labelledby'?: string;
  readonly 'aria-describedby': string;
  readonly disabled: boolean;
};

type Props = {
  readonly model: OptionsModel;
  readonly setting: SettingKey;
  readonly label: string;
  readonly hint?: string;
  /** Beside its name instead of under it: a switch. */
  readonly beside?: boolean;
  /** Several controls under one name. */
  readonly group?: boolean;
  readonly children: (control: ControlProps) => ComponentChildren;
};

export function SettingRow(props: Props) {
  const { model, setting, label, hint, beside = false, group = false, children } = props;
  const id = useId();
  const isLocked = model.view.value?.locked.includes(setting) ?? false;
  const isSaved = model.saved.value === setting;
  const named = group && { 'aria-labelledby': `${id}-name` };
  const control = { id, ...named, 'aria-describedby': `${id}-note`, disabled: isLocked };
  return (
    <div class={`setting${beside ? ' beside' : ''}`} data-setting={setting}>
      <div class="settingText">
        {group ? <b id={`${id}-name`}>{label}</b> : <label for={id}>{label}</label>}
        <p id={`${id}-note`} class="hint">
          {isLocked && <b class="settingLock">{say('accounts_managed')}. </b>}
          {hint}
        </p>
      </div>
      {children(control)}
      <span class="settingSaved" role="status">
        {isSaved && say('options_saved')}
      </span>
    </div>
  );
}
