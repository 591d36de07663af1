/** Who may be called, when and how often; and the list of those who are not to be called. */
import { useId, useRef, useState } from 'preact/hooks';
import { parseHours } from '../../rules/hours.ts';
import { CLOSED_TIERS } from '../../rules/tierNames.ts';
import type { ClosedTier } from '../../settings/settings.ts';
import { say, type WordKey } from '../words.ts';
import { Checks, Choice, TextSetting, Toggle } from './controls.tsx';
import type { OptionsModel } from './optionsModel.ts';
import {
  listText,
  prefixesOf,
  regionHoursOf,
  regionHoursText,
  routesOf,
  routesText,
  wholeNumberOf,
} from './ruleTexts.ts';

type Props = { readonly model: OptionsModel };

const MOST_ATTEMPTS = 1_000;
const TIERS: Readonly<Record<ClosedTier, WordKey>> = {
  premium: 'options_tier_premium',
  'shared-cost': 'options_tier_shared_cost',
  satellite: 'options_tier_satellite',
  personal: 'options_tier_personal',
  pager: 'options_tier_pager',
};

export function RulesSection({ model }: Props) {
  return (
    <>
      <WhoSettings model={model} />
      <WhenSettings model={model} />
      <Choice
        model={model}
        setting="override"
        label={say('options_override')}
        hint={say('options_override_hint')}
        options={[
          ['withReason', say('options_override_reason')],
          ['never', say('options_override_never')],
        ]}
      />
      <TextSetting
        model={model}
        setting="routes"
        label={say('options_routes')}
        hint={say('options_routes_hint')}
        lines={2}
        write={routesText}
        read={routesOf}
        wrong={say('options_routes_wrong')}
      />
      <DoNotCall model={model} />
    </>
  );
}

function WhoSettings({ model }: Props) {
  const prefixes = {
    model,
    lines: 2,
    write: listText,
    read: prefixesOf,
    wrong: say('options_prefix_wrong'),
  };
  return (
    <>
      <TextSetting
        {...prefixes}
        setting="denyPrefixes"
        label={say('options_deny')}
        hint={say('options_deny_hint')}
      />
      <TextSetting
        {...prefixes}
        setting="allowPrefixes"
        label={say('options_allow')}
        hint={say('options_allow_hint')}
      />
      <Checks
        model={model}
        setting="openTiers"
        label={say('options_tiers')}
        hint={say('options_tiers_hint')}
        options={CLOSED_TIERS.map((tier) => [tier, say(TIERS[tier])])}
      />
      <Choice
        model={model}
        setting="shortNumbers"
        label={say('options_short')}
        hint={say('options_short_hint')}
        options={[
          ['refuse', say('options_short_refuse')],
          ['allow', say('options_short_allow')],
        ]}
      />
      <Toggle model={model} setting="confirmInternational" label={say('options_abroad')} />
    </>
  );
}

function WhenSettings({ model }: Props) {
  return (
    <>
      <TextSetting
        model={model}
        setting="callHours"
        label={say('options_hours')}
        hint={say('options_hours_hint')}
        write={(hours) => hours}
        read={(text) => (parseHours(text) ? text.trim() : null)}
        wrong="Mon-Fri 08:00-20:00, Sat 09:00-13:00"
      />
      <TextSetting
        model={model}
        setting="callHoursByRegion"
        label={say('options_hours_region')}
        hint={say('options_hours_region_hint')}
        lines={2}
        write={regionHoursText}
        read={(text) => {
          const list = regionHoursOf(text);
          return list?.every(({ hours }) => parseHours(hours)) ? list : null;
        }}
        wrong="US-CA: Mon-Fri 09:00-17:00"
      />
      <TextSetting
        model={model}
        setting="attemptsPerDay"
        label={say('options_attempts')}
        hint={say('options_attempts_hint')}
        inputMode="numeric"
        write={String}
        read={(text) => wholeNumberOf(text, 0, MOST_ATTEMPTS)}
        wrong={say('options_attempts_wrong')}
      />
    </>
  );
}

function DoNotCall({ model }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const { own = 0, policy = 0 } = model.view.value?.doNotCall ?? {};
  const imported = model.imported.value;
  return (
    <div class="setting">
      <div class="settingText">
        <label for={id}>{say('options_dnc')}</label>
        <p id={`${id}-note`} class="hint">
          {say('options_dnc_hint')} {say('options_dnc_count', String(own), String(policy))}
        </p>
      </div>
      <textarea
        id={id}
        class="textField"
        dir="ltr"
        rows={3}
        aria-describedby={`${id}-note`}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div class="buttonRow">
        <button
          type="button"
          class="smallButton plain"
          aria-disabled={text.trim() === ''}
          onClick={() => void (text.trim() && model.importDoNotCall(text).then(() => setText('')))}
        >
          {say('options_dnc_add')}
        </button>
        <FilePicker read={(content) => void model.importDoNotCall(content)} />
        {own > 0 && (
          <button type="button" class="textButton quiet" onClick={() => void model.clearDoNotCall()}>
            {say('options_dnc_clear')}
          </button>
        )}
      </div>
      <p class="hint" role="status">
        {imported && say('options_dnc_added', String(imported.count))}
        {imported && imported.unread.length > 0 && (
          <> {say('options_dnc_unread', imported.unread.join(', '))}</>
        )}
      </p>
    </div>
  );
}

function FilePicker({ read }: { readonly read: (content: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="smallButton plain" onClick={() => input.current?.click()}>
        {say('options_dnc_file')}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        onChange={({ currentTarget }) => {
          void currentTarget.files?.[0]?.text().then(read);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
