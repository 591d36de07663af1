/** A number that was clicked in a page and waits here: what it is, why it was read so, and Call under the finger. */
import { useEffect, useRef } from 'preact/hooks';
import { mayDialNow } from '../call/actions.ts';
import type { RaisedNumber } from '../call/state.ts';
import { countryReason } from './countryWords.ts';
import { failureSentence } from './failureWords.ts';
import { PhoneIcon } from './icons.tsx';
import { numberText, RemoteNumber } from './RemoteNumber.tsx';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

export function RaisedCard({
  model,
  raised,
}: {
  readonly model: ScreenModel;
  readonly raised: RaisedNumber;
}) {
  const callButton = useRef<HTMLButtonElement>(null);
  // Enter dials: the panel takes the keyboard each time a number arrives.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each raised number focuses once, whatever else changes
  useEffect(() => {
    globalThis.focus?.();
    callButton.current?.focus();
  }, [raised.callId]);
  const state = model.state.value;
  const now = state ? mayDialNow(state) : null;
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
          onClick={() => void model.dialRaised(raised)}
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
    </section>
  );
}

/** The page's text keeps its own direction inside a sentence of another: FSI … PDI (Unicode UAX #9). */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
