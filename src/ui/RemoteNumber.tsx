/** The other end as a person reads it: the international form once the room of numbers is there, E.164 until then. */
import type { Remote } from '../call/state.ts';
import type { ScreenModel } from './screenModel.ts';
import { say } from './words.ts';

type Props = { readonly model: ScreenModel; readonly remote: Remote };

export function numberText(model: Pick<ScreenModel, 'numbers'>, remote: Remote): string {
  if (remote.e164 === null) return remote.display;
  return model.numbers.value?.formatNumber(remote.e164) ?? remote.e164;
}

export function RemoteNumber({ model, remote }: Props) {
  return (
    <>
      <bdi class="number" dir="ltr">
        {numberText(model, remote)}
      </bdi>
      {remote.extension !== undefined && (
        <span class="extension"> {say('card_extension', remote.extension)}</span>
      )}
    </>
  );
}

/** The name of the other end, or its number, or "Unknown caller". */
export function remoteTitle(model: Pick<ScreenModel, 'numbers'>, remote: Remote): string {
  if (remote.name) return remote.name;
  const number = numberText(model, remote);
  if (!number) return say('call_unknown_caller');
  return remote.extension === undefined ? number : `${number} ${say('card_extension', remote.extension)}`;
}

/** The same to look at: a number keeps its order in a line that reads from the right. */
export function RemoteTitle({ model, remote }: Props) {
  return <bdi dir={remote.name ? 'auto' : 'ltr'}>{remoteTitle(model, remote)}</bdi>;
}
