// @vitest-environment happy-dom
// A microphone that belongs to pages which come and go, and a stream that does not.
import { describe, expect, test, vi } from 'vitest';
import { createBorrowedMicrophone, type Lender } from './borrowedMicrophone.ts';

class FakeTrack extends EventTarget {
  readyState = 'live';
  stop(): void {
    this.readyState = 'ended';
  }
}

type FakeStream = { name: string; track: FakeTrack; getTracks(): FakeTrack[] };

function fakeStream(name: string): FakeStream {
  const track = new FakeTrack();
  return { name, track, getTracks: () => [track] };
}

/** A page with a microphone. */
function fakePage(name: string) {
  const lent: FakeStream[] = [];
  const getUserMedia = async () => {
    lent.push(fakeStream(`${name} ${lent.length}`));
    return lent.at(-1);
  };
  const page = Object.assign(new EventTarget(), {
    closed: false,
    navigator: { mediaDevices: { getUserMedia, enumerateDevices: async () => [{ label: name }] } },
  });
  return {
    lent,
    lender: page as unknown as Lender,
    close: () => page.dispatchEvent(new Event('pagehide')),
    /** As a process ends that is killed. */
    vanish: () => {
      page.closed = true;
    },
  };
}

/** `state`: of an audio context that was asked to run. `plugged`: what reaches the stream that was handed out. */
function fakeAudio(state: 'running' | 'suspended' = 'running') {
  const plugged: string[] = [];
  const relay = fakeStream('relay');
  const close = vi.fn(async () => undefined);
  const context = {
    state,
    resume: async () => undefined,
    close,
    createMediaStreamDestination: () => ({ stream: relay, context }),
    createMediaStreamSource: ({ name }: FakeStream) => ({
      connect: () => plugged.push(name),
      disconnect: () => plugged.splice(plugged.indexOf(name), 1),
    }),
  };
  return { plugged, relay, close, context: context as unknown as AudioContext };
}

type Page = ReturnType<typeof fakePage>;
type Rig = { pages?: Page[]; opens?: (Page | null)[]; audio?: ReturnType<typeof fakeAudio> };

/** `opens`: the pages that come when one is opened; null: none came in time. */
function rig({ pages = [fakePage('panel')], opens = [fakePage('window')], audio = fakeAudio() }: Rig = {}) {
  const there = [...pages];
  const openLender = vi.fn(async () => {
    const next = opens.shift();
    if (next) there.push(next);
  });
  const warn = vi.fn();
  const devices = createBorrowedMicrophone({
    own: new EventTarget() as MediaDevices,
    lenders: () => there.map(({ lender }) => lender),
    openLender,
    audioContext: () => audio.context,
    log: { warn, guard: () => true },
  });
  return { devices, openLender, warn, audio, pages: there };
}

const open = async ({ devices }: ReturnType<typeof rig>) =>
  (await devices.getUserMedia({ audio: true })) as unknown as FakeStream;

describe('the borrowed microphone', () => {
  test('reaches the stream of the host', async () => {
    const it = rig();
    expect(await open(it)).toBe(it.audio.relay);
    expect(it.audio.plugged).toEqual(['panel 0']);
    expect(it.openLender).not.toHaveBeenCalled();
  });

  test('comes from a page that is opened for it when there is none', async () => {
    const it = rig({ pages: [] });
    await open(it);
    expect(it.audio.plugged).toEqual(['window 0']);
  });

  test('is missing when no page can be opened', async () => {
    const it = rig({ pages: [], opens: [] });
    await expect(open(it)).rejects.toMatchObject({ name: 'NotReadableError' });
  });

  test('is borrowed from the next page when the first is closed, though the browser lists it still', async () => {
    const it = rig();
    await open(it);
    it.pages[0]?.close();
    await expect.poll(() => it.audio.plugged).toEqual(['window 0']);
    expect(it.audio.relay.track.readyState).toBe('live');
    expect(it.pages[0]?.lent[0]?.track.readyState).toBe('ended');
  });

  test('is borrowed from the next page when the first vanishes without a word', async () => {
    vi.useFakeTimers();
    const it = rig();
    await open(it);
    it.pages[0]?.vanish();
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    expect(it.audio.plugged).toEqual(['window 0']);
  });

  test('is asked for again when no page came in time', async () => {
    const it = rig({ opens: [null, fakePage('window')] });
    await open(it);
    it.pages[0]?.close();
    await expect.poll(() => it.audio.plugged).toEqual(['window 0']);
    expect(it.openLender).toHaveBeenCalledTimes(2);
  });

  test('is borrowed anew when its device is pulled out', async () => {
    const it = rig();
    await open(it);
    it.pages[0]?.lent[0]?.track.dispatchEvent(new Event('ended'));
    await expect.poll(() => it.audio.plugged).toEqual(['panel 1']);
  });

  test('has ended for the host when nobody lends another', async () => {
    const it = rig({ opens: [] });
    const stream = await open(it);
    const ended = new Promise((resolve) => stream.track.addEventListener('ended', resolve));
    it.pages[0]?.close();
    await ended;
    expect(it.warn).toHaveBeenCalledOnce();
    await expect.poll(() => it.audio.close.mock.calls.length).toBe(1);
  });

  test('goes back to its page when the host stops the track', async () => {
    const it = rig();
    (await open(it)).track.stop();
    await expect.poll(() => it.pages[0]?.lent[0]?.track.readyState).toBe('ended');
    await expect.poll(() => it.audio.close.mock.calls.length).toBe(1);
    expect(it.audio.plugged).toEqual([]);
    expect(it.openLender).not.toHaveBeenCalled();
  });

  test('is handed out as it is where no sound device drives an audio context', async () => {
    const it = rig({ audio: fakeAudio('suspended') });
    expect(await open(it)).toMatchObject({ name: 'panel 0' });
  });
});

describe('the list of devices', () => {
  test('is that of a page that can be seen', async () => {
    expect(await rig().devices.enumerateDevices()).toEqual([{ label: 'panel' }]);
  });

  test('says that there may be a microphone while no page can be seen', async () => {
    expect(await rig({ pages: [] }).devices.enumerateDevices()).toMatchObject([{ kind: 'audioinput' }]);
  });
});
