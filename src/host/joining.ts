// What brings calls together: conference, bridge, transfer. Loaded when somebody does that for the first time in a life of
// the host; most calls never need it.
import { createHandover, type Handover, type HandoverDeps } from './handover.ts';
import { createMixing, type Mixing, type MixingDeps } from './mixing.ts';

export type JoiningDeps = Omit<HandoverDeps, 'mixing'> & MixingDeps;

export type Joining = Pick<Mixing, 'mix' | 'unmix' | 'setMuted'> &
  Pick<Handover, 'transfer' | 'complete' | 'goesOn'>;

export function createJoining(deps: JoiningDeps): Joining {
  const mixing = createMixing(deps);
  const handover = createHandover({ ...deps, mixing });
  return {
    ...mixing,
    ...handover,
    goesOn: (fact) => mixing.isOwnMute(fact) || handover.goesOn(fact),
  };
}
