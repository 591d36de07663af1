/**
 * What the SDK does to the document it lives in, and what is done about it. Each was seen with 2.2.21 in a real
 * offscreen document.
 */

/** Does nothing: while a call is muted the SDK would stream the microphone to the browser maker's recogniser. */
class DeafRecognition {
  start(): void {}
  stop(): void {}
  abort(): void {}
}

/** Before the SDK is imported. It must find such a class, or its constructor throws. */
export function silenceSpeechRecognition(global: object): void {
  Object.defineProperty(global, 'webkitSpeechRecognition', { configurable: true, value: DeafRecognition });
}

/** Uploads of its log that fail are left unhandled by the SDK; our own requests are awaited where they are made. */
export function containFailedUploads(global: Pick<Window, 'addEventListener'>): void {
  global.addEventListener('unhandledrejection', (event) => {
    if (event.reason instanceof TypeError && /fetch/i.test(event.reason.message)) event.preventDefault();
  });
}

/** Runs `make`, which overwrites handlers that others own, and puts these back. */
export function keepHandlers<Made>(
  global: { onerror: OnErrorEventHandler },
  devices: { ondevicechange: MediaDevices['ondevicechange'] },
  make: () => Made,
): Made {
  const { onerror } = global;
  const { ondevicechange } = devices;
  const made = make();
  global.onerror = onerror;
  // It would replace the microphone in the middle of a call; devices are the host's business.
  devices.ondevicechange = ondevicechange;
  return made;
}

/** The far side is played by the host; the SDK's own element would be a second voice. */
export function muteRemoteView(page: Pick<Document, 'getElementById'>): void {
  const element = page.getElementById('plivo_webrtc_remoteview');
  if (element instanceof HTMLMediaElement) element.muted = true;
}
