/** A number that was clicked in a page and waits here: what it is, why it was read so, and Call under the finger. */
import { useEffect, useRef } from 'preact/hooks';
import { mayDialNow } from '../call/actions.ts';
import type { RaisedNumber } from '../call/state.ts';
import { notHeld, useArmed } from './armed.ts';
import { countryReason } from './countryWords.ts';
import { DialChoices } from './DialChoices.tsx';
import { failureSentence } from './failureWords.ts';
import { PhoneIcon } from './icons.tsx';
import { LocalTime } from './LocalTime.tsx';
import { RefusedDial } from './RefusedDial.tsx';
import { numberText, RemoteNumber } from './RemoteNumber.tsx';
import type { ScreenModel } from './screenModel.ts';
import { useNow } from './time.ts';
import { say } from './words.ts';

type Props = { readonly model: ScreenModel; readonly raised: RaisedNumber };

export function RaisedCard({ model, raised }: Props) {
  const refused = model.refused.value?.callId === raised.callId ? model.refused.value : null;
  const reason = countryReason(raised.country, raised.why);
  const { name, company } = raised.remote;
  return (
    <section class="raised" aria-label={say('raised_label')}>
      <h2 class="raisedName">{name ?? say('raised_title')}</h2>
      {company && <p class="raisedCompany">{company}</p>}
      <p class="raisedNumber">
        <RemoteNumber model={model} remote={raised.remote} />
      </p>
      <p class="hint">
        {reason}
        {raised.text !== numberText(model, raised.remote) && (
          <>
            {reason && <br />}
            {say('raised_text', isolated(raised.text))}
          </>
        )}
      </p>
      <LocalTime model={model} e164={raised.remote.e164} />
      {raised.dialsAt !== undefined && <Countdown model={model} to={raised.dialsAt} />}
      {refused ? (
        <RefusedDial model={model} refused={refused} within />
      ) : (
        <CallOrCancel key={raised.callId} model={model} raised={raised} />
      )}
    </section>
  );
}

function CallOrCancel({ model, raised }: Props) {
  const callButton = useRef<HTMLButtonElement>(null);
  const isArmed = useArmed(raised.callId);
  // Enter dials: the panel takes the keyboard each time a number arrives.
  useEffect(() => {
    globalThis.focus?.();
    callButton.current?.focus();
  }, []);
  const state = model.state.value;
  const now = state ? mayDialNow(state) : null;
  return (
    <>
      <DialChoices model={model} />
      {now && !now.ok && (
        <p class="refusal" role="alert">
          {failureSentence(now.failure)}
        </p>
      )}
      <div class="buttonRow">
        <button
          ref={callButton}
          type="button"
          class="bigButton go"
          aria-disabled={!now?.ok}
          data-armed={isArmed}
          onKeyDown={notHeld}
          onClick={() => void (isArmed && model.dialRaised(raised))}
        >
          <PhoneIcon />
          {say('raised_call')}
        </button>
        <button
          type="button"
          class="bigButton plain"
          onClick={() => void model.send({ type: 'dismissRaised' })}
        >
          {say('cancel')}
        </button>
      </div>
    </>
  );
}

/** One-click dialling: how long Cancel still helps, and Esc, for which the panel has the keyboard. */
function Countdown({ model, to }: { readonly model: ScreenModel; readonly to: number }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void model.send({ type: 'dismissRaised' });
    };
    globalThis.addEventListener('keydown', onKey);
    return () => globalThis.removeEventListener('keydown', onKey);
  }, [model]);
  const left = Math.max(0, Math.ceil((to - useNow(true)) / 1_000));
  return (
    <p class="hint" role="status">
      {say('raised_dials_soon')}
      <span class="number" aria-hidden="true">
        {' '}
        {say('line_seconds', String(left))}
      </span>
    </p>
  );
}

/** The page's text keeps its own direction inside a sentence of another: FSI … PDI (Unicode UAX #9). */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
