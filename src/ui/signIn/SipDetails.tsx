/** What only some SIP servers want: folded away, and open where one of its fields is wrong. */
import { useId, useMemo } from 'preact/hooks';
import type { NumberFormat } from '../../accounts/credentials.ts';
import { countriesByName } from '../countryWords.ts';
import { Field } from '../Field.tsx';
import { say, type WordKey } from '../words.ts';
import type { SipTyped } from './signInForm.ts';
import type { SignInModel } from './signInModel.ts';

type Props = {
  readonly typed: SipTyped;
  readonly signIn: SignInModel;
  readonly change: (part: Partial<SipTyped>) => void;
};

/** By label, hint and the field they fill. */
const LINES = [
  ['displayName', 'sign_in_display_name', 'sign_in_display_name_hint'],
  ['callerIds', 'sign_in_caller_ids', 'sign_in_caller_ids_hint'],
  ['iceServers', 'sign_in_ice', 'sign_in_ice_hint'],
  ['headers', 'sign_in_headers', 'sign_in_headers_hint'],
] as const;

export function SipDetails({ typed, signIn, change }: Props) {
  const errors = signIn.errors.value;
  const isWrong = LINES.some(([field]) => errors[field]) || errors.country !== undefined;
  return (
    <details class="more" open={isWrong || undefined}>
      <summary>{say('sign_in_more')}</summary>
      <div class="moreFields">
        <NumberFormatField typed={typed} change={change} error={errors.country} />
        {LINES.map(([field, label, hint]) => (
          <Field
            key={field}
            label={say(label)}
            hint={say(hint)}
            error={errors[field]}
            name={field}
            lines={field === 'iceServers' || field === 'headers' ? 2 : 1}
            value={typed[field]}
            set={(value) => change({ [field]: value })}
          />
        ))}
      </div>
    </details>
  );
}

const FORMATS: readonly (readonly [NumberFormat, WordKey])[] = [
  ['e164', 'sign_in_format_e164'],
  ['digits', 'sign_in_format_digits'],
  ['00', 'sign_in_format_00'],
  ['local', 'sign_in_format_local'],
];

type FormatProps = Pick<Props, 'typed' | 'change'> & { readonly error: WordKey | undefined };

function NumberFormatField({ typed, change, error }: FormatProps) {
  const id = useId();
  const countries = useMemo(countriesByName, []);
  return (
    <div class="field">
      <label for={id}>{say('sign_in_format')}</label>
      <select
        id={id}
        class="select wide"
        value={typed.numberFormat}
        onChange={({ currentTarget }) => change({ numberFormat: currentTarget.value as NumberFormat })}
      >
        {FORMATS.map(([format, word]) => (
          <option key={format} value={format}>
            {say(word)}
          </option>
        ))}
      </select>
      {typed.numberFormat === 'local' && (
        <select
          class="select wide"
          aria-label={say('sign_in_format_country')}
          aria-invalid={error !== undefined}
          value={typed.country}
          onChange={({ currentTarget }) => change({ country: currentTarget.value })}
        >
          <option value="">{say('sign_in_format_country')}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
      {error && <p class="hint wrong">{say(error)}</p>}
    </div>
  );
}
