/**
 * Signing in at the organisation's own server: its address first, then what that server lets agents in by. Whether calls
 * then go through Plivo or a gateway of the organisation's is the server's word, and no question here.
 */
import { useEffect, useState } from 'preact/hooks';
import { Banner } from '../Banner.tsx';
import { Field } from '../Field.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { accountAgain } from './again.ts';
import { Remember } from './Remember.tsx';
import { readServerForm } from './signInForm.ts';
import type { SignInModel } from './signInModel.ts';
import { signInFailure } from './signInWords.ts';

export function ServerForm({ model }: { readonly model: ScreenModel }) {
  const { signIn } = model;
  const account = accountAgain(model, 'plivo') ?? accountAgain(model, 'gateway');
  const entry = signIn.entry.value?.kind === 'plivo' ? signIn.entry.value : null;
  const [server, setServer] = useState(account?.server ?? entry?.server ?? '');
  const [accessKey, setAccessKey] = useState('');
  const [remember, setRemember] = useState(account?.remembered ?? false);
  /** Which of the two ways was tried last: its failure is told in its words. */
  const [withKey, setWithKey] = useState(true);
  const offer = signIn.offer.value;
  // Whoever signed in there before need not press Continue to be asked for the key again.
  const known = account?.server ?? entry?.server;
  // Not behind the back of somebody who has begun to type another server.
  const asksKnown = known !== undefined && server === known;
  useEffect(() => {
    const isOpen = !signIn.offer.value && !signIn.busy.value && !signIn.failure.value;
    if (asksKnown && isOpen) void signIn.askServer(readServerForm({ server: known }));
  }, [known, signIn, asksKnown]);
  const carrier = account?.server === server ? account.kind : (offer?.carries?.[0] ?? 'plivo');
  const enter = (key: boolean) => {
    setWithKey(key);
    void signIn.submitServer(readServerForm(key ? { server, accessKey } : { server }, carrier), remember);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (offer) enter(offer.accessKey);
        else void signIn.askServer(readServerForm({ server }));
      }}
    >
      <p class="lead">{say('sign_in_plivo_intro')}</p>
      <ServerField
        signIn={signIn}
        server={server}
        set={(next) => {
          setServer(next);
          // Another server may let agents in another way.
          signIn.startOver();
        }}
      />
      {offer?.accessKey && (
        <Field
          label={say('sign_in_access_key')}
          hint={say('sign_in_access_key_hint')}
          error={signIn.errors.value.accessKey}
          name="accessKey"
          type="password"
          autocomplete="current-password"
          value={accessKey}
          set={setAccessKey}
        />
      )}
      {offer && model.mayStaySignedIn.value && <Remember kind="plivo" on={remember} set={setRemember} />}
      {signIn.failure.value && (
        <Banner tone="stop">{signInFailure(signIn.failure.value, carrier, withKey)}</Banner>
      )}
      <Ways signIn={signIn} withOrganisation={() => enter(false)} />
    </form>
  );
}

type ServerProps = {
  readonly signIn: SignInModel;
  readonly server: string;
  readonly set: (server: string) => void;
};

function ServerField({ signIn, server, set }: ServerProps) {
  return (
    <Field
      label={say('sign_in_plivo_server')}
      hint={say('sign_in_plivo_server_hint')}
      error={signIn.errors.value.server}
      inputMode="url"
      name="server"
      value={server}
      set={set}
    />
  );
}

type WaysProps = { readonly signIn: SignInModel; readonly withOrganisation: () => void };

/** One button that Enter presses; a second one only where the server leaves a choice. */
function Ways({ signIn, withOrganisation }: WaysProps) {
  const offer = signIn.offer.value;
  const busy = signIn.busy.value;
  const main = !offer ? 'sign_in_continue' : offer.accessKey ? 'sign_in_submit' : 'sign_in_organisation';
  const waiting = offer ? 'sign_in_busy' : 'sign_in_asking';
  if (offer && !offer.accessKey && !offer.oidc) return <Banner tone="stop">{say('sign_in_no_way')}</Banner>;
  return (
    <>
      <button type="submit" class="bigButton go" aria-disabled={busy}>
        {say(busy ? waiting : main)}
      </button>
      {offer?.accessKey && offer.oidc && !busy && (
        <button type="button" class="bigButton plain" onClick={withOrganisation}>
          {say('sign_in_organisation')}
        </button>
      )}
    </>
  );
}
