/** The browser's word on the microphone, for a page that people see. The host asks for its own when it calls. */
import type { Microphone } from '../call/state.ts';

/** What was decided before; makes the browser ask nothing. */
export async function readMicrophone(): Promise<Microphone> {
  const { state } = await navigator.permissions.query({ name: 'microphone' as PermissionName });
  return state === 'prompt' ? 'unknown' : state;
}

/** As `readMicrophone`, and whether there is one at all: a permission outlives the headset it was given for. */
export async function findMicrophone(): Promise<Microphone> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === 'audioinput') ? readMicrophone() : 'missing';
}

/** Makes the browser ask, and lets the microphone go again at once: only the permission was wanted. */
export async function requestMicrophone(): Promise<Microphone> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: false });
    for (const track of stream.getTracks()) track.stop();
    return 'granted';
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotFoundError') return 'missing';
    // A question that was closed without an answer may be asked again.
    return (await readMicrophone()) === 'unknown' ? 'unknown' : 'denied';
  }
}

/** What there is to speak into and to hear with. Without the permission devices have neither name nor id. */
export async function listDevices(): Promise<
  readonly { readonly kind: 'audioinput' | 'audiooutput'; readonly id: string; readonly name: string }[]
> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.flatMap(({ kind, deviceId, label }) =>
    kind === 'videoinput' ? [] : [{ kind, id: deviceId, name: label }],
  );
}
