// Which headsets a person has connected to us (in the options: only a page can ask), as they come and go. What is done
// with one is headset.ts, loaded with the first.
import type { HeadsetDevice } from '../headset/headset.ts';
import type { HeadsetDeps, HeadsetDesk } from './headset.ts';

/** What of navigator.hid is used (WICG WebHID; not in TypeScript's DOM). */
export type Hid = Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & {
  getDevices(): Promise<readonly HeadsetDevice[]>;
};

export type HeadsetsDeps = HeadsetDeps & {
  /** Null: a browser without it. */
  readonly hid: Hid | null;
};

/** Facts beside which a headset may have been connected in the options: no event says so to this document. */
const LOOK_AT: readonly string[] = ['microphoneChanged', 'numberRaised', 'callDialed', 'callOffered'];

export function followHeadsets(deps: HeadsetsDeps, signal: AbortSignal): void {
  const { hid, store, log } = deps;
  if (!hid) return;
  let desk: HeadsetDesk | null = null;
  let looking: Promise<void> = Promise.resolve();

  const look = async () => {
    const devices = await hid.getDevices();
    if (signal.aborted || (devices.length === 0 && !desk)) return;
    desk ??= (await import('./headset.ts')).createHeadsetDesk(deps);
    await desk.take(devices);
  };
  const lookSoon = () => {
    looking = looking.then(look).catch((error: unknown) => log.warn('look for headsets', error));
  };

  for (const change of ['connect', 'disconnect']) hid.addEventListener(change, lookSoon, { signal });
  store.watch((state, event) => {
    if (LOOK_AT.includes(event.type) && state.audio.headset === null) lookSoon();
  });
  signal.addEventListener('abort', () => void desk?.close(), { once: true });
  lookSoon();
}
