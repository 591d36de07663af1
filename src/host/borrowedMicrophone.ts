/**
 * Firefox never gives a background page the microphone, whatever was permitted, so the host borrows it from a page of
 * ours that can be seen. The stream handed out is the host's own and outlives that page: when the page is closed in a
 * call, the next one lends. Which pages there are, and how one is opened, is told from outside.
 */
import type { RoomLog } from '../log.ts';
import type { MicrophoneDeps } from './microphone.ts';
import { atMost } from './patience.ts';

export type Lender = Pick<Window, 'addEventListener' | 'closed'> & {
  readonly navigator: { readonly mediaDevices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'> };
};

export type BorrowDeps = {
  /** The host's own: they tell when a device comes or goes. */
  readonly own: Pick<MediaDevices, 'addEventListener' | 'removeEventListener'>;
  /** Pages that can be seen now; the one that will stay longest first. */
  readonly lenders: () => readonly Lender[];
  /** Opens one, unless one is on its way already; resolves when `lenders` has it. */
  readonly openLender: (mayBeOnItsWay: boolean) => Promise<void>;
  readonly audioContext: () => AudioContext;
  readonly log: RoomLog;
};

type Loan = {
  readonly stream: MediaStream;
  /** Resolves when the page was closed, or the device pulled out. */
  readonly lost: Promise<void>;
  readonly giveBack: () => void;
};

type Borrow = (isFirst: boolean) => Promise<Loan>;

/** Firefox lists devices to a page in focus, and lets every other wait. */
const LISTING_MS = 300;
/** Pages that are ended with their process say nothing. */
const LOOKING_MS = 500;
/** How often a page is opened for a call that has lost its microphone, before the call is left without. */
const ATTEMPTS = 3;
/** A context that is not running by then has no sound device that drives it. */
const STARTING_MS = 1_000;
/** What is said while nobody lists them: there may be one, and opening it will tell. */
const UNLISTED = [{ kind: 'audioinput', deviceId: '', groupId: '', label: '' } as MediaDeviceInfo];

export function createBorrowedMicrophone(deps: BorrowDeps): MicrophoneDeps['devices'] {
  const closing = new WeakSet<Lender>();
  const present = () => deps.lenders().find((lender) => !closing.has(lender));

  async function findLender(isFirst: boolean): Promise<Lender> {
    if (!present()) await deps.openLender(isFirst);
    const lender = present();
    if (!lender) throw new DOMException('no page of ours could be opened', 'NotReadableError');
    return lender;
  }

  async function borrow(constraints: MediaStreamConstraints, isFirst: boolean): Promise<Loan> {
    const lender = await findLender(isFirst);
    const stream = await lender.navigator.mediaDevices.getUserMedia(constraints);
    const tracks = stream.getTracks();
    const { promise: lost, resolve } = Promise.withResolvers<void>();
    const leave = () => {
      closing.add(lender);
      resolve();
    };
    // A page on its way out tells nobody that its tracks have ended.
    lender.addEventListener('pagehide', leave, { once: true });
    const looking = setInterval(() => lender.closed && leave(), LOOKING_MS);
    for (const track of tracks) track.addEventListener('ended', () => resolve(), { once: true });
    const giveBack = () => {
      clearInterval(looking);
      for (const track of tracks) track.stop();
    };
    return { stream, lost, giveBack };
  }

  return {
    areBorrowed: true,
    getUserMedia: (constraints = {}) => lend(deps, (isFirst) => borrow(constraints, isFirst)),
    enumerateDevices: () => list(present()),
    addEventListener: deps.own.addEventListener.bind(deps.own),
    removeEventListener: deps.own.removeEventListener.bind(deps.own),
  };
}

async function list(lender: Lender | undefined): Promise<MediaDeviceInfo[]> {
  let found = UNLISTED;
  const listing = lender?.navigator.mediaDevices.enumerateDevices().then((devices) => {
    found = devices;
  });
  if (listing) await atMost(listing, LISTING_MS);
  return found;
}

/** One stream, and behind it one loan after the other until its track is stopped. */
async function lend(deps: BorrowDeps, borrow: Borrow): Promise<MediaStream> {
  const loan = await borrow(true);
  const context = deps.audioContext();
  await atMost(context.resume(), STARTING_MS);
  // Without a relay the first loan is all there is: it lasts as long as its page.
  if (context.state !== 'running') return loan.stream;
  const relay = context.createMediaStreamDestination();
  const over = new AbortController();
  for (const track of relay.stream.getTracks()) whenStopped(track, () => over.abort());
  feed(relay, loan, borrow, over.signal)
    .catch((error: unknown) => {
      deps.log.warn('borrow a microphone anew', error);
      // As a track does whose device is gone: the next call opens it anew.
      for (const track of relay.stream.getTracks()) track.dispatchEvent(new Event('ended'));
    })
    .finally(() => context.close());
  return relay.stream;
}

async function feed(
  relay: MediaStreamAudioDestinationNode,
  first: Loan,
  borrow: Borrow,
  over: AbortSignal,
): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    over.addEventListener('abort', () => resolve(), { once: true });
  });
  for (let loan = first; ; loan = await insist(borrow)) {
    const source = (relay.context as AudioContext).createMediaStreamSource(loan.stream);
    source.connect(relay);
    await Promise.race([loan.lost, stopped]);
    source.disconnect();
    loan.giveBack();
    if (over.aborted) return;
  }
}

/** On a busy machine a page takes its time, and meanwhile the other side hears nothing. */
async function insist(borrow: Borrow): Promise<Loan> {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await borrow(false);
    } catch (error) {
      // An agent who says no is asked once.
      if (left === 1 || (error as Error).name === 'NotAllowedError') throw error;
    }
  }
}

/** A track that is stopped by its owner fires no event (W3C Media Capture and Streams, 4.3.1). */
function whenStopped(track: MediaStreamTrack, stopped: () => void): void {
  const stop = track.stop.bind(track);
  track.stop = () => {
    stop();
    stopped();
  };
}
