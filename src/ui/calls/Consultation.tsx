/** Asking somebody about another's call: what it is for, and its two ends, handing over or going back. */
import { callActions } from '../../call/actions.ts';
import type { Call } from '../../call/state.ts';
import { remoteTitle } from '../RemoteNumber.tsx';
import { say } from '../words.ts';
import type { CallProps } from './CallCard.tsx';
import { TransferIcon } from './icons.tsx';

type Props = CallProps & { readonly original: Call };

export function Consultation({ model, state, call, original }: Props) {
  const { completeTransfer, hangUp } = callActions(state, call.id);
  const waiting = remoteTitle(model, original.remote);
  return (
    <div class="consultation">
      <p class="hint" role="status">
        {say('consult_asking', remoteTitle(model, call.remote), waiting)}
      </p>
      {completeTransfer && (
        <button type="button" class="bigButton go" onClick={() => void model.send(completeTransfer)}>
          <TransferIcon />
          {say('consult_complete')}
        </button>
      )}
      {hangUp && (
        <button
          type="button"
          class="bigButton plain"
          onClick={(event) => event.detail <= 1 && void model.send(hangUp)}
        >
          {say('consult_back', waiting)}
        </button>
      )}
    </div>
  );
}
