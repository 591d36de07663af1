// The agent's microphone: may we, and one stream shared by all calls. When it is opened and closed is decided by
// desk.ts and sound.ts; asking the user for permission needs a visible page and is not possible here.

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
  /** Stops the tracks, also those of an opening that is still under way: the browser's recording sign goes out. */
  close(): void;
}

export type MicrophoneDeps = {
  readonly devices: Pick<
    MediaDevices,
    'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
  >;
  readonly permissions: Pick<Permissions, 'query'>;
  /** The one that is set; '' is the system's choice. Of one that is not there, another one is taken. */
  readonly deviceId: () => string;
  readonly report: (state: MicrophoneState) => void;
  readonly log: RoomLog;
};

const CONSTRAINTS = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** DOMException names of getUserMedia (W3C Media Capture and Streams, 10.3). A device in use is as good as none. */
const FAILURES: Readonly<Record<string, FailureCode>> = {
  NotAllowedError: 'microphone-denied',
  SecurityError: 'microphone-denied',
  NotFoundError: 'microphone-missing',
  NotReadableError: 'microphone-missing',
  OverconstrainedError: 'microphone-missing',
};

export function createMicrophone(deps: MicrophoneDeps, signal: AbortSignal): Microphone {
  let opening: Promise<OpenedMicrophone> | null = null;

  const check = async () => {
    const state = await look(deps).catch((error: unknown) => {
      deps.log.warn('look at the microphone permission', error);
      return 'unknown' as const;
    });
    if (!signal.aborted) deps.report(state);
  };

  const open = () => {
    if (opening) return opening;
    const mine = request(deps);
    opening = mine;
    void mine.then((opened) => {
      const forget = () => {
        if (opening === mine) opening = null;
      };
      if (!opened.ok) {
        forget();
        void check();
        return;
      }
      deps.report('granted');
      // Unplugged or revoked: the next call opens anew instead of sending silence.
      for (const track of opened.stream.getTracks()) track.addEventListener('ended', forget, { signal });
    });
    return mine;
  };

  const close = () => {
    const was = opening;
    opening = null;
    void was?.then((opened) => {
      if (opened.ok) for (const track of opened.stream.getTracks()) track.stop();
    });
  };

  signal.addEventListener('abort', close, { once: true });
  deps.devices.addEventListener('devicechange', () => void check(), { signal });
  void watchPermission(deps, check, signal);
  return { check, open, close };
}

async function request({ devices, deviceId }: MicrophoneDeps): Promise<OpenedMicrophone> {
  const wanted = deviceId();
  const audio = { ...CONSTRAINTS, ...(wanted && { deviceId: { ideal: wanted } }) };
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
