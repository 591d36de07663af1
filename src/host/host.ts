// The host: owns the PhoneState, the phone and the sound, and answers the switchboard. Here its parts are connected;
// what each does is in the file of its name.

import type { Journal } from '../journal/journal.ts';
import type { RoomLog } from '../log.ts';
import type { Announcement, HostRequest, HostSettings, Reply } from '../messages/protocol.ts';
import type { askSwitchboard } from '../messages/send.ts';
import { type Clock, systemClock } from '../phones/clock.ts';
import { createCallDesk } from './callDesk.ts';
import { followHeadsets, type Hid } from './headsets.ts';
import { createHistory } from './history.ts';
import { createLines, type LinesDeps } from './lines.ts';
import { followMicrophone } from './listening.ts';
import { atMost } from './patience.ts';
import { answerRequests, type RequestDeps } from './requests.ts';
import { createRetention } from './retention.ts';
import { followCalls } from './sound.ts';
import { createSoundPath, type SoundPathDeps } from './soundPath.ts';
import type { Speaker } from './speaker.ts';
import { createStore } from './store.ts';
import type { Tones } from './tones.ts';

export type HostDeps = Pick<SoundPathDeps, 'devices' | 'permissions' | 'openAudio'> & {
  readonly openPhone: LinesDeps['openPhone'];
  readonly openJournal: () => Promise<Journal>;
  readonly onHostRequest: (
    handler: (request: HostRequest) => Promise<Reply<unknown>>,
    signal: AbortSignal,
  ) => void;
  readonly announce: (announcement: Announcement) => void;
  readonly askSwitchboard: typeof askSwitchboard;
  readonly online: LinesDeps['online'];
  readonly speaker: Speaker;
  readonly tones: Tones;
  readonly checkLine: RequestDeps['checkLine'];
  /** Absent in a browser without WebHID. */
  readonly hid?: Hid;
  readonly log: RoomLog;
  readonly clock?: Clock;
};

/** Opening the journal is quick or it is stuck; the line is not kept waiting for it. */
const JOURNAL_OPENING_MS = 1_000;

/**
 * Starts one life of the host, until `signal` aborts: that ends its calls and closes its line. Listens before it
 * returns; settles when earlier calls are closed in the journal and the switchboard knows that the host is there.
 */
export async function startHost(deps: HostDeps, signal: AbortSignal): Promise<void> {
  const { log, clock = systemClock } = deps;
  const hostId = crypto.randomUUID();
  const journal = deps.openJournal();
  const store = createStore({
    hostId,
    now: clock.now,
    log,
    write: async (record) => {
      await (await journal).write(record);
      if (record.outcome === 'missed') await history.countMissed();
    },
    publish: (state) => deps.announce({ type: 'snapshot', state }),
  });
  const history = createHistory(store, { journal, clock, log });
  /** What is set. Null until the switchboard said so, which it does before it opens a line: nobody is called before. */
  let settings: HostSettings | null = null;
  const retention = createRetention({ journal, clock, log, trimmed: history.countMissed });
  const configure = (wanted: HostSettings) => {
    settings = wanted;
    retention.keepFor(wanted.historyDays);
    void store.apply({ type: 'doNotDisturbChanged', doNotDisturb: wanted.doNotDisturb });
    sound.use(wanted);
  };
  const sound = createSoundPath(
    { ...deps, store, clock, phoneOf: (accountId) => lines.phoneOf(accountId) },
    signal,
  );
  const lines = createLines({
    ...deps,
    store,
    clock,
    playRemote: sound.play,
    heard: (fact) => void (goesOn(fact) || store.apply(fact)),
    renew: (accountId, account) =>
      deps.askSwitchboard<'renewCredentials'>({ type: 'renewCredentials', accountId, account }),
    recycle: (accounts) => deps.askSwitchboard<'recycleHost'>({ type: 'recycleHost', accounts }),
  });
  const parts = { store, lines, journal, clock, log };
  const { microphone, secondsOf } = sound;
  const { desk, goesOn } = createCallDesk({ ...parts, microphone, settings: () => settings });

  // First: an audio device that cannot be opened must not keep a microphone open.
  followMicrophone(store, { microphone });
  followCalls(store, deps);
  followHeadsets({ store, desk, log, clock, hid: deps.hid ?? null }, signal);
  deps.onHostRequest(
    answerRequests({ ...parts, desk, history, configure, secondsOf, checkLine: deps.checkLine }),
    signal,
  );
  signal.addEventListener('abort', () => void lines.closeAll(), { once: true });

  const closing = journal.then((opened) => opened.closeInterrupted(hostId, clock.now()));
  closing.catch((error: unknown) => log.warn('read the journal', error));
  await atMost(
    closing.finally(() => history.countMissed()),
    JOURNAL_OPENING_MS,
  );
  await deps.askSwitchboard<'hostStarted'>({ type: 'hostStarted', hostId });
}
