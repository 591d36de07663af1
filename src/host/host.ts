// The host: owns the PhoneState, the phone and the sound, and answers the switchboard. Here its parts are connected;
// what each does is in the file of its name.

import type { Journal } from '../journal/journal.ts';
import type { RoomLog } from '../log.ts';
import type { Announcement, HostRequest, Reply } from '../messages/protocol.ts';
import type { askSwitchboard } from '../messages/send.ts';
import { type Clock, systemClock } from '../phones/clock.ts';
import { type ConnectionDeps, createConnection } from './connection.ts';
import { createDesk, type Desk } from './desk.ts';
import { followMicrophone } from './listening.ts';
import { createMicrophone, type MicrophoneDeps } from './microphone.ts';
import { atMost } from './patience.ts';
import { followCalls } from './sound.ts';
import type { Speaker } from './speaker.ts';
import { createStore, type Store } from './store.ts';
import type { Tones } from './tones.ts';

export type HostDeps = Pick<MicrophoneDeps, 'devices' | 'permissions'> & {
  readonly openPhone: ConnectionDeps['openPhone'];
  readonly openJournal: () => Promise<Journal>;
  readonly onHostRequest: (
    handler: (request: HostRequest) => Promise<Reply<unknown>>,
    signal: AbortSignal,
  ) => void;
  readonly announce: (announcement: Announcement) => void;
  readonly askSwitchboard: typeof askSwitchboard;
  readonly online: ConnectionDeps['online'];
  readonly speaker: Speaker;
  readonly tones: Tones;
  readonly log: RoomLog;
  readonly clock?: Clock;
  /** Prefixes of numbers that are never dialled: "+1900". */
  readonly denyPrefixes?: readonly string[];
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
  const connection = createConnection({
    ...deps,
    store,
    clock,
    playRemote: deps.speaker.play,
    renew: (account) => deps.askSwitchboard<'renewCredentials'>({ type: 'renewCredentials', account }),
    recycle: (credentials) => deps.askSwitchboard<'recycleHost'>({ type: 'recycleHost', credentials }),
  });
  const desk = createDesk({
    store,
    phone: () => connection.phone,
    reconnect: connection.reconnect,
    microphone,
    log,
    denyPrefixes: deps.denyPrefixes ?? [],
  });

  // First: an audio device that cannot be opened must not keep a microphone open.
  followMicrophone(store, { microphone });
  followCalls(store, deps);
  deps.onHostRequest(answerRequests({ store, desk, connection, journal, log }), signal);
  signal.addEventListener('abort', () => void connection.close(), { once: true });

  const closing = journal.then((opened) => opened.closeInterrupted(hostId, clock.now()));
  closing.catch((error: unknown) => log.warn('read the journal', error));
  await atMost(closing, JOURNAL_OPENING_MS);
  await deps.askSwitchboard<'hostStarted'>({ type: 'hostStarted', hostId });
}

type Rooms = {
  readonly store: Store;
  readonly desk: Desk;
  readonly connection: ReturnType<typeof createConnection>;
  readonly journal: Promise<Journal>;
  readonly log: RoomLog;
};

function answerRequests(rooms: Rooms): (request: HostRequest) => Promise<Reply<unknown>> {
  const { store, desk, connection } = rooms;
  return async (request) => {
    switch (request.type) {
      case 'command':
        return desk(request.command);
      case 'getState':
        return { ok: true, value: store.state };
      case 'getRecentCalls':
        return recentCalls(rooms, request.limit);
      case 'openPhone':
        return connection.open(request.credentials);
      case 'closePhone':
        return connection.close();
      case 'getOpenAccount':
        return { ok: true, value: connection.account };
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
