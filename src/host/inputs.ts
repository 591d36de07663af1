// What each call is sent: the microphone, or while it is mixed what the mixer makes for it. Follows the state: whoever
// mixes or unmixes calls applies the fact, and their sound goes along. Exchanged in the middle of a call by
// phone.setInput, of which the far side learns nothing. Who is mixed, and that it is the agent who is muted and not the
// others along with them, is mixing.ts.
import type { Call, CallId, Mix, PhoneState } from '../call/state.ts';
import type { RoomLog } from '../log.ts';
import type { Lines } from './lines.ts';
import type { Mixer, Party } from './mixer.ts';
import type { Speaker } from './speaker.ts';
import type { Store } from './store.ts';

export type InputsDeps = {
  readonly store: Store;
  readonly phoneOf: Lines['phoneOf'];
  /** What the microphone gives now. */
  readonly microphone: () => MediaStream | null;
  readonly speaker: Pick<Speaker, 'play' | 'silence'>;
  readonly loadMixer: () => Promise<Mixer>;
  readonly log: RoomLog;
};

export interface Inputs {
  /** Another microphone than calls were given. True once none of them sends the former one. */
  switched(): Promise<boolean>;
  /** What a far side says: played, and heard in the mix. */
  play(callId: CallId, stream: MediaStream): void;
}

export function createInputs(deps: InputsDeps): Inputs {
  const { store, log } = deps;
  const voices = new Map<CallId, MediaStream>();
  /** What was exchanged: calls that are not in here send what they began with. */
  const given = new Map<CallId, MediaStream>();
  /** Of calls that are mixed, and of calls that were and have not got the microphone back yet. */
  const mixed = new Set<CallId>();
  let mixer: Mixer | null = null;
  let hasSwitched = false;
  let settled: Promise<void> = Promise.resolve();
  let wasAsked = '';

  const up = () => store.state.calls.filter(carriesSound);
  const phoneOf = (call: Call) => deps.phoneOf(call.accountId);

  /** False: it goes on sending what it sent. */
  const give = async (call: Call, stream: MediaStream | null): Promise<boolean> => {
    if (!stream || given.get(call.id) === stream) return true;
    const phone = phoneOf(call);
    if (!phone?.capabilities.switchInput) return false;
    given.set(call.id, stream);
    try {
      await phone.setInput(call.id, stream);
    } catch (error) {
      if (given.get(call.id) === stream) given.delete(call.id);
      // Of a call that is over nothing needs to be said.
      if (!up().some(({ id }) => id === call.id)) return true;
      log.warn('exchange what a call sends', error);
      return false;
    }
    return true;
  };

  /** From here on the mixer mutes the agent, and the phone lets everything through: what it sent before was muted. */
  const join = async (call: Call, stream: MediaStream | undefined) => {
    // Else it sends the microphone still, and a mute that is lifted there lets the agent be heard.
    if (!(await give(call, stream ?? null)) || mixed.has(call.id)) return;
    mixed.add(call.id);
    // It may have left the mix meanwhile, and was muted for that again.
    if (!up().some(({ id, mixed: as }) => id === call.id && as)) return;
    log.guard('let a mix through', () => phoneOf(call)?.setMuted(call.id, false));
  };
  const part = async (call: Call) => {
    mixed.delete(call.id);
    await give(call, deps.microphone());
  };

  const settle = async () => {
    const together = up().filter(({ mixed: as }) => as);
    const as = together[0]?.mixed;
    const sent = as ? await mixTogether(together, as) : null;
    deps.speaker.silence(as === 'bridge' ? together.map(({ id }) => id) : []);
    for (const call of up()) {
      if (call.mixed) await join(call, sent?.get(call.id));
      else if (mixed.has(call.id)) await part(call);
    }
    if (as) return;
    mixer?.close();
    mixer = null;
  };
  const mixTogether = async (together: readonly Call[], as: Mix) => {
    mixer ??= await deps.loadMixer();
    const parties: Party[] = together.map(({ id }) => ({ callId: id, voice: voices.get(id) ?? null }));
    // Who was muted in one of them is not heard in any.
    const muted = together.some((call) => call.muted);
    return mixer.mix({ as, parties, microphone: deps.microphone(), muted });
  };
  const settleSoon = () => {
    settled = settled.then(settle).catch((error: unknown) => {
      log.warn('mix calls', error);
      // The state says what is true.
      void store.apply({ type: 'callsMixed', callIds: [], as: 'conference' });
    });
    return settled;
  };

  /** A call that is answered, or taken over by another line, was given what was the microphone a while ago. */
  const catchUp = (call: Call | undefined) => {
    if (call && hasSwitched && !call.mixed) void give(call, deps.microphone());
  };

  const forget = (state: PhoneState) => {
    for (const known of [voices, given, mixed])
      for (const callId of known.keys()) if (!isUp(state, callId)) known.delete(callId);
    if (state.calls.every(({ status }) => status === 'ended')) hasSwitched = false;
  };

  store.watch((state, event) => {
    forget(state);
    const asked = mixOf(state);
    if (asked !== wasAsked) void settleSoon();
    wasAsked = asked;
    if (event.type !== 'callAnswered' && event.type !== 'callRerouted') return;
    if (event.type === 'callRerouted') given.delete(event.callId);
    // Behind whoever hands it to the phone in this very moment.
    queueMicrotask(() => catchUp(up().find(({ id }) => id === event.callId)));
  });

  return {
    async switched() {
      hasSwitched = true;
      if (mixOf(store.state)) await settleSoon();
      const alone = up().filter((call) => !call.mixed);
      const done = await Promise.all(alone.map((call) => give(call, deps.microphone())));
      return done.every(Boolean);
    },
    play(callId, stream) {
      voices.set(callId, stream);
      deps.speaker.play(callId, stream);
      if (mixOf(store.state)) void settleSoon();
    },
  };
}

function carriesSound({ status }: Call): boolean {
  return status !== 'offered' && status !== 'ended';
}

function isUp({ calls }: PhoneState, callId: CallId): boolean {
  return calls.some((call) => call.id === callId && call.status !== 'ended');
}

/** The same as long as the mix is; '' is none. */
function mixOf({ calls }: PhoneState): string {
  return calls
    .filter(({ mixed }) => mixed)
    .map(({ id, mixed, muted }) => `${id} ${mixed} ${muted}`)
    .join();
}
