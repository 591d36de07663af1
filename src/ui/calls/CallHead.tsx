/** Who is at the other end, since when, and how it stands: the head of every call's card. */
import type { Call } from '../../call/state.ts';
import { numberText, RemoteNumber, remoteTitle } from '../RemoteNumber.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { QualityButton } from '../sound/QualityButton.tsx';
import { clockTime, useNow } from '../time.ts';
import { say, type WordKey } from '../words.ts';

export const STATUS_WORDS = {
  offered: 'call_offered',
  dialing: 'call_dialing',
  ringing: 'call_ringing',
  live: 'call_live',
  held: 'call_held',
  ended: 'call_ended',
} satisfies Record<Call['status'], WordKey>;

type Props = {
  readonly model: ScreenModel;
  readonly call: Call;
  readonly lineLost?: boolean;
  /** Shows or hides how the call sounds; absent: there is nothing to open. */
  readonly quality?: { readonly isOpen: boolean; readonly toggle: () => void };
};

export function CallHead({ model, call, lineLost = false, quality }: Props) {
  const title = remoteTitle(model, call.remote);
  const number = numberText(model, call.remote);
  return (
    <div class={`callHead${lineLost ? ' lineLost' : ''}`}>
      <div class="callWho">
        <h2 title={title}>
          {title === number ? <RemoteNumber model={model} remote={call.remote} /> : title}
        </h2>
        <p class="callDetail" title={call.remote.company}>
          {title !== number && <RemoteNumber model={model} remote={call.remote} />}
          {title !== number && call.remote.company && ' · '}
          {call.remote.company}
        </p>
      </div>
      <div class="callNow">
        {call.answeredAt !== undefined && <Timer since={call.answeredAt} />}
        <p class="callStatus" role="status">
          {say(call.transfer?.status === 'asked' ? 'transfer_going_on' : STATUS_WORDS[call.status])}
        </p>
        {call.grade && quality && <QualityButton grade={call.grade} {...quality} />}
      </div>
    </div>
  );
}

export function Timer({ since }: { readonly since: number }) {
  return (
    <p class="timer number" role="timer">
      {clockTime(useNow(true) - since)}
    </p>
  );
}
