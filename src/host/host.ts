// The host: owns the PhoneState, the phone and the sound, and answers the switchboard. Here its parts are connected;
// what each does is in the file of its name.

import type { Journal } from '../journal/journal.ts';
import type { RoomLog } from '../log.ts';
import type { Announcement, HostRequest, HostSettings, Reply } from '../messages/protocol.ts';
import type { askSwitchboard } from '../messages/send.ts';
import { type Clock, systemClock } from '../phones/clock.ts';
import { DEFAULTS } from '../settings/settings.ts';
import { createCarrying } from './carrying.ts';
import { createClearing } from './clearing.ts';
import { createDesk, type Desk } from './desk.ts';
import { ACCEPTED, createDialling } from './dialling.ts';
import { createLines, type Lines, type LinesDeps } from './lines.ts';
import { followMicrophone } from './listening.ts';
import { createMicrophone, type MicrophoneDeps } from './microphone.ts';
import { dialRaised } from './oneClick.ts';
import { ownNumbersOf } from './ownNumbers.ts';
import { atMost } from './patience.ts';
import { createRetention } from './retention.ts';
import { followCalls } from './sound.ts';
import type { Speaker } from './speaker.ts';
import { createStore, type Store } from './store.ts';
import type { Tones } from './tones.ts';

export type HostDeps = Pick<MicrophoneDeps, 'devices' | 'permissions'> & {
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
    write: async (record) => (await journal).write(record),
    publish: (state) => deps.announce({ type: 'snapshot', state }),
  });
  const microphone = createMicrophone(
    { ...deps, report: (state) => void store.apply({ type: 'microphoneChanged', microphone: state }) },
    signal,
  );
  /** What is set; the defaults until the switchboard said so, which it does before it opens a line. */
  let settings: HostSettings = { ...DEFAULTS, doNotCall: [] };
  const lines = createLines({
    ...deps,
    store,
    clock,
    playRemote: deps.speaker.play,
    heard: (fact) => void (carrying.goesOn(fact) || store.apply(fact)),
    renew: (accountId, account) =>
      deps.askSwitchboard<'renewCredentials'>({ type: 'renewCredentials', accountId, account }),
    recycle: (accounts) => deps.askSwitchboard<'recycleHost'>({ type: 'recycleHost', accounts }),
  });
  const { phoneOf } = lines;
  const carrying = createCarrying({ store, phoneOf, microphone, log });
  const dialling = createDialling({
    store,
    phoneOf,
    microphone,
    log,
    carrying,
    routes: () => settings.routes,
    callerIdsOf: lines.callerIdsOf,
    mayCall: createClearing({
      settings: () => settings,
      ownNumbers: () => ownNumbersOf(store.state, lines.callerIdsOf),
      journal,
      clock,
      log,
    }),
  });
  const { reconnect } = lines;
  const desk = dialRaised({
    store,
    clock,
    desk: createDesk({ store, phoneOf, log, dialling, carrying, microphone, reconnect }),
  });
  const retention = createRetention({ journal, clock, log });
  const configure = (wanted: HostSettings) => {
    settings = wanted;
    retention.keepFor(wanted.historyDays);
  };

  // First: an audio device that cannot be opened must not keep a microphone open.
  followMicrophone(store, { microphone });
  followCalls(store, deps);
  deps.onHostRequest(answerRequests({ store, desk, lines, journal, log, configure }), signal);
  signal.addEventListener('abort', () => void lines.closeAll(), { once: true });

  const closing = journal.then((opened) => opened.closeInterrupted(hostId, clock.now()));
  closing.catch((error: unknown) => log.warn('read the journal', error));
  await atMost(closing, JOURNAL_OPENING_MS);
  await deps.askSwitchboard<'hostStarted'>({ type: 'hostStarted', hostId });
}

type Rooms = {
  readonly store: Store;
  readonly desk: Desk;
  readonly lines: Lines;
  readonly journal: Promise<Journal>;
  readonly log: RoomLog;
  readonly configure: (settings: HostSettings) => void;
};

function answerRequests(rooms: Rooms): (request: HostRequest) => Promise<Reply<unknown>> {
  const { store, desk, lines } = rooms;
  return async (request) => {
    switch (request.type) {
      case 'command':
        return desk(request.command);
      case 'getState':
        return { ok: true, value: store.state };
      case 'getRecentCalls':
        return recentCalls(rooms, request.limit);
      case 'openPhone':
        return lines.open(request);
      case 'closePhone':
        return lines.close(request.accountId);
      case 'orderLines':
        return lines.order(request.accountIds);
      case 'configure':
        rooms.configure(request.settings);
        return ACCEPTED;
      case 'checkLine':
        return { ok: false, failure: { code: 'not-supported' } };
      case 'getOpenAccounts':
        return { ok: true, value: lines.renewable };
    }
  };
}

async function recentCalls({ journal, log }: Rooms, limit: number): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await (await journal).recent(limit) };
  } catch (error) {
    log.warn('read the journal', error);
    return { ok: false, failure: { code: 'unknown', detail: 'the journal cannot be read' } };
  }
}
