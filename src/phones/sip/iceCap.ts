/**
 * How long an offer or answer waits for ICE candidates. JsSIP waits for the end of gathering: 128 ms without any
 * server and 39.9 s with a STUN server that never answers (measured on loopback).
 */
import type { RTCIceServerLike } from '../../accounts/credentials.ts';
import type { Clock } from '../clock.ts';

/** Host candidates of all interfaces arrive within 2 ms of the first (measured); 5 leaves the 50 ms to others. */
export const HOST_GRACE_MS = 5;

/** With TURN configured the network may let nothing else through, so the relay candidate is worth a wait. */
export const RELAY_GRACE_MS = 500;

export type IceCandidateFact = {
  /** `null` where the browser cannot read the type of the candidate. */
  readonly candidate: { readonly type: string | null };
  readonly ready: () => void;
};

const hasRelay = (servers: readonly RTCIceServerLike[]) =>
  servers.some((server) => server.urls.some((url) => /^turns?:/i.test(url)));

/**
 * A listener for JsSIP's `icecandidate` event of one session; offers, answers and re-offers are separate rounds, told
 * apart by their `ready` function, which is called once a round.
 */
export function createIceCap(
  clock: Clock,
  servers: readonly RTCIceServerLike[],
): (fact: IceCandidateFact) => void {
  const relayExpected = hasRelay(servers);
  const graceMs = relayExpected ? RELAY_GRACE_MS : HOST_GRACE_MS;
  const enough = (type: string | null) => type === 'relay' || (type === 'srflx' && !relayExpected);
  const rounds = new WeakMap<() => void, { stop: () => void; done: boolean }>();

  return ({ candidate, ready }) => {
    const round = rounds.get(ready) ?? { stop: clock.after(graceMs, () => finish()), done: false };
    rounds.set(ready, round);
    const finish = () => {
      if (round.done) return;
      round.done = true;
      round.stop();
      ready();
    };
    if (enough(candidate.type)) finish();
  };
}
