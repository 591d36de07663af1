/** The call somebody is in: who, how long, how it sounds, and the actions the state allows. What is null has no button. */
import { callActions } from '../../call/actions.ts';
import type { Command } from '../../call/command.ts';
import type { Call, PhoneState } from '../../call/state.ts';
import { HangUpIcon } from '../icons.tsx';
import { later } from '../later.tsx';
import { remoteTitle } from '../RemoteNumber.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { say } from '../words.ts';
import { CallHead } from './CallHead.tsx';
import { CallNotices } from './CallNotices.tsx';
import { Consultation } from './Consultation.tsx';
import { Controls } from './Controls.tsx';
import { TonePad } from './TonePad.tsx';
import { useOpened } from './useOpened.ts';

const TransferForm = later(() => import('./TransferForm.tsx').then((found) => found.TransferForm));
const SoundPicker = later(() => import('../sound/SoundPicker.tsx').then((found) => found.SoundPicker));
const QualityDetails = later(() =>
  import('../sound/QualityDetails.tsx').then((found) => found.QualityDetails),
);

export type CallProps = { readonly model: ScreenModel; readonly state: PhoneState; readonly call: Call };

export function CallCard({ model, state, call }: CallProps) {
  const { opened, toggle, close } = useOpened();
  const actions = callActions(state, call.id);
  const original = consultedFor(state, call);
  const send = (command: Command) => void model.send(command);
  const quality = { isOpen: opened === 'quality', toggle: () => toggle('quality') };
  const canHand = actions.transfer || actions.consult;
  return (
    <section class={`call ${call.status}`} aria-label={say('call_label', remoteTitle(model, call.remote))}>
      <CallHead model={model} call={call} lineLost={state.line.status !== 'ready'} quality={quality} />
      <CallNotices model={model} state={state} call={call} />
      {original && <Consultation model={model} state={state} call={call} original={original} />}
      <Controls
        actions={actions}
        isAnswered={call.answeredAt !== undefined}
        canChooseSound={model.loadSound !== null}
        opened={opened}
        toggle={toggle}
        send={send}
      />
      {actions.hangUp && !original && <HangUp command={actions.hangUp} send={send} />}
      {/* What opens, opens below: the way out stays where it was. */}
      {actions.keypad && opened === 'keypad' && (
        <TonePad send={(digits) => send({ type: 'sendDigits', callId: call.id, digits })} />
      )}
      {canHand && opened === 'transfer' && (
        <TransferForm model={model} state={state} call={call} close={close} />
      )}
      {opened === 'quality' && <QualityDetails model={model} callId={call.id} />}
      {opened === 'sound' && <SoundPicker model={model} />}
    </section>
  );
}

/** The call that may be handed to who is asked in this one, as long as it is up. */
export function consultedFor(state: PhoneState, call: Call): Call | null {
  return state.calls.find(({ id, status }) => id === call.consultFor && status !== 'ended') ?? null;
}

/** The second click of a double click on Call must not end the call that the first one made. */
function HangUp({ command, send }: { readonly command: Command; readonly send: (command: Command) => void }) {
  return (
    <button type="button" class="bigButton stop" onClick={(event) => event.detail <= 1 && send(command)}>
      <HangUpIcon />
      {say('call_hang_up')}
    </button>
  );
}
