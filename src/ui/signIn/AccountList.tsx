/** The accounts there are: how each line is, which one calls go out on, and the way in or out of each. */
import type { Line } from '../../call/state.ts';
import type { AccountView } from '../../messages/protocol.ts';
import { ACCOUNT_KINDS } from '../accountNames.ts';
import { Banner } from '../Banner.tsx';
import { failureSentence } from '../failureWords.ts';
import { failedLine } from '../lineSentence.ts';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';

/** `within`: the page of all settings itself. */
type Props = { readonly model: ScreenModel; readonly within: boolean };

export function AccountList({ model, within }: Props) {
  const accounts = model.accounts.value ?? [];
  const { signIn } = model;
  return (
    <>
      <ul class="accounts">
        {accounts.map((account) => (
          <Account key={account.id} model={model} account={account} isOnly={accounts.length === 1} />
        ))}
      </ul>
      {signIn.failure.value && <Banner tone="stop">{failureSentence(signIn.failure.value)}</Banner>}
      <div class="accountFoot">
        {model.mayAddAccounts.value && (
          <button type="button" class="bigButton plain" onClick={signIn.add}>
            {say('accounts_add')}
          </button>
        )}
        {!within && (
          <a class="textButton quiet" href="/options.html" target="_blank" rel="noopener">
            {say('options_open')}
          </a>
        )}
      </div>
    </>
  );
}

type AccountProps = {
  readonly model: ScreenModel;
  readonly account: AccountView;
  readonly isOnly: boolean;
};

function Account({ model, account, isOnly }: AccountProps) {
  const { signIn } = model;
  const { id, label, kind, managed, isDefault } = account;
  const line = model.state.value?.lines.find(({ accountId }) => accountId === id)?.line;
  return (
    <li class={`account ${toneOf(line)}`}>
      <span class="lineDot" aria-hidden="true" />
      <div class="accountText">
        <b>{label}</b>
        <span class="hint">
          {say(ACCOUNT_KINDS[kind])} · {lineWord(line, account)}
        </span>
        {managed && <span class="hint">{say('accounts_managed')}</span>}
      </div>
      <div class="accountDeeds">
        {isDefault
          ? !isOnly && <span class="badge">{say('accounts_default')}</span>
          : !isOnly && (
              <button type="button" class="textButton" onClick={() => void signIn.makeDefault(id)}>
                {say('accounts_make_default')}
              </button>
            )}
        {(!managed || isByPerson(account)) && (
          <button
            type="button"
            class={line?.status === 'failed' ? 'textButton' : 'textButton quiet'}
            onClick={() => signIn.show({ id, kind })}
          >
            {say(line?.status === 'failed' ? 'line_action_sign_in' : 'accounts_change')}
          </button>
        )}
        {!managed && (
          <button type="button" class="textButton quiet" onClick={() => void signIn.signOut(id)}>
            {say('sign_out')}
          </button>
        )}
      </div>
    </li>
  );
}

/** The organisation gave the server; who it is at that server only the agent can say. */
function isByPerson(account: AccountView): boolean {
  return 'by' in account && account.by === 'organisation';
}

function toneOf(line: Line | undefined): 'go' | 'wait' | 'stop' | 'idle' {
  switch (line?.status) {
    case 'ready':
      return 'go';
    case 'connecting':
      return 'wait';
    case 'failed':
      return 'stop';
    default:
      return 'idle';
  }
}

function lineWord(line: Line | undefined, account: AccountView): string {
  switch (line?.status) {
    case 'ready':
      return say('line_ready');
    case 'connecting':
      return say('line_connecting');
    case 'failed':
      return failedLine(line.failure.code, account).title;
    default:
      return say('line_offline');
  }
}
