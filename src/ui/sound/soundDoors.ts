/** What a screen needs of this document's devices. browserSound.ts has the browser's; tests and the gallery their own. */

export type SoundDevice = {
  readonly kind: 'audioinput' | 'audiooutput';
  readonly id: string;
  /** Empty without the microphone's permission. */
  readonly name: string;
};

export type SoundDoors = {
  readonly listDevices: () => Promise<readonly SoundDevice[]>;
  /** Calls when a device is plugged in or out. */
  readonly onDevicesChanged: (handler: () => void, signal: AbortSignal) => void;
  /**
   * Listens to a microphone ('' is the system's) until the signal: `onLevel` is called some times a second with 0–1.
   * Rejects when there is none or it may not be heard.
   */
  readonly openMeter: (
    deviceId: string,
    onLevel: (level: number) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  /** A short tone from this loudspeaker ('' is the system's); settles when it is over, rejects when it cannot be played. */
  readonly playTone: (deviceId: string) => Promise<void>;
};
