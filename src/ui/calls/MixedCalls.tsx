/** Calls whose sound meets here: a conference that the agent is in, or a bridge that the agent has left. */
import { type CallActions, callActions } from '../../call/actions.ts';
import type { Call, PhoneState } from '../../call/state.ts';
import { Banner } from '../Banner.tsx';
import { HangUpIcon, MutedIcon } from '../icons.tsx';
import { later } from '../later.tsx';
import { RemoteTitle, remoteTitle } from '../RemoteNumber.tsx';
import type { ScreenModel } from '../screenModel.ts';
import { GRADE_WORDS } from '../sound/grades.ts';
import { say } from '../words.ts';
import { Timer } from './CallHead.tsx';
import { Controls } from './Controls.tsx';
import { NoteField } from './NoteField.tsx';
import { useOpened } from './useOpened.ts';

const SoundPicker = later(() => import('../sound/SoundPicker.tsx').then((found) => found.SoundPicker));

type Props = {
  readonly model: ScreenModel;
  readonly state: PhoneState;
  readonly calls: readonly Call[];
};

export function MixedCalls(props: Props) {
  return props.calls.some(({ mixed }) => mixed === 'bridge') ? (
    <Bridge {...props} />
  ) : (
    <Conference {...props} />
  );
}

function Conference({ model, state, calls }: Props) {
  const { opened, toggle } = useOpened();
  const first = calls[0];
  if (!first) return null;
  return (
    <section class="call live conference" aria-label={say('conference_title')}>
      <Head
        title={say('conference_title')}
        detail={say('conference_detail', listed(model, calls))}
        calls={calls}
      />
      {first.muted && (
        <Banner tone="wait" icon={<MutedIcon />}>
          {say('conference_muted')}
        </Banner>
      )}
      <Controls
        actions={forAll(state, first)}
        isAnswered
        canChooseSound={model.loadSound !== null}
        opened={opened}
        toggle={toggle}
        send={(command) => void model.send(command)}
      />
      <ul class="heldCalls" aria-label={say('conference_members')}>
        {calls.map((call) => (
          <Member key={call.id} model={model} state={state} call={call} />
        ))}
      </ul>
      <EndAll model={model} state={state} calls={calls} word="conference_end" />
      {opened === 'sound' && <SoundPicker model={model} />}
    </section>
  );
}

function Bridge({ model, state, calls }: Props) {
  const rejoin = calls.map(({ id }) => callActions(state, id).mix).find((command) => command !== null);
  return (
    <section class="call live bridge" aria-label={say('bridge_title')}>
      <Head title={say('bridge_title')} detail={say('bridge_detail', listed(model, calls))} calls={calls} />
      {rejoin && (
        <button type="button" class="bigButton plain" onClick={() => void model.send(rejoin)}>
          {say('bridge_rejoin')}
        </button>
      )}
      <EndAll model={model} state={state} calls={calls} word="bridge_end" />
    </section>
  );
}

type HeadProps = { readonly title: string; readonly detail: string; readonly calls: readonly Call[] };

function Head({ title, detail, calls }: HeadProps) {
  const since = Math.min(...calls.map(({ answeredAt, startedAt }) => answeredAt ?? startedAt));
  return (
    <div class="callHead">
      <div class="callWho">
        <h2>{title}</h2>
        <p class="callDetail" role="status">
          {detail}
        </p>
      </div>
      <div class="callNow">
        <Timer since={since} />
      </div>
    </div>
  );
}

type MemberProps = Omit<Props, 'calls'> & { readonly call: Call };

function Member({ model, state, call }: MemberProps) {
  const { unmix, hangUp } = callActions(state, call.id);
  const title = remoteTitle(model, call.remote);
  return (
    <li class="heldCall member">
      <div class="heldWho">
        <b>
          <RemoteTitle model={model} remote={call.remote} />
        </b>
        {call.grade && <span class="hint">{say(GRADE_WORDS[call.grade])}</span>}
      </div>
      {unmix && (
        <button type="button" class="textButton" onClick={() => void model.send(unmix)}>
          {say('conference_only', title)}
        </button>
      )}
      {hangUp && (
        <button
          type="button"
          class="iconButton danger"
          aria-label={say('call_hang_up_one', title)}
          title={say('call_hang_up_one', title)}
          onClick={() => void model.send(hangUp)}
        >
          <HangUpIcon />
        </button>
      )}
      <details class="more">
        <summary>
          {say('note_label')}
          <span class="heardOnly"> · {title}</span>
        </summary>
        <NoteField model={model} callId={call.id} />
      </details>
    </li>
  );
}

function EndAll({ model, state, calls, word }: Props & { readonly word: 'conference_end' | 'bridge_end' }) {
  const end = () => {
    for (const { id } of calls) {
      const { hangUp } = callActions(state, id);
      if (hangUp) void model.send(hangUp);
    }
  };
  return (
    <button type="button" class="bigButton stop" onClick={(event) => event.detail <= 1 && end()}>
      <HangUpIcon />
      {say(word)}
    </button>
  );
}

/** What is done to one is done to all: the microphone is the same. The rest is for one call alone. */
function forAll(state: PhoneState, call: Call): CallActions {
  const { mute, unmute } = callActions(state, call.id);
  return { ...callActions(state, '' as Call['id']), mute, unmute };
}

function listed(model: ScreenModel, calls: readonly Call[]): string {
  const names = calls.map(({ remote }) => remoteTitle(model, remote));
  const language = globalThis.document?.documentElement.lang || 'en';
  return new Intl.ListFormat(language).format(names);
}
