/** All calls, the most urgent on top: who rings, who is talked to, who waits, who has gone. */
import { isTurnedAway } from '../../call/change.ts';
import type { Call, PhoneState } from '../../call/state.ts';
import { remoteTitle } from '../RemoteNumber.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { CallCard, type CallProps, consultedFor } from './CallCard.tsx';
import { EndedCall, EndedLine } from './EndedCall.tsx';
import { HeldCall } from './HeldCall.tsx';
import { IncomingCall } from './IncomingCall.tsx';
import { MixedCalls } from './MixedCalls.tsx';
import { NoteField } from './NoteField.tsx';

type Props = {
  readonly model: ScreenModel;
  readonly state: PhoneState;
  /** A view is open below, and ended calls step aside for it: what closes it. null: none is. */
  readonly unfold?: (() => void) | null;
};

export function Calls({ model, state, unfold = null }: Props) {
  const { offered, mixed, active, waiting, ended } = sorted(state);
  return (
    <>
      {offered.map((call) => (
        <IncomingCall key={call.id} model={model} state={state} call={call} />
      ))}
      {mixed.length > 0 && <MixedCalls model={model} state={state} calls={mixed} />}
      {active && <CallCard key={active.id} model={model} state={state} call={active} />}
      {waiting.length > 0 && (
        <ul class="heldCalls" aria-label={say('call_others')}>
          {waiting.map((call) => (
            <HeldCall key={call.id} model={model} state={state} call={call} />
          ))}
        </ul>
      )}
      {active && <Written model={model} state={state} call={active} />}
      {ended.map((call) =>
        unfold ? (
          <EndedLine key={call.id} model={model} call={call} unfold={unfold} />
        ) : (
          <EndedCall key={call.id} model={model} state={state} call={call} />
        ),
      )}
    </>
  );
}

/** While somebody is asked about a call, that call is what is written about: theirs ends when it is handed over. */
function Written({ model, state, call }: CallProps) {
  const original = consultedFor(state, call);
  if (original) {
    const whose = remoteTitle(model, original.remote);
    return <NoteField key={original.id} model={model} callId={original.id} whose={whose} />;
  }
  return call.answeredAt === undefined ? null : <NoteField key={call.id} model={model} callId={call.id} />;
}

function sorted({ calls, activeCallId }: PhoneState) {
  const is = (status: Call['status']) => calls.filter((call) => call.status === status);
  const open = calls.filter(({ status }) => status !== 'offered' && status !== 'ended');
  const mixed = open.filter((call) => call.mixed);
  const alone = open.filter((call) => !call.mixed);
  const active = alone.find(({ id }) => id === activeCallId);
  return {
    offered: is('offered'),
    ended: is('ended').filter((call) => !isTurnedAway(call)),
    mixed,
    active,
    waiting: alone.filter((call) => call !== active),
  };
}
