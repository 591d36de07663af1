/** The sites on which Offhook is on: their country, one click or two, and a way to add one without visiting it. */
import { useId, useMemo, useState } from 'preact/hooks';
import type { SiteView } from '../../messages/protocol.ts';
import { countriesByName } from '../countryWords.ts';
import { say } from '../words.ts';
import type { OptionsModel } from './optionsModel.ts';

type Props = { readonly model: OptionsModel };

export function SitesSection({ model }: Props) {
  const sites = model.sites.value;
  return (
    <>
      <p class="lead">{say('options_sites_lead')}</p>
      {sites?.length === 0 && <p class="hint">{say('options_sites_none')}</p>}
      <ul class="siteList">
        {(sites ?? []).map((site) => (
          <Site key={site.origin} model={model} site={site} />
        ))}
      </ul>
      <AddSite model={model} />
    </>
  );
}

function Site({ model, site }: Props & { readonly site: SiteView }) {
  const { origin, enabled, oneClick, managed, blocked } = site;
  const isHeld = managed || blocked;
  return (
    <li class="siteItem">
      <div class="settingText">
        <b dir="ltr">{origin.replace(/^https?:\/\//, '')}</b>
        {isHeld && <p class="hint">{say(blocked ? 'options_site_blocked' : 'accounts_managed')}</p>}
      </div>
      <div class="siteDeeds">
        <SiteCountry model={model} site={site} />
        <Switch
          label={say('options_site_one_click', origin)}
          word={say('site_one_click')}
          on={oneClick}
          disabled={isHeld || !enabled}
          flip={() => void model.setSite({ origin, enabled, oneClick: !oneClick })}
        />
        <Switch
          label={say('site_turn_on', origin)}
          word={say('options_site_on')}
          on={enabled}
          disabled={isHeld}
          flip={() => void model.setSite({ origin, enabled: !enabled })}
        />
      </div>
    </li>
  );
}

function SiteCountry({
  model,
  site: { origin, enabled, country, managed },
}: Props & { readonly site: SiteView }) {
  const countries = useMemo(countriesByName, []);
  return (
    <label class="switchLabel">
      <span class="hint">{say('site_country')}</span>
      <select
        class="select"
        aria-label={`${say('site_country')} ${origin}`}
        disabled={managed}
        value={country ?? ''}
        onChange={({ currentTarget }) =>
          void model.setSite({ origin, enabled, country: currentTarget.value || null })
        }
      >
        <option value="">{say('site_country_none')}</option>
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

type SwitchProps = {
  readonly label: string;
  readonly word: string;
  readonly on: boolean;
  readonly disabled: boolean;
  readonly flip: () => void;
};

function Switch({ label, word, on, disabled, flip }: SwitchProps) {
  return (
    <label class="switchLabel">
      <span class="hint">{word}</span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        aria-label={label}
        aria-checked={on}
        checked={on}
        disabled={disabled}
        onClick={(event) => {
          event.preventDefault();
          flip();
        }}
      />
    </label>
  );
}

function AddSite({ model }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        const origin = originOf(text);
        setWrong(origin === null);
        if (origin === null) return;
        void model.setSite({ origin, enabled: true });
        setText('');
      }}
    >
      <label for={id}>{say('options_site_add')}</label>
      <div class="addSite">
        <input
          id={id}
          class="textField"
          dir="ltr"
          inputMode="url"
          placeholder="https://crm.example.com"
          aria-invalid={isWrong}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <button type="submit" class="smallButton plain">
          {say('options_site_add_button')}
        </button>
      </div>
      {isWrong && (
        <p class="hint wrong" role="alert">
          {say('options_site_wrong')}
        </p>
      )}
    </form>
  );
}

/** "crm.example.com/contacts" → "https://crm.example.com"; null: no web address. */
export function originOf(text: string): string | null {
  const typed = text.trim();
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed === '' || !URL.canParse(address)) return null;
  const { origin, hostname } = new URL(address);
  return hostname.includes('.') || hostname === 'localhost' ? origin : null;
}
