/** The devices of the real host's document, unplugged and plugged in by a test: the browser's fake ones stay for ever. */
import type { DevTools } from '../../../demo/devtools.ts';

const HOST = '/offscreen.html';

/** Runs in the host. */
const TAKE_OVER = () => {
  const { mediaDevices } = navigator;
  const get = mediaDevices.getUserMedia.bind(mediaDevices);
  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  const open: MediaStreamTrack[] = [];
  const gone = new Set<string>();
  const isGone = ({ label }: { label: string }) => gone.has(label);
  mediaDevices.enumerateDevices = async () => (await list()).filter((device) => !isGone(device));
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await get(constraints);
    if (stream.getTracks().some(isGone)) throw new DOMException('unplugged', 'NotFoundError');
    open.push(...stream.getTracks());
    return stream;
  };
  const changed = () => void mediaDevices.dispatchEvent(new Event('devicechange'));
  const unplug = (label: string) => {
    gone.add(label);
    for (const track of open.filter(isGone)) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    changed();
  };
  const plugIn = (label: string) => {
    gone.delete(label);
    changed();
  };
  Object.assign(globalThis, { plugs: { unplug, plugIn } });
};

/** From the next microphone on. */
export async function takeOverDevices(devTools: DevTools) {
  await devTools.evaluate(HOST, `(${TAKE_OVER.toString()})()`);
  const tell = (what: 'unplug' | 'plugIn') => (label: string) =>
    devTools.evaluate<void>(HOST, `plugs.${what}(${JSON.stringify(label)})`);
  return { unplug: tell('unplug'), plugIn: tell('plugIn') };
}
