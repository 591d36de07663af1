/** Who took a call over, as a person reads it: by name where one is known, else by a number that is written as one. */
import type { Call, PhoneState } from '../../call/state.ts';
import { toE164 } from '../../numbers/e164.ts';
import { numberText } from '../RemoteNumber.tsx';
import type { ScreenModel } from '../screenModel.ts';

export type KnownPeople = Pick<ScreenModel, 'numbers' | 'recents' | 'state'>;

/** `to`: number or name, as a transfer and the journal keep it. */
export function whoTakesOver(model: KnownPeople, to: string): string {
  return nameOf(model, to) ?? isolated(writtenAs(model, to));
}

/** Both, for where there is room: "Ada Fielding · +44 20 7946 0018". */
export function whoTookOver(model: KnownPeople, to: string): string {
  const name = nameOf(model, to);
  return name === undefined ? writtenAs(model, to) : `${name} · ${isolated(writtenAs(model, to))}`;
}

/** A number keeps its order also in a sentence that reads from the right (Unicode Standard Annex 9, LRI and PDI). */
function isolated(text: string): string {
  return text.startsWith('+') ? `\u2066${text}\u2069` : text;
}

function writtenAs(model: KnownPeople, to: string): string {
  return numberText(model, { e164: toE164(to), display: to });
}

/** Of whom somebody spoke with lately: what is handed over is told by number. */
function nameOf({ state, recents }: KnownPeople, number: string): string | undefined {
  const calls = state.value?.calls ?? [];
  const spoken = calls.find(({ remote }) => remote.e164 === number && remote.name !== undefined);
  return (
    spoken?.remote.name ?? recents.value?.find((one) => one.number === number && one.name !== undefined)?.name
  );
}

/** The call that the far end of this one took over, after it was asked; null: none. */
export function takenOverIn(
  { calls }: Pick<PhoneState, 'calls'>,
  { id, direction, remote }: Call,
): Call | null {
  if (direction === 'incoming') return null;
  const who = remote.e164 ?? remote.display;
  const isTaken = (one: Call) => one.id !== id && one.transfer?.status === 'done' && one.transfer.to === who;
  return calls.find(isTaken) ?? null;
}
