/** With which account and which number of one's own the next call is made: shown only where there is a choice. */
import { useId } from 'preact/hooks';
import type { AccountView } from '../messages/protocol.ts';
import type { E164 } from '../numbers/e164.ts';
import { accountName } from './accountNames.ts';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

export function DialChoices({ model }: { readonly model: ScreenModel }) {
  const accounts = model.accounts.value ?? [];
  const { accountId, callerId } = model.choice.value;
  const carrier = accounts.find(({ id }) => id === accountId) ?? accounts[0];
  const callerIds = carrier?.callerIds ?? [];
  if (accounts.length < 2 && callerIds.length < 2) return null;
  return (
    <div class="dialChoices">
      {accounts.length > 1 && (
        <Choice
          label={say('dial_account')}
          value={accountId ?? ''}
          options={[
            ['', say('dial_account_any')],
            ...accounts.map((account) => [account.id, accountName(account, accounts)] as const),
          ]}
          choose={(value) => {
            const account = accounts.find(({ id }) => id === value);
            model.choice.value = account ? { accountId: account.id } : {};
          }}
        />
      )}
      {callerIds.length > 1 && (
        <Choice
          label={say('dial_caller_id')}
          value={callerId ?? callerIds[0] ?? ''}
          options={callerIds.map((number) => [number, model.numbers.value?.formatNumber(number) ?? number])}
          choose={(value) => {
            model.choice.value = { ...model.choice.value, ...chosen(carrier, value as E164) };
          }}
        />
      )}
    </div>
  );
}

/** A number belongs to an account: whoever chooses one has chosen the other. */
function chosen(carrier: AccountView | undefined, callerId: E164) {
  return { callerId, ...(carrier && { accountId: carrier.id }) };
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, word: string])[];
  readonly choose: (value: string) => void;
};

function Choice({ label, value, options, choose }: ChoiceProps) {
  const id = useId();
  return (
    <div class="choice">
      <label class="hint" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="select wide"
        value={value}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {options.map(([option, word]) => (
          <option key={option} value={option}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}
