// All that lies between a command and the phone that carries the call, connected: desk, dialling, rules, the way to the
// network, and the timer of one-click dialling. What each does is in the file of its name.
import { followArrivals } from './arriving.ts';
import { type Carrying, createCarrying } from './carrying.ts';
import { type ClearingDeps, createClearing } from './clearing.ts';
import { createDesk, type Desk } from './desk.ts';
import { createDialling } from './dialling.ts';
import { createFloor } from './floor.ts';
import { foresee } from './foresight.ts';
import type { Joining, JoiningDeps } from './joining.ts';
import type { Lines } from './lines.ts';
import type { Microphone } from './microphone.ts';
import { dialRaised } from './oneClick.ts';
import { ownNumbersOf } from './ownNumbers.ts';
import type { Store } from './store.ts';

export type CallDeskDeps = Omit<ClearingDeps, 'ownNumbers'> & {
  readonly store: Store;
  readonly lines: Pick<Lines, 'phoneOf' | 'callerIdsOf' | 'reconnect'>;
  readonly microphone: Microphone;
};

export type CallDesk = {
  readonly desk: Desk;
  /** True: what a phone says of a call is not the end of it, and not for the state. */
  readonly goesOn: Carrying['goesOn'];
};

export function createCallDesk(deps: CallDeskDeps): CallDesk {
  const { store, lines, settings } = deps;
  const { phoneOf, callerIdsOf, reconnect } = lines;
  const told = { ...deps, phoneOf, floor: createFloor({ ...deps, phoneOf }) };
  const carrying = createCarrying(told);
  const ownNumbers = () => ownNumbersOf(store.state, callerIdsOf);
  const mayCall = createClearing({ ...deps, ownNumbers });
  const routes = () => settings()?.routes ?? [];
  const dialling = createDialling({ ...told, carrying, callerIdsOf, routes, mayCall });
  foresee(deps);
  const { joining, joined } = joinLater({ ...told, mayCall });
  const desk = createDesk({ ...told, carrying, dialling, joining, reconnect });
  followArrivals({ ...told, answer: (callId) => desk({ type: 'answer', callId }) });
  const goesOn: CallDesk['goesOn'] = (fact) => carrying.goesOn(fact) || (joined()?.goesOn(fact) ?? false);
  return { desk: dialRaised({ ...deps, desk }), goesOn };
}

/** Loaded once, when somebody wants it; what was never loaded has nothing under way. */
function joinLater(deps: JoiningDeps) {
  let loading: Promise<Joining> | null = null;
  let loaded: Joining | null = null;
  const load = async () => {
    const { createJoining } = await import('./joining.ts');
    loaded = createJoining(deps);
    return loaded;
  };
  return {
    joining: () => {
      loading ??= load();
      return loading;
    },
    joined: () => loaded,
  };
}
