// The agent's microphone: may we, and one stream shared by all calls, which becomes another one in the middle of a call
// when another device is set or the one in use goes. When it is opened and closed is decided by desk.ts and listening.ts;
// which device it is by audio.ts. Asking the user for permission needs a visible page and is not possible here.

import type { Failure, FailureCode } from '../call/failure.ts';
import type { Microphone as MicrophoneState } from '../call/state.ts';
import type { RoomLog } from '../log.ts';

export type OpenedMicrophone =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly failure: Failure };

export interface Microphone {
  /** Looks at the permission and the devices, and reports what is true now. */
  check(): Promise<void>;
  /** The shared stream, opened when it is not. Never rejects. */
  open(): Promise<OpenedMicrophone>;
  /** What is open now. */
  current(): MediaStream | null;
  /**
   * Another one, when what is wished is not what is open or what was open has ended; nothing while nobody has it open.
   * What cannot be opened changes nothing. Settles when calls have what they should have. Never rejects.
   */
  renew(): Promise<void>;
  /** Stops the tracks, also those of an opening that is still under way: the browser's recording sign goes out. */
  close(): void;
}

/** What should be open. */
export type Wish = {
  /** '' is the system's choice. Of one that is not there, another one is taken. */
  readonly deviceId: string;
  /** Of the hardware; null: the browser does not say. */
  readonly identity: string | null;
  readonly noiseSuppression: boolean;
  readonly echoCancellation: boolean;
};

export type MicrophoneDeps = {
  readonly devices: Pick<
    MediaDevices,
    'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
  > & {
    /** They are another page's: its devices are not listed without need. */
    readonly areBorrowed?: true;
  };
  readonly permissions: Pick<Permissions, 'query'>;
  readonly wish: () => Wish;
  readonly report: (state: MicrophoneState) => void;
  /** Another stream than the one that calls were given is the microphone now. True once none of them needs the other. */
  readonly switched: (stream: MediaStream) => Promise<boolean>;
  readonly log: RoomLog;
};

/** DOMException names of getUserMedia (W3C Media Capture and Streams, 10.3). A device in use is as good as none. */
const FAILURES: Readonly<Record<string, FailureCode>> = {
  NotAllowedError: 'microphone-denied',
  SecurityError: 'microphone-denied',
  NotFoundError: 'microphone-missing',
  NotReadableError: 'microphone-missing',
  OverconstrainedError: 'microphone-missing',
};

/** One opening, from the moment it was asked for. */
type Opening = {
  wish: Wish;
  readonly opened: Promise<OpenedMicrophone>;
  stream: MediaStream | null;
  hasEnded: boolean;
};

export function createMicrophone(deps: MicrophoneDeps, signal: AbortSignal): Microphone {
  let opening: Opening | null = null;
  /** Somebody opened it and nobody has closed it since. */
  let isWanted = false;
  /** Streams that a call still sends and cannot exchange. */
  const lingering = new Set<MediaStream>();
  let renewing: Promise<void> = Promise.resolve();

  const check = async () => {
    const state = await look(deps).catch((error: unknown) => {
      deps.log.warn('look at the microphone permission', error);
      return 'unknown' as const;
    });
    if (!signal.aborted) deps.report(state);
  };

  /** With one that works, another one than was wished is none; without, it is better than none. */
  const begin = (hasOne: boolean): Opening => {
    const wish = deps.wish();
    const opened = hasOne ? request(deps, wish) : requestAny(deps, wish);
    const mine: Opening = { wish, opened, stream: null, hasEnded: false };
    void mine.opened.then((opened) => {
      if (!opened.ok) return check();
      mine.stream = opened.stream;
      deps.report('granted');
      for (const track of opened.stream.getTracks()) {
        track.addEventListener('ended', () => lose(mine), { signal });
        // Gone while it was on its way here.
        if (track.readyState === 'ended') mine.hasEnded = true;
      }
    });
    return mine;
  };
  /** Unplugged or revoked: calls that are up get the next one, and the next call opens anew instead of sending silence. */
  const lose = (mine: Opening) => {
    mine.hasEnded = true;
    if (opening === mine) void renew();
  };

  const open = () => {
    isWanted = true;
    if (opening && !opening.hasEnded) return opening.opened;
    const lost = opening;
    const mine = begin(false);
    opening = mine;
    void mine.opened.then((opened) => {
      if (opened.ok) return lost && deps.switched(opened.stream);
      if (opening !== mine) return;
      // A call that has lost its microphone still wants one, though the next call could not have it.
      opening = lost;
      isWanted = lost !== null;
    });
    return mine.opened;
  };

  const replace = async () => {
    const before = opening;
    await before?.opened;
    if (!isWanted || opening !== before || (before && isAsWished(before, deps.wish()))) return;
    const mine = begin(current() !== null);
    const opened = await mine.opened;
    // Closed, or opened by a call, while this one was on its way.
    if (!isWanted || opening !== before) return stop(mine);
    if (!opened.ok) return;
    opening = mine;
    const isFree = await deps.switched(opened.stream);
    if (isFree) stop(before);
    else if (before?.stream) lingering.add(before.stream);
  };
  const renew = () => {
    renewing = renewing.then(replace).catch((error: unknown) => deps.log.warn('renew the microphone', error));
    return renewing;
  };

  const close = () => {
    isWanted = false;
    stop(opening);
    opening = null;
    for (const stream of lingering) stopTracks(stream);
    lingering.clear();
  };

  const current = () => (opening && !opening.hasEnded ? opening.stream : null);

  signal.addEventListener('abort', close, { once: true });
  deps.devices.addEventListener('devicechange', () => void check(), { signal });
  void watchPermission(deps, check, signal);
  return { check, open, current, renew, close };
}

/** Learns on the way which hardware it is, when nobody could say at the time of opening. */
function isAsWished(opening: Opening, wish: Wish): boolean {
  const { wish: is, hasEnded } = opening;
  const isSameHardware = is.identity === wish.identity || is.identity === null || wish.identity === null;
  const isIt =
    !hasEnded &&
    isSameHardware &&
    is.deviceId === wish.deviceId &&
    is.noiseSuppression === wish.noiseSuppression &&
    is.echoCancellation === wish.echoCancellation;
  if (isIt && is.identity === null) opening.wish = wish;
  return isIt;
}

function stop(opening: Opening | null): void {
  void opening?.opened.then((opened) => opened.ok && stopTracks(opened.stream));
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The wished one, or where that one cannot be had any other. */
async function requestAny(deps: MicrophoneDeps, wish: Wish): Promise<OpenedMicrophone> {
  const opened = await request(deps, wish);
  const mayHelp = !opened.ok && wish.deviceId !== '' && opened.failure.code === 'microphone-missing';
  return mayHelp ? request(deps, { ...wish, deviceId: '' }) : opened;
}

async function request({ devices }: MicrophoneDeps, wish: Wish): Promise<OpenedMicrophone> {
  const { deviceId, identity, noiseSuppression, echoCancellation } = wish;
  // Chromium may open another one than is only preferred, though the preferred one is there.
  const wanted = identity === null ? { ideal: deviceId } : { exact: deviceId };
  const processing = { echoCancellation, noiseSuppression, autoGainControl: true };
  const audio = { ...processing, ...(deviceId && { deviceId: wanted }) };
  try {
    return { ok: true, stream: await devices.getUserMedia({ audio, video: false }) };
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error);
    return { ok: false, failure: { code: FAILURES[name] ?? 'media-failed', detail: name } };
  }
}

/** "Not asked yet" is unknown, not denied: the welcome page can still ask. */
async function look({ devices, permissions }: MicrophoneDeps): Promise<MicrophoneState> {
  const { state } = await permissions.query({ name: 'microphone' });
  if (state === 'denied') return 'denied';
  const inputs = (await devices.enumerateDevices()).filter(({ kind }) => kind === 'audioinput');
  if (inputs.length === 0) return 'missing';
  return state === 'granted' ? 'granted' : 'unknown';
}

async function watchPermission(
  { permissions, log }: MicrophoneDeps,
  check: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const status = await permissions.query({ name: 'microphone' });
    status.addEventListener('change', () => void check(), { signal });
  } catch (error) {
    log.warn('watch the microphone permission', error);
  }
  await check();
}
