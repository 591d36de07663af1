/** All calls, the most urgent on top: who rings, who is talked to, who waits, who has gone. */
import { isTurnedAway } from '../../call/change.ts';
import type { Call, PhoneState } from '../../call/state.ts';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { CallCard } from './CallCard.tsx';
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
      {active?.answeredAt !== undefined && <NoteField key={active.id} model={model} callId={active.id} />}
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
