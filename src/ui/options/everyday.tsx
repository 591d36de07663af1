/** The settings that everybody has: the country of bare numbers, what tel: links do, how it looks. */
import { useMemo } from 'preact/hooks';
import { countriesByName } from '../countryWords.ts';
import { say } from '../words.ts';
import { Choice } from './controls.tsx';
import type { Machine } from './machine.ts';
import type { OptionsModel } from './optionsModel.ts';
import { TelPart } from './TelPart.tsx';

type Props = { readonly model: OptionsModel };

export function NumbersSection({ model, machine }: Props & { readonly machine: Machine }) {
  const countries = useMemo(countriesByName, []);
  return (
    <>
      <Choice
        model={model}
        setting="country"
        label={say('options_country')}
        hint={say('options_country_hint')}
        options={[
          ['', say('site_country_none')],
          ...countries.map(({ code, name }) => [code, name] as const),
        ]}
        read={(option) => option || null}
      />
      <TelPart model={model} machine={machine} />
    </>
  );
}

export function AppearanceSection({ model }: Props) {
  return (
    <Choice
      model={model}
      setting="theme"
      label={say('options_theme')}
      options={[
        ['system', say('options_theme_system')],
        ['light', say('options_theme_light')],
        ['dark', say('options_theme_dark')],
      ]}
    />
  );
}
