/** The site under the popup: one switch, and the country of its numbers without a prefix. */
import { useId, useMemo, useState } from 'preact/hooks';
import type { SiteView } from '../messages/protocol.ts';
import { countriesByName, countryName } from './countryWords.ts';
import type { SiteModel } from './siteModel.ts';
import { say } from './words.ts';

export function SiteRow({ model }: { readonly model: SiteModel }) {
  const site = model.site.value;
  if (site === undefined) return null;
  if (site === null) {
    return (
      <section class="site" aria-label={say('site_label')}>
        <p class="siteText">
          <b>{say('site_cannot_title')}</b>
          <span class="hint">{say('site_cannot')}</span>
        </p>
      </section>
    );
  }
  return (
    <section class="site" aria-label={say('site_label')}>
      <SiteSwitch model={model} site={site} />
      {model.refused.value && (
        <p class="hint wrong" role="alert">
          {say('site_refused')}
        </p>
      )}
      {(site.managed || site.blocked) && <p class="hint">{say('accounts_managed')}</p>}
      {site.enabled && <SiteDetails model={model} site={site} />}
    </section>
  );
}

type SiteProps = { readonly model: SiteModel; readonly site: SiteView };

function SiteSwitch({ model, site }: SiteProps) {
  const id = useId();
  return (
    <div class="siteSwitch">
      <label class="siteText" for={id}>
        <b>{say('site_turn_on', hostOf(site.origin))}</b>
        <span class="hint">{say(site.enabled ? 'site_on' : 'site_off')}</span>
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={site.enabled}
        class="switch"
        disabled={site.managed || site.blocked}
        checked={site.enabled}
        onClick={(event) => {
          // The switch shows what is true: it moves when the site has changed, not when it was clicked.
          event.preventDefault();
          void model.setEnabled(!site.enabled);
        }}
      />
    </div>
  );
}

/** Set once and seldom again: folded, with the country in its line, and open while there is none. */
function SiteDetails({ model, site }: SiteProps) {
  const [opensAtOnce] = useState(site.country === undefined);
  return (
    <details class="more siteDetails" open={opensAtOnce}>
      <summary class="hint">
        {say('site_country')} <b>{site.country ? countryName(site.country) : say('site_country_none')}</b>
      </summary>
      <SiteCountry model={model} site={site} />
      <OneClick model={model} site={site} />
    </details>
  );
}

function OneClick({ model, site }: SiteProps) {
  const id = useId();
  return (
    <div class="siteSwitch">
      <label class="siteText" for={id}>
        <span>{say('site_one_click')}</span>
        <span class="hint">{say('site_one_click_hint')}</span>
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={site.oneClick}
        class="switch"
        disabled={site.managed}
        checked={site.oneClick}
        onClick={(event) => {
          event.preventDefault();
          void model.setOneClick(!site.oneClick);
        }}
      />
    </div>
  );
}

function SiteCountry({ model, site }: SiteProps) {
  const id = useId();
  const countries = useMemo(countriesByName, []);
  return (
    <div class="siteCountry">
      <label for={id}>{say('card_country')}</label>
      <select
        id={id}
        class="select"
        value={site.country ?? ''}
        onChange={(event) => void model.setCountry(event.currentTarget.value || null)}
      >
        <option value="">{say('site_country_none')}</option>
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** "crm.example.com", with its port when it has one. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}
